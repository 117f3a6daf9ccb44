import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { SeverityChip } from '../../ui/severity.tsx';
import { answerKindOf } from './answer-kind.ts';

/** An answer in one line: a figure with its interval, or a class with its probability. */
export function AnswerInShort({ model, prediction }: { model: Model; prediction: PastPrediction }) {
  const { t, format, rich } = useMessages();
  const output = prediction.prediction_output;
  const kind = answerKindOf(output, model);
  if (kind === 'anomaly') {
    return output.severity === null || output.severity === undefined ? (
      <span className="secondary">{t('consoleModels.answer.usual')}</span>
    ) : (
      <SeverityChip severity={output.severity} />
    );
  }
  if (kind === 'segment') {
    const { cluster = -1 } = output;
    return cluster < 0
      ? t('consoleModels.answer.noGroup')
      : t('consoleModels.answer.group', { number: String(cluster) });
  }
  if (kind === 'offers') {
    const [first] = output.items ?? [];
    return <bdi className="medium">{first?.item ?? t('console.value.none')}</bdi>;
  }
  if (kind === 'amount' || kind === 'forecast') {
    return (
      <span className="num nowrap">
        <bdi className="semibold">{format.figure(output.prediction)}</bdi>
        {output.interval !== undefined && (
          <span className="small faint">
            {' '}
            {rich('consoleModels.result.range', {
              lower: format.figure(output.interval.lower),
              upper: format.figure(output.interval.upper),
            })}
          </span>
        )}
      </span>
    );
  }
  return (
    <span className="num nowrap">
      <span className="small faint">
        <DataValue value={output.label} />
      </span>{' '}
      <bdi className="semibold">{format.percent(output.prediction)}</bdi>
    </span>
  );
}
