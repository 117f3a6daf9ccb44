import type { Job } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Note } from '../../ui/note.tsx';

/** How a training came out, where there is something to say about it. */
export function TrainingEnd({ job }: { job: Job }) {
  const { t } = useMessages();
  if (job.status === 'failed') {
    return (
      <Note tone="bad" title={job.error?.title ?? t('consoleModelCard.training.failed')}>
        <p>{job.error?.detail ?? t('console.errors.fault.detail')}</p>
      </Note>
    );
  }
  if (job.status === 'cancelled') {
    return (
      <Note tone="info" title={t('consoleModelCard.training.stopped')}>
        <p>{t('consoleModelCard.training.stoppedDetail')}</p>
      </Note>
    );
  }
  return <output className="hidden-visually">{t('consoleModelCard.training.done')}</output>;
}
