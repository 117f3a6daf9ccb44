import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useLiveQueries } from '../../api/live-queries.ts';
import { runQuery, workflowNamesQuery } from '../../api/runs.ts';
import type { RunDetails } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded, Skeleton } from '../../ui/states.tsx';
import { RunActions } from './run-actions.tsx';
import { RunStatusChip } from './run-status.tsx';
import { triggerKindOf } from './trigger-kind.ts';
import './runs.css';

// It comes while the run does, and is no part of what the page waits for.
const load = async () => ({ default: (await import('./run-course.tsx')).RunCourse });
const RunCourse = lazy(load);

const route = getRouteApi('/o/$organization/runs/$runId');

/** What a run has done, step by step, and what can be done with it now. */
export function RunPage() {
  const { t } = useMessages();
  const { organization, runId } = route.useParams();
  const run = useQuery(runQuery(runId));
  const name = useQuery(workflowNamesQuery).data?.get(run.data?.workflow_id ?? 0)?.name;
  useEffect(() => void load(), []);
  useLiveQueries(['run'], ['runs', runId], ['approvals', 'run', runId]);
  return (
    <Page
      title={name ?? t('consoleRuns.run.one')}
      beside={
        run.data && (
          <>
            <RunStatusChip run={run.data} />
            <Summary run={run.data} />
          </>
        )
      }
      {...(run.data && { actions: <RunActions run={run.data} organization={organization} /> })}
    >
      {run.data === undefined ? (
        <Card>
          <Loaded query={run}>{() => null}</Loaded>
        </Card>
      ) : (
        <Suspense fallback={<Skeleton lines={6} />}>
          <RunCourse run={run.data} />
        </Suspense>
      )}
    </Page>
  );
}

function Summary({ run }: { run: RunDetails }) {
  const { t, format } = useMessages();
  return (
    <span className="small faint">
      {run.version !== null && (
        <>
          <bdi className="num">{t('consoleRuns.version', { version: run.version })}</bdi>
          {' · '}
        </>
      )}
      <time dateTime={run.created_at}>{format.dateTime(run.created_at)}</time>
      {' · '}
      {t(`consoleRuns.by.${triggerKindOf(run.trigger_kind)}`)}
    </span>
  );
}
