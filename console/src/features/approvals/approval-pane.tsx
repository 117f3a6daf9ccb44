import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { approvalQuery, decideApproval } from '../../api/approvals.ts';
import { workflowNamesQuery } from '../../api/runs.ts';
import { sessionQuery } from '../../api/session.ts';
import type { Approval, Verdict } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ApprovalStatusChip, Countdown } from './approval-status.tsx';
import { ApprovalWords } from './approval-words.tsx';
import { Evidence } from './evidence.tsx';
import { PeopleCard } from './people-card.tsx';
import { VerdictForm } from './verdict-form.tsx';

const route = getRouteApi('/o/$organization/approvals');

interface ApprovalPaneProps {
  id: string;
  /** As the list has it. */
  known: Approval | undefined;
  onDecided(): void;
  /** Leads to another question that waits. */
  onNext?(): void;
}

/** One question with all that speaks for and against, and the two answers. */
export function ApprovalPane({ id, known, onDecided, onNext }: ApprovalPaneProps) {
  const query = useQuery({ ...approvalQuery(id), ...(known && { placeholderData: known }) });
  return (
    <div className="approval">
      <Loaded query={query}>
        {(approval) => <Question approval={approval} onDecided={onDecided} {...(onNext && { onNext })} />}
      </Loaded>
    </div>
  );
}

interface QuestionProps {
  approval: Approval;
  onDecided(): void;
  onNext?(): void;
}

function Question({ approval, onDecided, onNext }: QuestionProps) {
  const { t, format } = useMessages();
  const { organization } = route.useParams();
  const me = useQuery({ ...sessionQuery, enabled: false }).data?.user.id;
  const name = useQuery(workflowNamesQuery).data?.get(approval.workflow_id)?.name;
  const decide = useDecide(approval.id, onDecided);
  const isOpen = approval.status === 'open';
  const hasDecided = approval.verdicts.some(({ user_id: user }) => user === me);
  return (
    <>
      <div className="row row-wrap small faint">
        <ApprovalStatusChip approval={approval} />
        {name !== undefined && <bdi>{name}</bdi>}
        <span aria-hidden>·</span>
        <time dateTime={approval.opened_at}>{format.dateTime(approval.opened_at)}</time>
        {isOpen && approval.due_at !== null && (
          <>
            <span aria-hidden>·</span>
            <Countdown due={approval.due_at} />
          </>
        )}
        <Link
          className="link push-end"
          to="/o/$organization/runs/$runId"
          params={{ organization, runId: approval.run_id }}
        >
          {t('consoleRuns.approval.toRun')}
        </Link>
      </div>
      <div className="stack-small">
        <ApprovalWords approval={approval} as="h2" />
      </div>
      <div className="approval-columns">
        <Evidence items={approval.evidence} organization={organization} />
        <div className="stack approval-side">
          {isOpen && !hasDecided && (
            <Card title={t('consoleRuns.verdict.title')}>
              <VerdictForm
                approval={approval}
                pending={decide.isPending ? decide.variables.verdict : null}
                error={decide.error}
                onDecide={(verdict) => decide.mutate(verdict)}
              />
            </Card>
          )}
          <PeopleCard approval={approval} />
          {(!isOpen || hasDecided) && onNext && (
            <Button kind="primary" onClick={onNext}>
              {t('consoleRuns.approval.next')}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

function useDecide(id: string, onDecided: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (verdict: Verdict) => decideApproval(id, verdict),
    onSuccess: (approval) => {
      queryClient.setQueryData(approvalQuery(id).queryKey, approval);
      onDecided();
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['approvals'] }),
        queryClient.invalidateQueries({ queryKey: ['runs'] }),
      ]),
  });
}
