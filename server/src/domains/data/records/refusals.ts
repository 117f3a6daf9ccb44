import type { BusinessSession } from '../../../platform/db/database.ts';
import { readIndexName } from '../datasets/column-statements.ts';
import type { Constraint } from '../datasets/constraints.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import type { OpenDataset } from '../datasets/open-dataset.ts';
import { ROW_ID } from '../tables/table-statements.ts';

const UNIQUE_VIOLATION = '23505';
/** "Program limit exceeded": a row that takes more than its page, or a value too long for its index. */
const TOO_LARGE = '54000';
const MOST_TOLD = 200;

/** What the database refused, in the words of the product. */
export async function translateRefusals<T>(
  session: BusinessSession,
  dataset: OpenDataset,
  work: () => Promise<T>,
): Promise<T> {
  const { client } = session;
  // A transaction in which something was refused answers no more questions.
  await client.query('savepoint before_writing');
  try {
    return await work();
  } catch (thrown) {
    const { code, constraint, detail } = toFields(thrown);
    if (code === TOO_LARGE) throw datasetErrors.row_too_large({ dataset: dataset.name }, { cause: thrown });
    const index = code === UNIQUE_VIOLATION ? readIndexName(constraint) : null;
    if (!index) throw thrown;
    const value = readTakenValue(detail);
    const told = value.slice(0, MOST_TOLD).toWellFormed();
    if (index.kind === 'key') throw datasetErrors.record_exists({ count: 1, records: told }, { cause: thrown });
    const rule = dataset.constraints.find(({ id }) => id === index.constraintId);
    await client.query('rollback to savepoint before_writing');
    const record = rule ? await findHolder(session, dataset, rule, value) : null;
    const about = { column: rule?.column ?? '', dataset: dataset.name, value: told };
    throw datasetErrors.value_taken(
      { ...about, record: record ?? '', holder: record === null ? 'none' : 'record' },
      { cause: thrown },
    );
  }
}

/** Of "Key (column)=(value) already exists.", in whatever language the database says it. */
const readTakenValue = (detail: string): string => /\)=\((.*)\)/s.exec(detail)?.[1] ?? '…';

/** The record that has the value, as it is called; null where only the change that was refused brought it, twice. */
async function findHolder(
  { client, schema }: BusinessSession,
  { name, columns }: OpenDataset,
  { column }: Constraint,
  value: string,
): Promise<string | null> {
  const quote = (text: string): string => client.escapeIdentifier(text);
  const key = columns.find(({ isKey }) => isKey)?.name ?? ROW_ID;
  const { rows } = await client.query<{ record: string }>(
    `select ${quote(key)}::text as record from ${quote(schema)}.${quote(name)} where ${quote(column)} = $1`,
    [value],
  );
  return rows[0]?.record ?? null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function toFields(thrown: unknown): { code: string; constraint: string; detail: string } {
  const fields: { code?: unknown; constraint?: unknown; detail?: unknown } =
    typeof thrown === 'object' && thrown !== null ? thrown : {};
  return { code: textOf(fields.code), constraint: textOf(fields.constraint), detail: textOf(fields.detail) };
}
