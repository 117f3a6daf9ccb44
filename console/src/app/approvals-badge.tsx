import { useQuery } from '@tanstack/react-query';
import { openApprovalsQuery } from '../api/approvals.ts';
import { useLiveQueries } from '../api/live-queries.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { useMay } from '../ui/permission.tsx';

/** How many decisions wait for the reader. */
export function ApprovalsBadge() {
  const { t, format } = useMessages();
  const mayRead = useMay('ai_analytics:read');
  const count = useQuery({ ...openApprovalsQuery, enabled: mayRead }).data ?? 0;
  useLiveQueries(['run', 'notification'], openApprovalsQuery.queryKey);
  if (count === 0) return null;
  return (
    <span className="navigation-count num">
      <span aria-hidden>{format.integer(count)}</span>
      <span className="hidden-visually">{t('console.nav.approvalsOpen', { count })}</span>
    </span>
  );
}
