import { FlaskConical } from 'lucide-react';
import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty, Problem, Skeleton } from '../../ui/states.tsx';
import { ResultCard } from './result-card.tsx';
import { WhyCard } from './why-card.tsx';
import './predictions.css';

interface AnswerProps {
  model: Model;
  prediction: PastPrediction | undefined;
  waiting: boolean;
  error: unknown;
}

/** The answer with its reasons, or what stands in its place until there is one. */
export function Answer({ model, prediction, waiting, error }: AnswerProps) {
  const { t } = useMessages();
  if (prediction !== undefined) {
    return (
      <>
        <ResultCard model={model} prediction={prediction} />
        <WhyCard model={model} prediction={prediction} />
      </>
    );
  }
  return (
    <Card title={t('consolePlayground.result.title')}>
      {waiting && <Skeleton lines={6} height={28} />}
      {!waiting && error !== null && <Problem error={error} />}
      {!waiting && error === null && <Empty icon={FlaskConical} text={t('consolePlayground.try.hint')} />}
    </Card>
  );
}
