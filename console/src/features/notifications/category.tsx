import type { LucideIcon } from 'lucide-react';
import { Bell, CreditCard, Gauge, Lightbulb, Network, ShieldCheck, TriangleAlert, Workflow } from 'lucide-react';
import { notificationCategories } from '../../lib/notification-categories.ts';
import type { NotificationCategory } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';

const icons: Record<NotificationCategory, LucideIcon> = {
  ai_insights: Lightbulb,
  anomaly_alerts: TriangleAlert,
  model_training: Network,
  workflow_results: Workflow,
  performance_alerts: Gauge,
  security: ShieldCheck,
  billing: CreditCard,
};

const knownOf = (category: string) => notificationCategories.find((each) => each === category);

export function CategoryIcon({ category }: { category: string }) {
  const known = knownOf(category);
  return <Icon as={known === undefined ? Bell : icons[known]} />;
}

/** What a category is called; its technical name where a later server has more of them. */
export function useCategoryName(): (category: string) => string {
  const { t } = useMessages();
  return (category) => {
    const known = knownOf(category);
    return known === undefined ? category : t(`consoleInbox.category.${known}`);
  };
}
