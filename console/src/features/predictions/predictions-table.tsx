import { getRouteApi, Link } from '@tanstack/react-router';
import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { AnswerInShort } from './answer-in-short.tsx';
import { labelOf } from './build-input.ts';
import { OutcomeValue } from './outcome-value.tsx';

const route = getRouteApi('/o/$organization/models/$modelId/predictions');

/** What was asked and answered, the latest first. */
export function PredictionsTable({ model, items }: { model: Model; items: readonly PastPrediction[] }) {
  const { t } = useMessages();
  return (
    <TableScroll label={t('consoleModels.model.tab.predictions')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleModels.predictions.when')}</th>
            <th scope="col">
              <bdi>{model.target_column}</bdi>
            </th>
            <th scope="col">{t('consolePlayground.feedback.title')}</th>
            <th scope="col" className="wide-only">
              {t('consolePlayground.predictions.inputs')}
            </th>
            <th scope="col" className="end wide-only">
              {t('consoleModels.result.model')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((prediction) => (
            <PredictionRow key={prediction.prediction_id} model={model} prediction={prediction} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

const inputsShown = 3;

function PredictionLink({ prediction }: { prediction: PastPrediction }) {
  const { format } = useMessages();
  const params = route.useParams();
  return (
    <Link
      className="table-name num"
      to="/o/$organization/models/$modelId/try"
      params={params}
      search={{ prediction: prediction.prediction_id }}
    >
      <time dateTime={prediction.prediction_timestamp}>{format.dateTime(prediction.prediction_timestamp)}</time>
    </Link>
  );
}

function PredictionRow({ model, prediction }: { model: Model; prediction: PastPrediction }) {
  const { t } = useMessages();
  const inputs = Object.entries(prediction.input_data).slice(0, inputsShown);
  return (
    <tr>
      <th scope="row">
        <PredictionLink prediction={prediction} />
      </th>
      <td>
        <AnswerInShort model={model} prediction={prediction} />
      </td>
      <td>
        {prediction.feedback === null ? (
          <span className="faint">{t('consolePlayground.feedback.notYet')}</span>
        ) : (
          <OutcomeValue feedback={prediction.feedback} />
        )}
      </td>
      <td className="secondary prediction-inputs wide-only">
        {inputs.map(([name, value], index) => (
          <span key={name}>
            {index > 0 && ' · '}
            <bdi className="faint">{labelOf(name)}</bdi> <DataValue value={value} />
          </span>
        ))}
      </td>
      <td className="end faint wide-only">
        <bdi>{t('consoleModels.model.version', { version: prediction.model_version })}</bdi>
      </td>
    </tr>
  );
}
