import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { performanceQuery } from '../../api/models.ts';
import { createFeedback, predictionQuery, predictionsQuery } from '../../api/predictions.ts';
import type { Model, NewFeedback, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { parseNumber } from '../../lib/parse-number.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { answerKindOf } from './answer-kind.ts';
import { OutcomeField } from './outcome-field.tsx';

export function FeedbackForm({ model, prediction }: { model: Model; prediction: PastPrediction }) {
  const { t, format } = useMessages();
  const [outcome, setOutcome] = useState<string | null>(null);
  const [comments, setComments] = useState('');
  const [tried, setTried] = useState(false);
  const send = useSendFeedback(model.id, prediction);
  const kind = answerKindOf(prediction.prediction_output, model);
  const actual = outcome === null ? null : actualOf(outcome, kind, format.numberFormat({}));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (actual === null || send.isPending) return;
    send.mutate({
      actual_outcome: { [model.target_column ?? 'outcome']: actual },
      ...(comments.trim() !== '' && { feedback_comments: comments.trim() }),
    });
  };

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <OutcomeField
        model={model}
        prediction={prediction}
        kind={kind}
        value={outcome}
        onChange={setOutcome}
        missing={tried && actual === null}
      />
      <TextField
        label={t('consolePlayground.feedback.comments')}
        value={comments}
        maxLength={2000}
        onChange={(event) => setComments(event.target.value)}
      />
      {send.isError && <ActionFault error={send.error} />}
      <div className="row">
        <Button type="submit" busy={send.isPending}>
          {t('consolePlayground.feedback.send')}
        </Button>
      </div>
    </form>
  );
}

function actualOf(text: string, kind: ReturnType<typeof answerKindOf>, numberFormat: Intl.NumberFormat) {
  if (kind === 'amount') return parseNumber(text, numberFormat);
  return kind === 'binary' ? text === 'true' : text;
}

function useSendFeedback(modelId: number, prediction: PastPrediction) {
  const queryClient = useQueryClient();
  const id = prediction.prediction_id;
  return useMutation({
    mutationFn: (body: NewFeedback) => createFeedback(id, body),
    onSuccess: (feedback) => {
      queryClient.setQueryData(predictionQuery(modelId, id).queryKey, { ...prediction, feedback });
      void queryClient.invalidateQueries({ queryKey: predictionsQuery(modelId).queryKey, exact: true });
      void queryClient.invalidateQueries({ queryKey: performanceQuery(modelId).queryKey });
    },
  });
}
