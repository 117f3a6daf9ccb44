import type { Column } from '../column.ts';
import type { Encoder, Preprocessor } from './preprocessor.ts';
import { encodeRecord, type RecordWarning, type UnderstoodValue } from './record.ts';

/** One record as columns of one row, with what is noteworthy about it. */
export interface RecordColumns {
  /** Those that the model uses. */
  readonly columns: readonly Column[];
  /** By column. */
  readonly values: ReadonlyMap<string, UnderstoodValue>;
  readonly warnings: readonly RecordWarning[];
}

/**
 * Reads one record for models that take columns; values are read, and warned of, as in `predictRow`.
 *
 * @param record a JSON object
 * @throws NumericError invalid_record with every fault, record_has_no_features
 */
export function recordColumns(preprocessor: Preprocessor, record: Readonly<Record<string, unknown>>): RecordColumns {
  const { values, warnings } = encodeRecord(preprocessor, record, []);
  const columns = preprocessor.encoders.flatMap((encoder, place) => {
    const column = columnOf(encoder, values[place] ?? null);
    return column === null ? [] : [column];
  });
  const understood = preprocessor.encoders.flatMap(({ kind, column }, place) =>
    kind === 'excluded' ? [] : [[column, values[place] ?? null] as const],
  );
  return { columns, values: new Map(understood), warnings };
}

function columnOf({ kind, column: name }: Encoder, value: UnderstoodValue): Column | null {
  switch (kind) {
    case 'number':
    case 'boolean':
      return { name, kind, values: Float64Array.of(value === null ? Number.NaN : Number(value)) };
    case 'time':
      return { name, kind, values: Float64Array.of(value === null ? Number.NaN : Date.parse(String(value))) };
    case 'category':
    case 'text':
    case 'words':
      return {
        name,
        kind: kind === 'category' ? kind : 'text',
        codes: Int32Array.of(value === null ? -1 : 0),
        dictionary: value === null ? [] : [String(value)],
      };
    case 'excluded':
      break;
  }
  return null;
}
