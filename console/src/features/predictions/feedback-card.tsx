import { CircleCheck } from 'lucide-react';
import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FeedbackForm } from './feedback-form.tsx';
import { OutcomeValue } from './outcome-value.tsx';

interface FeedbackProps {
  model: Model;
  prediction: PastPrediction;
}

/** What really happened, told later: the only way to know how good the model is in use. */
export function FeedbackCard({ model, prediction }: FeedbackProps) {
  const { t } = useMessages();
  if (prediction.feedback === null) {
    return (
      <Card title={t('consolePlayground.feedback.title')}>
        <FeedbackForm model={model} prediction={prediction} />
      </Card>
    );
  }
  return (
    <Card title={t('consolePlayground.feedback.title')}>
      <output className="row">
        <span className="tone-good">
          <Icon as={CircleCheck} />
        </span>
        <span>
          {t('consolePlayground.feedback.thanks')} <OutcomeValue feedback={prediction.feedback} />
        </span>
      </output>
    </Card>
  );
}
