import type { BusinessSession } from '../../../platform/db/database.ts';
import type { JobContext } from '../../../platform/jobs/job.ts';
import { type Converter, createConverter, type TargetColumn } from '../csv/converter.ts';
import { dataErrors } from '../data.errors.ts';
import type { Dataset } from '../data.repository.ts';
import { addColumns, addPrimaryKey, copyIn, createTable } from '../tables/table-statements.ts';
import { copyRows } from './copy-rows.ts';
import type { Import } from './imports.repository.ts';
import { copyIntoStaging, createStaging, type Existing, mergeRows, stagingName } from './merge-rows.ts';
import { giveUpRepeatedKey } from './new-key.ts';
import type { Target } from './target.ts';

interface Filling {
  session: BusinessSession;
  dataset: Dataset | null;
  target: Target;
  found: Import;
  file: AsyncIterable<Buffer>;
  maxSizeMb: number;
  context: JobContext;
  onProgress(bytes: number): void;
}

export interface Filled {
  converter: Converter;
  inserted: number;
  /** Where rows have a key: what became of those that were there. */
  byKey: { rows_updated: number; rows_unchanged: number } | null;
}

/** Makes the table fit the file and puts its rows in: straight, or by way of a table beside it where rows have a key. */
export async function fillTable(filling: Filling): Promise<Filled> {
  const { session, dataset, target, found } = filling;
  const { client, schema } = session;
  const name = found.dataset;
  const key = keyOf(filling);
  if (!dataset) await client.query(createTable(schema, name, target.added));
  else if (target.added.length > 0) await client.query(addColumns(schema, name, target.added));
  if (key.length > 0) {
    if (!dataset) await client.query(addPrimaryKey(schema, name));
    return mergeByKey(filling, key);
  }
  const converter = await copy(filling, target.columns, copyIn(schema, name, target.columns, !dataset));
  if (!dataset) {
    await client.query(addPrimaryKey(schema, name));
    await giveUpRepeatedKey(session, name, target);
  }
  return { converter, inserted: converter.rowsConverted, byKey: null };
}

/** The columns that tell rows apart: those that were asked for, else the dataset's own key. */
function keyOf({ dataset, target, found }: Filling): string[] {
  if (found.options.key) return found.options.key;
  const key = dataset?.columns.find(({ isKey }) => isKey);
  if (!key) return [];
  if (target.columns.some(({ name }) => name === key.name)) return [key.name];
  throw dataErrors.import_options_invalid({ place: `/key: ${key.name}` });
}

async function copy(
  { session, found, file, maxSizeMb, context, onProgress }: Filling,
  columns: readonly TargetColumn[],
  statement: string,
  withLines = false,
): Promise<Converter> {
  const { profile } = found;
  const keepApostrophes = profile.reading?.keepApostrophes ?? true;
  const converter = createConverter(profile.width, columns, { importId: found.id, keepApostrophes, withLines });
  await copyRows(session.client, statement, file, converter, {
    signal: context.signal,
    profile,
    maxSizeMb,
    onProgress,
  });
  return converter;
}

async function mergeByKey(filling: Filling, key: readonly string[]): Promise<Filled> {
  const { session, dataset, target, found, context } = filling;
  const columns = target.columns.map((column) => ({
    ...column,
    required: column.required || key.includes(column.name),
  }));
  const names = columns.map(({ name }) => name);
  const staging = stagingName(found.id);
  await createStaging(session, found.dataset, staging, names);
  const converter = await copy(filling, columns, copyIntoStaging(session, staging, names), true);
  const existing: Existing = found.options.existing ?? (found.options.key ? 'update' : 'reject');
  const merged = await mergeRows({
    session,
    datasetId: dataset?.id ?? null,
    found,
    columns: names,
    key,
    existing,
    context,
  });
  for (const { line, key: value } of merged.repeated) {
    converter.reject({ line, column: key.join(', '), reason: 'key_repeated', value, original: '' });
  }
  const byKey = { rows_updated: merged.updated, rows_unchanged: merged.unchanged };
  return { converter, inserted: merged.inserted, byKey };
}
