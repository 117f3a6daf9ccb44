import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { membersQuery } from '../../api/members.ts';
import type { Approval } from '../../api/types.ts';
import { loadTenancyTexts } from '../../lib/messages/catalogues.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ProgressBar } from '../../ui/progress.tsx';

/** Who is asked, who has said what, and how many must agree. */
export function PeopleCard({ approval }: { approval: Approval }) {
  const { t, format } = useMessages();
  const names = useNames();
  const { users, roles } = approval.approvers;
  const agreed = approval.verdicts.filter(({ verdict }) => verdict === 'approved').length;
  const asked = [...users.map(names.user), ...roles.map(names.role)];
  return (
    <Card title={t('consoleRuns.people.title')}>
      <div className="stack">
        <div className="stack-small">
          <p>{t('consoleRuns.people.quorum', { agreed, needed: approval.quorum })}</p>
          <ProgressBar share={agreed / approval.quorum} label={t('consoleRuns.people.title')} />
        </div>
        <p className="small secondary">{t('consoleRuns.people.asked', { names: format.list(asked) })}</p>
        {approval.level > 0 && (
          <p className="small tone-warn">{t('consoleRuns.people.escalated', { level: approval.level })}</p>
        )}
        {approval.verdicts.length > 0 && (
          <ul className="verdicts">
            {approval.verdicts.map((verdict) => (
              <VerdictRow key={verdict.user_id} verdict={verdict} name={names.user(verdict.user_id)} />
            ))}
          </ul>
        )}
        {approval.status === 'closed' && <p className="small secondary">{t('consoleRuns.people.closed')}</p>}
      </div>
    </Card>
  );
}

function VerdictRow({ verdict, name }: { verdict: Approval['verdicts'][number]; name: string }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const isYes = verdict.verdict === 'approved';
  return (
    <li>
      <span className="row">
        <span className={isYes ? 'tone-good' : 'tone-bad'}>
          <Icon as={isYes ? CircleCheck : CircleX} size={14} />
        </span>
        <bdi className="medium truncate grow">{name}</bdi>
        <time className="small faint nowrap" dateTime={verdict.decided_at}>
          {format.relative(verdict.decided_at, nowMs)}
        </time>
      </span>
      <span className="small secondary">{t(`consoleRuns.approval.${verdict.verdict}`)}</span>
      {verdict.comment !== null && (
        <p className="verdict-comment">
          <bdi>{verdict.comment}</bdi>
        </p>
      )}
    </li>
  );
}

interface Names {
  user(id: number): string;
  role(key: string): string;
}

/** Names of members for those who may see them, and what roles are called. */
function useNames(): Names {
  const { t, language } = useMessages();
  const mayRead = useMay('tenancy:read');
  const members = useQuery({ ...membersQuery, enabled: mayRead }).data?.items ?? [];
  const texts = useQuery({
    queryKey: ['texts', 'tenancy', language],
    queryFn: () => loadTenancyTexts(language),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  return {
    user: (id) =>
      members.find(({ user_id: user }) => user === id)?.name ?? t('consoleRuns.people.someone', { id: String(id) }),
    role: (key) => texts?.[`tenancy.roles.${key}`] ?? key,
  };
}
