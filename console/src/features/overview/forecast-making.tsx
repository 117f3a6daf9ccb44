import type { Job } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ProgressBar } from '../../ui/progress.tsx';

/** How far the forecast is that is being made. */
export function ForecastMaking({ job }: { job: Job }) {
  const { t, format } = useMessages();
  return (
    <div className="stack-small">
      <p className="row small secondary">
        {t('consoleHome.dashboard.making')}
        <span className="push-end num">{format.percent(job.progress)}</span>
      </p>
      <ProgressBar share={job.progress} label={t('consoleHome.dashboard.making')} />
    </div>
  );
}
