import type { UseQueryResult } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { Suspense } from 'react';
import type { Model, PastPrediction } from '../../api/types.ts';
import { lazyPart } from '../../lib/lazy-part.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Empty, Problem, Skeleton } from '../../ui/states.tsx';
import { EarlierAnswers } from './earlier-answers.tsx';
import { KindAnswer } from './kind-answer.tsx';
import { KindFeedback } from './kind-feedback.tsx';
import { KindQuestion } from './kind-question.tsx';
import { usePredict } from './predict.ts';

const ApiCallCard = lazyPart('consoleWatch', async () => (await import('./api-call-card.tsx')).ApiCallCard);

interface KindPlaygroundProps {
  model: Model;
  /** The prediction that the address names. */
  id: string | undefined;
  shown: UseQueryResult<PastPrediction>;
  /** A record of the data that the address names. */
  record: Readonly<Record<string, unknown>> | undefined;
}

/** Asks a model of a series, of strange rows, of groups or of offers. */
export function KindPlayground({ model, id, shown, record }: KindPlaygroundProps) {
  const { t } = useMessages();
  const { predict, ownIds } = usePredict(model.id);
  const mayPredict = useMay('ai_analytics:predict');
  const mayTell = useMay('ai_analytics:feedback');
  const opened = id !== undefined && !ownIds.includes(id) ? id : 'own';
  const waiting = id !== undefined && shown.isPending && shown.fetchStatus !== 'idle';
  const asking = { record: shown.data?.input_data ?? record, mayPredict, predict };
  const isAnomaly = model.model_type === 'anomaly_detection';
  const answer = shown.data;
  return (
    <div className="playground">
      <KindQuestion key={waiting ? 'waiting' : opened} model={model} asking={asking} />
      <div className="stack">
        {answer !== undefined && !predict.isPending ? (
          <KindAnswer model={model} prediction={answer} />
        ) : (
          <Card title={t('consolePlayground.result.title')}>
            {(waiting || predict.isPending) && <Skeleton lines={6} height={28} />}
            {!waiting && shown.isError && <Problem error={shown.error} />}
            {!waiting && !shown.isError && !predict.isPending && (
              <Empty icon={FlaskConical} text={t('consoleKinds.try.hint')} />
            )}
          </Card>
        )}
      </div>
      <div className="stack">
        {isAnomaly && answer !== undefined && mayTell && (
          <KindFeedback key={answer.prediction_id} model={model} prediction={answer} />
        )}
        <EarlierAnswers model={model} shown={id} />
        {answer !== undefined && (
          <Suspense>
            <ApiCallCard model={model} prediction={answer} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
