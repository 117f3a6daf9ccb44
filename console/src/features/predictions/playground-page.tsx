import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { modelQuery } from '../../api/models.ts';
import { predictionQuery } from '../../api/predictions.ts';
import type { Model } from '../../api/types.ts';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { EarlierAnswers } from './earlier-answers.tsx';
import { NotReady } from './not-ready.tsx';
import { usePredict } from './predict.ts';
import { RecordForm } from './record-form.tsx';

// The form comes first: what is shown of an answer is fetched meanwhile.
const Answer = lazy(async () => ({ default: (await import('./answer.tsx')).Answer }));
const FeedbackCard = lazy(async () => ({ default: (await import('./feedback-card.tsx')).FeedbackCard }));

const route = getRouteApi('/o/$organization/models/$modelId/try');

export function PlaygroundPage() {
  const params = route.useParams();
  const model = useQuery(modelQuery(Number(params.modelId))).data;
  if (model === undefined) return null;
  if (model.deployed_version === null || model.feature_schema === undefined) {
    return <NotReady model={model} params={params} />;
  }
  return <Playground model={model} />;
}

function Playground({ model }: { model: Model }) {
  const { prediction: id } = route.useSearch();
  const shown = useQuery({ ...predictionQuery(model.id, id ?? ''), enabled: id !== undefined });
  const { predict, ownIds } = usePredict(model.id);
  const mayPredict = useMay('ai_analytics:predict');
  const mayTell = useMay('ai_analytics:feedback');
  const waiting = id !== undefined && shown.isPending && shown.fetchStatus !== 'idle';
  // A record opened by its address fills the form; one that the form itself has sent leaves the form as it is.
  const opened = id !== undefined && !ownIds.includes(id) ? id : 'own';

  return (
    <div className="playground">
      {waiting ? (
        <Card>
          <Skeleton lines={8} height={32} />
        </Card>
      ) : (
        <RecordForm
          key={opened}
          model={model}
          record={shown.data?.input_data}
          predict={predict}
          mayPredict={mayPredict}
        />
      )}
      <div className="stack">
        <Suspense
          fallback={
            <Card>
              <Skeleton lines={6} />
            </Card>
          }
        >
          <Answer model={model} prediction={shown.data} waiting={waiting || predict.isPending} error={shown.error} />
        </Suspense>
      </div>
      <div className="stack">
        {shown.data && (mayTell || shown.data.feedback !== null) && (
          <Suspense>
            <FeedbackCard key={shown.data.prediction_id} model={model} prediction={shown.data} />
          </Suspense>
        )}
        <EarlierAnswers model={model} shown={id} />
      </div>
    </div>
  );
}
