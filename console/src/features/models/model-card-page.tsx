import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CircleDashed } from 'lucide-react';
import { isOver } from '../../api/jobs.ts';
import { modelQuery, performanceQuery } from '../../api/models.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { DefinitionCard } from './definition-card.tsx';
import { ScoredModel } from './scored-model.tsx';
import { TrainingEnd } from './training-end.tsx';
import { useTrainingJob } from './training-job.ts';

const route = getRouteApi('/o/$organization/models/$modelId/');

export function ModelCardPage() {
  const { t } = useMessages();
  const { modelId } = route.useParams();
  const { job: namedJob, version } = route.useSearch();
  const id = Number(modelId);
  const model = useQuery(modelQuery(id)).data;
  const performance = useQuery(performanceQuery(id));
  const job = useTrainingJob(id, namedJob);
  if (model === undefined) return null;
  const running = job !== undefined && !isOver(job);

  return (
    <>
      {running && (
        <div className="training">
          <JobProgress
            job={job}
            kind="training"
            title={t('consoleModels.training.title')}
            cancelLabel={t('consoleModels.training.stop')}
          />
          <DefinitionCard model={model} />
        </div>
      )}
      {job !== undefined && !running && <TrainingEnd job={job} />}
      <Loaded query={performance}>
        {(data) =>
          data.versions.length === 0 ? (
            !running && <NoVersion />
          ) : (
            <ScoredModel model={model} performance={data} wanted={version} />
          )
        }
      </Loaded>
    </>
  );
}

function NoVersion() {
  const { t } = useMessages();
  return (
    <Card>
      <Empty icon={CircleDashed} text={t('consoleModels.model.draft')} />
    </Card>
  );
}
