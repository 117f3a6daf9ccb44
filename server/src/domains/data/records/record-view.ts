import type { Dataset } from '../data.repository.ts';
import type { RecordView } from './record-pages.ts';
import type { StoredRow } from './record-table.ts';
import { type RecordValues, toJsonValue } from './record-values.ts';
import { keyOf } from './write-records.ts';

/** A row as it is answered. */
export function toRecordView(dataset: Pick<Dataset, 'columns'>, row: StoredRow): RecordView {
  return { key: keyOf(dataset, row), values: toJsonValues(dataset, row.values) };
}

/** Values that were kept as `to_jsonb` gives them, each as its column's type is answered. */
export function toJsonValues({ columns }: Pick<Dataset, 'columns'>, values: RecordValues): RecordValues {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, toJsonValue(value, types.get(name) ?? 'text')]),
  );
}
