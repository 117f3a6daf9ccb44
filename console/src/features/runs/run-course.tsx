import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { runStepsQuery } from '../../api/runs.ts';
import type { RunDetails } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Loaded, Skeleton } from '../../ui/states.tsx';
import { RunFigures } from './run-figures.tsx';
import type { TimelineRow } from './timeline.ts';
import { hiddenTurns, timelineOf } from './timeline.ts';
import { TimelineCard } from './timeline-card.tsx';
import { useTick } from './use-tick.ts';

const RunBelow = lazy(async () => ({ default: (await import('./run-below.tsx')).RunBelow }));
const route = getRouteApi('/o/$organization/runs/$runId');

/** What the run has done, and the step that the reader looks at. */
export function RunCourse({ run }: { run: RunDetails }) {
  const { t } = useMessages();
  const { organization } = route.useParams();
  const { step } = route.useSearch();
  const isOver = run.finished_at !== null;
  const steps = useQuery(runStepsQuery(run.id, !isOver));
  const nowMs = useTick(!isOver);
  return (
    <Loaded query={steps}>
      {({ attempts, isWhole }) => {
        const rows = timelineOf({ plan: run.plan, attempts, underWay: run.under_way, nowMs, isOver });
        const span = spanOfRun(run, nowMs);
        const loops = rows.filter(({ type }) => type === 'loop');
        const hidden = loops.reduce((sum, { key }) => sum + hiddenTurns(attempts, key), 0);
        const chosen = rows.find(({ key }) => key === step) ?? tellingOf(rows, run) ?? rows[0];
        return (
          <>
            <RunFigures rows={rows} span={span} />
            <TimelineCard run={run} rows={rows} span={span} chosen={chosen?.key ?? null} />
            {hidden > 0 && <p className="small faint">{t('consoleRuns.timeline.hidden', { count: hidden })}</p>}
            {!isWhole && <p className="small faint">{t('consoleRuns.timeline.cut', { count: attempts.length })}</p>}
            <Suspense fallback={<Skeleton lines={4} />}>
              <RunBelow run={run} row={chosen} organization={organization} />
            </Suspense>
          </>
        );
      }}
    </Loaded>
  );
}

function spanOfRun(run: RunDetails, nowMs: number): { from: number; to: number } {
  const from = Date.parse(run.created_at);
  return { from, to: run.finished_at === null ? Math.max(from, nowMs) : Date.parse(run.finished_at) };
}

/** The step that a reader wants to see first: the one that failed, or the one at which the run stands. */
function tellingOf(rows: readonly TimelineRow[], { status }: RunDetails): TimelineRow | undefined {
  const failed = rows.findLast(({ state, attempts }) => state === 'failed' && attempts.length > 0);
  const standing = rows.find(({ standing: stands }) => stands !== null && stands.waits_for !== 'others');
  return (status === 'failed' ? failed : standing) ?? failed;
}
