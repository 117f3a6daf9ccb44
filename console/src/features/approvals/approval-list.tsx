import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { workflowNamesQuery } from '../../api/runs.ts';
import type { Approval } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { ApprovalStatusChip, Countdown } from './approval-status.tsx';

/** The questions, the latest first. */
export function ApprovalList({ items, shown }: { items: readonly Approval[]; shown: string | undefined }) {
  const { t } = useMessages();
  return (
    <ul className="asks-list" aria-label={t('console.nav.approvals')}>
      {items.map((approval) => (
        <li key={approval.id}>
          <Entry approval={approval} isShown={approval.id === shown} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ approval, isShown }: { approval: Approval; isShown: boolean }) {
  const { format } = useMessages();
  const nowMs = useNow();
  const name = useQuery(workflowNamesQuery).data?.get(approval.workflow_id)?.name;
  const isOpen = approval.status === 'open';
  const agreed = approval.verdicts.filter(({ verdict }) => verdict === 'approved').length;
  return (
    <Link
      id={`entry-${approval.id}`}
      from="/o/$organization/approvals"
      search={(now) => ({ ...now, approval: approval.id })}
      className="asks-entry"
      {...(isShown && { 'aria-current': 'true' as const })}
      replace
      resetScroll={false}
    >
      <span className="row">
        <bdi className="semibold truncate grow">{approval.title}</bdi>
        <time className="small faint nowrap" dateTime={approval.opened_at}>
          {format.relative(approval.decided_at ?? approval.opened_at, nowMs)}
        </time>
      </span>
      <span className="row small faint">
        {!isOpen && <ApprovalStatusChip approval={approval} />}
        <bdi className="truncate grow">{name}</bdi>
        {isOpen && approval.quorum > 1 && (
          <bdi className="num">{`${format.integer(agreed)}/${format.integer(approval.quorum)}`}</bdi>
        )}
        {isOpen && approval.due_at !== null && (
          <span className="nowrap">
            <Countdown due={approval.due_at} />
          </span>
        )}
      </span>
    </Link>
  );
}
