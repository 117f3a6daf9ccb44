import type { Model, ModelVersion } from '../../api/types.ts';
import type { MessageKey } from '../../lib/messages/message-keys.ts';
import { isSeries } from '../../lib/model-kinds.ts';
import type { Interval, MetricName } from './metrics.ts';
import { verdictOf } from './metrics.ts';

export interface Doubt {
  key: MessageKey;
  rows?: number;
  interval?: Interval & { name: MetricName };
}

const fewRows = 500;
/** An interval as wide as this part of its score is worth a word. */
const wideShare = 0.08;

type Definition = Pick<Model, 'model_type' | 'feature_columns'>;

function alwaysOf(model: Definition): Doubt[] {
  if (isSeries(model)) return [{ key: 'consoleModels.doubt.series' }];
  const type = model.model_type;
  if (type === 'anomaly_detection' || type === 'clustering' || type === 'recommendations') {
    return [{ key: `consoleModels.doubt.${type}` }];
  }
  return [{ key: 'consoleModels.doubt.outside' }, { key: 'consoleModels.doubt.cause' }];
}

/** When not to trust a model: what its own figures admit, then what is true of every model. */
export function doubtsOf(model: Definition, version: ModelVersion): Doubt[] {
  const doubts: Doubt[] = [];
  const verdict = verdictOf(version.metrics, version.baseline);
  if (verdict === 'no_better') doubts.push({ key: 'consoleModels.doubt.noBetter' });
  if (verdict === 'slightly') doubts.push({ key: 'consoleModels.doubt.slightly' });
  doubts.push(...wideScore(version));
  if (version.rows < fewRows) doubts.push({ key: 'consoleModels.doubt.fewRows', rows: version.rows });
  return [...doubts, ...alwaysOf(model)];
}

function wideScore({ metrics, metric_intervals: intervals, validation_rows: rows }: ModelVersion): Doubt[] {
  for (const name of ['accuracy', 'mae'] as const) {
    const score = metrics[name];
    const interval = intervals[name];
    if (score !== undefined && interval !== undefined && interval.upper - interval.lower > wideShare * score) {
      return [{ key: `consoleModels.doubt.wideScore.${name}`, rows, interval: { ...interval, name } }];
    }
  }
  return [];
}
