import type { Column, Label } from '../../numeric/index.ts';
import type { Connection } from '../../platform/db/connection.ts';
import { createDatabase } from '../../platform/db/database.ts';
import { createTableReader } from '../data/index.ts';
import { modelErrors } from './models.errors.ts';
import type { Receipt } from './training-receipt.ts';

interface TrainingColumns {
  columns: ReadonlyMap<string, Column>;
  /** See {@link Receipt.as_of}. */
  asOf: NonNullable<Receipt['as_of']> | null;
}

/** Every column that a training looks at, over a connection of this thread's own. */
export async function readColumns(
  connection: Connection,
  organizationId: number,
  { feature_columns: features, target_column: target, training_data_source: source, options, as_of: known }: Receipt,
  signal: AbortSignal,
): Promise<TrainingColumns> {
  const { dataset, time_column: time, filter } = source;
  const { outside_columns: outside = [], group_column: group } = options.series ?? {};
  const others = [target, time, options.group_column, group, ...outside].filter(
    (name) => name !== undefined && name !== null,
  );
  const columns = [...new Set([...features, ...others])];
  const database = createDatabase(connection, 1);
  try {
    const table = await createTableReader(database).read({
      organizationId,
      dataset,
      columns,
      ...(filter === undefined ? {} : { filter }),
      asOf: known ? { date: known.date, timeZone: known.time_zone } : null,
      signal,
    });
    return {
      columns: new Map(table.columns.map((column) => [column.name, column])),
      asOf: table.asOf && { date: table.asOf.date, time_zone: table.asOf.timeZone },
    };
  } finally {
    await database.close();
  }
}

/**
 * How much each row counts by its class; 1 where the class is not named, or missing.
 * @param weights by label, as text
 * @throws AppError class_weight_unknown
 */
export function weightRows(target: Column, weights: Readonly<Record<string, number>>): Float64Array {
  const seen = new Set<string>();
  const weightOf = (label: Label): number => {
    const name = String(label);
    seen.add(name);
    return weights[name] ?? 1;
  };
  const rowWeights =
    'codes' in target
      ? weightCodes(target.codes, target.dictionary.map(weightOf))
      : target.values.map((value) =>
          Number.isNaN(value) ? 1 : weightOf(target.kind === 'boolean' ? value !== 0 : value),
        );
  const unknown = Object.keys(weights).find((name) => !seen.has(name));
  if (unknown !== undefined) throw modelErrors.class_weight_unknown({ label: unknown });
  return rowWeights;
}

function weightCodes(codes: Int32Array, weights: readonly number[]): Float64Array {
  return Float64Array.from(codes, (code) => weights[code] ?? 1);
}
