import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CircleDashed } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { isOver } from '../../api/jobs.ts';
import { modelQuery, performanceQuery } from '../../api/models.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import { ScoredModel } from './scored-model.tsx';
import { TrainingEnd } from './training-end.tsx';
import { useTrainingJob } from './training-job.ts';

const TrainingNow = lazy(async () => ({ default: (await import('./training-now.tsx')).TrainingNow }));
const route = getRouteApi('/o/$organization/models/$modelId/');

export function ModelCardPage() {
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
        <Suspense fallback={<WaitingCard />}>
          <TrainingNow model={model} job={job} />
        </Suspense>
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
      <Empty icon={CircleDashed} text={t('consoleModelCard.model.draft')} />
    </Card>
  );
}
