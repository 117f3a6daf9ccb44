import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

interface ApiCallProps {
  model: Model;
  prediction: PastPrediction;
}

/** The same question as a program asks it. */
export function ApiCallCard({ model, prediction }: ApiCallProps) {
  const { t } = useMessages();
  const periods = prediction.prediction_output.forecast?.length;
  const body = {
    model_id: model.id,
    input_data: prediction.input_data,
    ...(periods !== undefined && { horizon: periods }),
  };
  const call = [
    `curl "${location.origin}/api/v1/ai-analytics/predict" \\`,
    '  -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(body).replaceAll("'", String.raw`'\''`)}'`,
  ].join('\n');
  return (
    <Card title={t('consoleWatch.apiCall.title')} aside={<CopyButton text={call} />}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <pre className="api-call mono small" dir="ltr" tabIndex={0} aria-label={t('consoleWatch.apiCall.title')}>
        {call}
      </pre>
    </Card>
  );
}
