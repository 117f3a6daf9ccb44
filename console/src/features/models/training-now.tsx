import type { Job, Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { DefinitionCard } from './definition-card.tsx';

/** A training that goes on, beside what it learns. */
export function TrainingNow({ model, job }: { model: Model; job: Job }) {
  const { t } = useMessages();
  return (
    <div className="training">
      <JobProgress
        job={job}
        kind="training"
        title={t('consoleModelCard.training.title')}
        cancelLabel={t('consoleModelCard.training.stop')}
      />
      <DefinitionCard model={model} />
    </div>
  );
}
