import { lazy, Suspense } from 'react';
import type { Model, PastPrediction } from '../../api/types.ts';
import { lazyPart } from '../../lib/lazy-part.ts';
import { useMay } from '../../ui/permission.tsx';
import { EarlierAnswers } from './earlier-answers.tsx';

const FeedbackCard = lazy(async () => ({ default: (await import('./feedback-card.tsx')).FeedbackCard }));
const WhatIfCard = lazyPart('consoleWatch', async () => (await import('./what-if-card.tsx')).WhatIfCard);
const ApiCallCard = lazyPart('consoleWatch', async () => (await import('./api-call-card.tsx')).ApiCallCard);

interface PlaygroundSideProps {
  model: Model;
  /** The prediction that the address names. */
  id: string | undefined;
  prediction: PastPrediction | undefined;
}

/** What can be done with an answer: vary it, say what happened, ask it by a program; and the answers before. */
export function PlaygroundSide({ model, id, prediction }: PlaygroundSideProps) {
  const mayPredict = useMay('ai_analytics:predict');
  const mayTell = useMay('ai_analytics:feedback');
  return (
    <>
      {prediction !== undefined && (
        <Suspense>
          {mayPredict && (
            <WhatIfCard key={`what-if ${prediction.prediction_id}`} model={model} prediction={prediction} />
          )}
          {(mayTell || prediction.feedback !== null) && (
            <FeedbackCard key={prediction.prediction_id} model={model} prediction={prediction} />
          )}
        </Suspense>
      )}
      <EarlierAnswers model={model} shown={id} />
      {prediction !== undefined && (
        <Suspense>
          <ApiCallCard model={model} prediction={prediction} />
        </Suspense>
      )}
    </>
  );
}
