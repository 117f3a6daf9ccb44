import { assignSegments, type Column, scoreAnomalies } from '../../../numeric/index.ts';
import type { KindModel } from '../../models/index.ts';

/** Answers for n rows. */
export interface KindRows {
  predictions: Float64Array | Int32Array;
  /** The severity of an anomaly, `none` for any other row; the number of the segment. */
  labels: string[];
}

/** @throws NumericError column_kind_mismatch */
export function scoreKindRows(model: KindModel, columns: readonly Column[]): KindRows {
  if (model.kind === 'anomaly_detection') {
    const { scores, severities } = scoreAnomalies(model, columns);
    return { predictions: scores, labels: severities.map((severity) => severity ?? 'none') };
  }
  if (model.kind !== 'clustering') throw new Error(`A ${model.kind} model has no answers for rows`);
  const { segments } = assignSegments(model, columns);
  return { predictions: segments, labels: Array.from(segments, String) };
}
