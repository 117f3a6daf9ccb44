import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CircleCheck, CircleX, Lock } from 'lucide-react';
import { approvalLinkQuery, decideByLink } from '../../api/approvals.ts';
import type { Approval, Verdict } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LanguageMenu, ThemeMenu } from '../../ui/preferences.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ApprovalStatusChip, Countdown } from './approval-status.tsx';
import { ApprovalWords } from './approval-words.tsx';
import { Evidence } from './evidence.tsx';
import { VerdictForm } from './verdict-form.tsx';
import './approvals.css';

const route = getRouteApi('/approvals/$token');

/** A question for whoever has got its link: no account is asked for, and looking at it decides nothing. */
export function ApprovalLinkPage() {
  const { t } = useMessages();
  const { token } = route.useParams();
  const query = useQuery(approvalLinkQuery(token));
  return (
    <main className="approval-link">
      <title>{t('console.documentTitle', { page: query.data?.title ?? t('consoleRuns.approval.one') })}</title>
      <header className="row">
        <span className="semibold grow" translate="no">
          Business Suite
        </span>
        <LanguageMenu save={false} named />
        <ThemeMenu />
      </header>
      {query.data === undefined && <h1 className="hidden-visually">{t('consoleRuns.approval.one')}</h1>}
      <Loaded query={query}>{(approval) => <Question token={token} approval={approval} />}</Loaded>
    </main>
  );
}

function Question({ token, approval }: { token: string; approval: Approval }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: (verdict: Verdict) => decideByLink(token, verdict),
    onSuccess: (decided) => queryClient.setQueryData(approvalLinkQuery(token).queryKey, decided),
  });
  const isOpen = approval.status === 'open';
  return (
    <>
      <div className="stack-small">
        <div className="row row-wrap small faint">
          <ApprovalStatusChip approval={approval} />
          {isOpen && approval.due_at !== null && <Countdown due={approval.due_at} />}
        </div>
        <ApprovalWords approval={approval} as="h1" />
      </div>
      {(decide.isSuccess || !isOpen) && <Outcome approval={approval} given={decide.data && decide.variables.verdict} />}
      <Evidence items={approval.evidence} organization={null} />
      {isOpen && !decide.isSuccess && (
        <Card title={t('consoleRuns.verdict.title')}>
          <VerdictForm
            approval={approval}
            pending={decide.isPending ? decide.variables.verdict : null}
            error={decide.error}
            onDecide={(verdict) => decide.mutate(verdict)}
          />
        </Card>
      )}
    </>
  );
}

const icons = { approved: CircleCheck, rejected: CircleX, closed: Lock, open: CircleCheck };

function Outcome({ approval, given }: { approval: Approval; given: Verdict['verdict'] | undefined }) {
  const { t } = useMessages();
  const tone =
    given === 'rejected' || approval.status === 'rejected' ? 'bad' : approval.status === 'closed' ? '' : 'good';
  const agreed = approval.verdicts.filter(({ verdict }) => verdict === 'approved').length;
  return (
    <div className={`note ${tone === '' ? '' : `note-${tone}`}`} role="status">
      <Icon as={icons[approval.status]} />
      <div className="stack-small">
        <p className="semibold">
          {given === undefined ? t(`consoleRuns.link.was.${approval.status}`) : t(`consoleRuns.link.given.${given}`)}
        </p>
        {approval.status === 'open' && <p>{t('consoleRuns.people.quorum', { agreed, needed: approval.quorum })}</p>}
      </div>
    </div>
  );
}
