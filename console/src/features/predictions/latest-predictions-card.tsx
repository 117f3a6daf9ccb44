import { Link } from '@tanstack/react-router';
import { Sparkles } from 'lucide-react';
import type { LatestPrediction } from '../../api/types.ts';
import { labelValue } from '../../lib/label-value.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Card } from '../../ui/card.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { Empty } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

interface LatestPredictionsCardProps {
  predictions: readonly LatestPrediction[];
  organization: string;
}

/** What models were asked last, and what they said. */
export function LatestPredictionsCard({ predictions, organization }: LatestPredictionsCardProps) {
  const { t } = useMessages();
  return (
    <Card title={t('consoleHome.latest.title')} flush>
      {predictions.length === 0 ? (
        <Empty icon={Sparkles} text={t('consoleHome.latest.empty')} />
      ) : (
        <TableScroll label={t('consoleHome.latest.title')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('consoleScores.models.name')}</th>
                <th scope="col">{t('consoleHome.latest.answer')}</th>
                <th scope="col" className="end wide-only">
                  {t('consoleHome.latest.sure')}
                </th>
                <th scope="col" className="end">
                  {t('consoleHome.latest.when')}
                </th>
              </tr>
            </thead>
            <tbody>
              {predictions.map((prediction) => (
                <PredictionRow key={prediction.prediction_id} prediction={prediction} organization={organization} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Card>
  );
}

function PredictionRow({ prediction, organization }: { prediction: LatestPrediction; organization: string }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const { answer, confidence_score: confidence, prediction_timestamp: at } = prediction;
  const modelId = String(prediction.model_id);
  return (
    <tr>
      <td>
        <Link
          className="table-name"
          to="/o/$organization/models/$modelId/try"
          params={{ organization, modelId }}
          search={{ prediction: prediction.prediction_id }}
        >
          <bdi>{prediction.model_name ?? `#${modelId}`}</bdi>
        </Link>{' '}
        <span className="small faint num">{t('consoleHome.version', { version: prediction.model_version })}</span>
      </td>
      <td>
        {answer.label === null ? (
          <bdi className="num">
            {answer.prediction === null ? t('console.value.none') : format.figure(answer.prediction)}
          </bdi>
        ) : (
          <DataValue value={labelValue(answer.label)} />
        )}
      </td>
      <td className="end secondary wide-only">
        {confidence === null ? t('console.value.none') : <bdi className="num">{format.percent(confidence)}</bdi>}
      </td>
      <td className="end secondary">
        <time dateTime={at}>{format.relative(at, nowMs)}</time>
      </td>
    </tr>
  );
}
