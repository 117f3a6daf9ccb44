import type { Entitlement } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';

const plans = ['trial', 'basic', 'premium', 'enterprise'] as const;
const entitlements = [
  'models',
  'predictions_per_day',
  'workflows',
  'retention_days',
  'anomaly_detection',
  'custom_algorithms',
  'batch_processing',
  'advanced_ai',
  'real_time_analytics',
  'custom_ai_integrations',
  'parallel_trainings',
  'sql_access',
  'workflow_starts_per_minute',
] as const;

/** What plans and their parts are called; the technical name of one that was added later. */
export function usePlanNames() {
  const { t, format } = useMessages();
  return {
    plan(name: string): string {
      const known = plans.find((each) => each === name);
      return known === undefined ? name : t(`consoleSettings.plan.plans.${known}`);
    },
    entitlement(name: string): string {
      const known = entitlements.find((each) => each === name);
      return known === undefined ? name : t(`console.plan.name.${known}`);
    },
    amount({ kind, limit, level }: Pick<Entitlement, 'kind' | 'limit' | 'level'>): string {
      if (kind === 'feature') return t(`consoleSettings.plan.level.${level}`);
      return kind === 'days' ? t('consoleSettings.plan.days', { days: limit }) : format.integer(limit);
    },
  };
}
