import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { modelQuery } from '../../api/models.ts';
import { predictionQuery } from '../../api/predictions.ts';
import { recordQuery } from '../../api/records.ts';
import type { Model } from '../../api/types.ts';
import { lazyPart } from '../../lib/lazy-part.ts';
import { tellsNoTarget } from '../../lib/model-kinds.ts';
import { useMay } from '../../ui/permission.tsx';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import { usePredict } from './predict.ts';

// The form comes first: what is shown of an answer is fetched meanwhile.
const NotReady = lazy(async () => ({ default: (await import('./not-ready.tsx')).NotReady }));
const RecordForm = lazy(async () => ({ default: (await import('./record-form.tsx')).RecordForm }));
const PlaygroundSide = lazy(async () => ({ default: (await import('./playground-side.tsx')).PlaygroundSide }));
const Answer = lazy(async () => ({ default: (await import('./answer.tsx')).Answer }));
const KindPlayground = lazyPart('consoleKinds', async () => (await import('./kind-playground.tsx')).KindPlayground);

const route = getRouteApi('/o/$organization/models/$modelId/try');

export function PlaygroundPage() {
  const params = route.useParams();
  const model = useQuery(modelQuery(Number(params.modelId))).data;
  if (model === undefined) return null;
  if (model.deployed_version === null || model.feature_schema === undefined) {
    return (
      <Suspense fallback={<WaitingCard />}>
        <NotReady model={model} params={params} />
      </Suspense>
    );
  }
  return <Playground model={model} />;
}

function Playground({ model }: { model: Model }) {
  const { prediction: id, record: recordKey } = route.useSearch();
  const shown = useQuery({ ...predictionQuery(model.id, id ?? ''), enabled: id !== undefined });
  const { dataset } = model.training_data_source;
  const named = useQuery({ ...recordQuery(dataset, recordKey ?? ''), enabled: recordKey !== undefined });
  const record = named.data?.record.values;
  const { predict, ownIds } = usePredict(model.id);
  const mayPredict = useMay('ai_analytics:predict');
  const waiting = (id !== undefined && shown.isLoading) || named.isLoading;
  // A record opened by its address fills the form; one that the form itself has sent leaves the form as it is.
  const opened = id !== undefined && !ownIds.includes(id) ? id : `own ${recordKey ?? ''}`;

  if (tellsNoTarget(model)) {
    return (
      <Suspense fallback={<WaitingCard />}>
        <KindPlayground key={recordKey ?? ''} model={model} id={id} shown={shown} record={record} />
      </Suspense>
    );
  }

  return (
    <div className="playground">
      {waiting ? (
        <WaitingCard lines={8} height={32} />
      ) : (
        <Suspense fallback={<WaitingCard lines={8} height={32} />}>
          <RecordForm
            key={opened}
            model={model}
            record={shown.data?.input_data ?? record}
            predict={predict}
            mayPredict={mayPredict}
          />
        </Suspense>
      )}
      <div className="stack">
        <Suspense fallback={<WaitingCard />}>
          <Answer model={model} prediction={shown.data} waiting={waiting || predict.isPending} error={shown.error} />
        </Suspense>
      </div>
      <div className="stack">
        <Suspense>
          <PlaygroundSide model={model} id={id} prediction={shown.data} />
        </Suspense>
      </div>
    </div>
  );
}
