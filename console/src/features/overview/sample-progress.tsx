import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cancelJob, isOver, refetchAfterJob } from '../../api/jobs.ts';
import { startAnalysis } from '../../api/overview.ts';
import type { Job } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { FirstLook } from './first-look.tsx';
import { JobFault } from './job-fault.tsx';
import { useSampleRun } from './sample-run.ts';
import { StepRow } from './sample-step.tsx';
import './overview.css';

interface SampleProgressProps {
  jobId: string;
  /** The forecast is there: leads to the dashboard. */
  onDone(): void;
  /** It was stopped, or cannot go on. */
  onLeave(): void;
}

/** From sample data to a first forecast, in three steps that tell how far they are. */
export function SampleProgress({ jobId, onDone, onLeave }: SampleProgressProps) {
  const { t, format } = useMessages();
  const queryClient = useQueryClient();
  const run = useSampleRun(jobId, t('consoleHome.sample.model'));
  const { load, train, forecast } = run;
  const share = (load.share + train.share + forecast.share) / 3;
  const failed = [load, train, forecast].find(({ state }) => state === 'failed');
  const cancel = useMutation({ mutationFn: () => cancelJob(jobId), onSuccess: onLeave });
  const seconds = useSeconds(load.job);

  useEffect(() => {
    if (!run.isDone) return;
    void refetchAfterJob(queryClient, ['datasets'], ['models']).then(() => {
      onDone();
      // What needs attention is found while the reader looks at the forecast.
      return Promise.allSettled([startAnalysis('customer_churn'), startAnalysis('inventory_optimization')]);
    });
    // Done once; where it leads may be another function by then.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [run.isDone, queryClient]);

  return (
    <section className="card sample-run" aria-label={t('consoleHome.sample.title')}>
      <div className="sample-steps-side">
        <div className="row">
          <h2 className="job-title">{t('consoleHome.sample.title')}</h2>
          <span className="push-end">
            <Chip tone="accent" icon={Clock}>
              <span className="num">{format.duration(Math.max(1, seconds))}</span>
            </Chip>
          </span>
        </div>
        <ol>
          <StepRow number={1} step={load} title={t('consoleHome.sample.load')}>
            {run.rows === null
              ? t('consoleHome.sample.loadDetail')
              : t('consoleHome.sample.loaded', { rows: run.rows })}
          </StepRow>
          <StepRow number={2} step={train} title={t('consoleHome.sample.train')}>
            {train.state === 'running' && train.job !== null
              ? train.job.phase_text
              : t('consoleHome.sample.trainDetail')}
          </StepRow>
          <StepRow number={3} step={forecast} title={t('consoleHome.sample.forecast')}>
            {t('consoleHome.sample.forecastDetail')}
          </StepRow>
        </ol>
        <ProgressBar share={share} label={t('consoleHome.sample.title')} />
        {run.refusal !== null && <ActionFault error={run.refusal} />}
        {failed?.job?.status === 'failed' && <JobFault job={failed.job} />}
        <div className="row row-wrap small faint">
          <span>{t('consoleHome.sample.leave')}</span>
          <span className="push-end">
            {load.state === 'running' && load.job !== null && !isOver(load.job) && (
              <Button kind="quiet" size="small" busy={cancel.isPending} onClick={() => cancel.mutate()}>
                {t('consoleHome.sample.stop')}
              </Button>
            )}
            {(failed !== undefined || run.refusal !== null) && (
              <Button kind="quiet" size="small" onClick={onLeave}>
                {t('consoleHome.sample.toDashboard')}
              </Button>
            )}
          </span>
        </div>
      </div>
      <div className="sample-look">
        <FirstLook isReady={forecast.state === 'done'} />
      </div>
    </section>
  );
}

/** How long it has been under way. */
function useSeconds(job: Job | null): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return job === null ? 0 : (nowMs - Date.parse(job.created_at)) / 1000;
}
