import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isOver, jobQuery } from '../../api/jobs.ts';
import { backtestQuery, backtestsQuery, startBacktest } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { BacktestFigures } from './backtest-figures.tsx';
import { readBacktest } from './backtest-result.ts';
import { useEditor } from './editor-context.ts';

const ranges = ['7', '30', '90'] as const;
type Range = (typeof ranges)[number];
const dayMs = 86_400_000;

interface PanelProps {
  isDirty: boolean;
}

/** What the draft would have done with the events of the past, before anybody lets it loose. */
export function BacktestPanel({ isDirty }: PanelProps) {
  const { t } = useMessages();
  const { draft, workflowId } = useEditor();
  const queryClient = useQueryClient();
  const [range, setRange] = useState<Range>('30');
  const latest = useQuery(backtestsQuery(workflowId)).data?.items[0];
  const start = useMutation({
    mutationFn: () => startBacktest(workflowId, rangeOf(range)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: backtestsQuery(workflowId).queryKey }),
  });
  const isByEvent = draft.trigger_conditions['event_type'] !== undefined;
  if (!isByEvent) return <p className="secondary">{t('consoleWorkflowEditor.backtest.onlyEvents')}</p>;
  return (
    <div className="stack">
      <div className="row row-wrap">
        <Segments<Range>
          label={t('consoleWorkflowEditor.backtest.range')}
          value={range}
          options={ranges.map((value) => ({
            value,
            label: t('consoleWorkflowEditor.backtest.days', { days: Number(value) }),
          }))}
          onChange={setRange}
        />
        <Button
          kind="primary"
          icon={History}
          busy={start.isPending}
          unavailable={isDirty}
          onClick={() => start.mutate()}
        >
          {t('consoleWorkflowEditor.backtest.run')}
        </Button>
        <span className="small faint">
          {t(isDirty ? 'consoleWorkflowEditor.backtest.saveFirst' : 'consoleWorkflowEditor.backtest.noEffect')}
        </span>
      </div>
      {start.isError && <ActionFault error={start.error} />}
      {latest !== undefined && <Backtest key={latest.id} id={latest.id} jobId={latest.job_id} />}
    </div>
  );
}

/** Whole days of the server's clock, up to now. */
function rangeOf(days: Range): { from: string; to: string } {
  const now = Date.now();
  const from = Math.floor((now - Number(days) * dayMs) / dayMs) * dayMs;
  return { from: new Date(from).toISOString(), to: new Date(now).toISOString() };
}

function Backtest({ id, jobId }: { id: number; jobId: string }) {
  const { t } = useMessages();
  const { workflowId, mark } = useEditor();
  const queryClient = useQueryClient();
  const backtest = useQuery(backtestQuery(workflowId, id)).data;
  const isRunning = backtest?.status === 'running';
  const job = useQuery({ ...jobQuery(jobId), enabled: isRunning }).data;
  const over = job !== undefined && isOver(job);
  const result = readBacktest(backtest?.result);

  useEffect(() => {
    if (over) void queryClient.invalidateQueries({ queryKey: backtestQuery(workflowId, id).queryKey });
  }, [over, queryClient, workflowId, id]);
  useEffect(() => {
    const read = readBacktest(backtest?.result);
    if (read === null) return;
    mark(
      new Map(
        read.steps.map(({ id: step, done, failed }) => [
          step,
          { status: failed > 0 ? 'failed' : done > 0 ? 'succeeded' : 'skipped', count: done + failed },
        ]),
      ),
    );
    // `mark` is made anew with every drawing; only a new result counts.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [backtest?.result]);

  if (backtest === undefined) return null;
  if (isRunning) return <ProgressBar share={job?.progress ?? 0} label={t('consoleWorkflowEditor.backtest.running')} />;
  if (result === null) return <Note tone="bad" title={t('consoleWorkflowEditor.backtest.failed')} />;
  return <BacktestFigures from={backtest.from} to={backtest.to} result={result} />;
}
