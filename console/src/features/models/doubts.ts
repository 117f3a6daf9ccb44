import type { ModelVersion } from '../../api/types.ts';
import type { MessageKey } from '../../lib/messages/translator.ts';
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

/** When not to trust a model: what its own figures admit, then what is true of every model. */
export function doubtsOf(version: ModelVersion): Doubt[] {
  const doubts: Doubt[] = [];
  const verdict = verdictOf(version.metrics, version.baseline);
  if (verdict === 'no_better') doubts.push({ key: 'consoleModels.doubt.noBetter' });
  if (verdict === 'slightly') doubts.push({ key: 'consoleModels.doubt.slightly' });
  doubts.push(...wideScore(version));
  if (version.rows < fewRows) doubts.push({ key: 'consoleModels.doubt.fewRows', rows: version.rows });
  doubts.push({ key: 'consoleModels.doubt.outside' }, { key: 'consoleModels.doubt.cause' });
  return doubts;
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
