import { useMutation, useQueryClient } from '@tanstack/react-query';
import { performanceQuery } from '../../api/models.ts';
import { createFeedback, predictionQuery, predictionsQuery } from '../../api/predictions.ts';
import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { OutcomeValue } from './outcome-value.tsx';

/** Whether what was called unusual really was; this is how false alarms get known. */
export function KindFeedback({ model, prediction }: { model: Model; prediction: PastPrediction }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const id = prediction.prediction_id;
  const send = useMutation({
    mutationFn: (isAnomaly: boolean) => createFeedback(id, { actual_outcome: { is_anomaly: isAnomaly } }),
    onSuccess: (feedback) => {
      queryClient.setQueryData(predictionQuery(model.id, id).queryKey, { ...prediction, feedback });
      void queryClient.invalidateQueries({ queryKey: predictionsQuery(model.id).queryKey, exact: true });
      void queryClient.invalidateQueries({ queryKey: performanceQuery(model.id).queryKey });
    },
  });
  return (
    <Card title={t('consoleKinds.feedback.title')}>
      {prediction.feedback !== null && (
        <output>
          {t('consolePlayground.feedback.thanks')} <OutcomeValue feedback={prediction.feedback} />
        </output>
      )}
      {send.isError && <ActionFault error={send.error} />}
      {prediction.feedback === null && (
        <div className="row">
          <Button busy={send.isPending} onClick={() => send.mutate(true)}>
            {t('console.value.yes')}
          </Button>
          <Button busy={send.isPending} onClick={() => send.mutate(false)}>
            {t('console.value.no')}
          </Button>
        </div>
      )}
    </Card>
  );
}
