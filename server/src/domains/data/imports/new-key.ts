import type { BusinessSession } from '../../../platform/db/database.ts';
import { findDataset } from '../data.repository.ts';
import { indexKey } from '../datasets/column-statements.ts';
import type { Target } from './target.ts';

/** What records may be called by. */
const MOST_KEY_LENGTH = 200;

const KEY_TYPES: ReadonlySet<string> = new Set(['text', 'integer']);

/** The one column that the rows of a new dataset are to be told apart by is its key. */
export function chooseNewKey(target: Target, asked: readonly string[] | undefined): void {
  if (asked?.length !== 1) return;
  for (const column of target.added) column.isKey = column.name === asked[0] && KEY_TYPES.has(column.type);
}

/** A column that was to be the key of a new dataset but repeats values, lacks some or has long ones, is a column like others. */
export async function giveUpRepeatedKey(
  { client, schema }: BusinessSession,
  table: string,
  target: Target,
): Promise<void> {
  const key = target.added.find(({ isKey }) => isKey);
  if (!key) return;
  const [column, place] = [
    client.escapeIdentifier(key.name),
    `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`,
  ];
  const { rows } = await client.query<{ rows: number }>(
    `select count(*) - count(distinct ${column}) + count(*) filter (where length(${column}::text) > ${MOST_KEY_LENGTH}) as rows
       from ${place}`,
  );
  const repeated = rows[0]?.rows ?? 0;
  if (repeated === 0) return;
  key.isKey = false;
  target.notes.push({ code: 'key_repeated', params: { column: key.name, rows: repeated } });
}

/** Gives the table of a dataset that was just made the index of its key. */
export async function indexNewKey(session: BusinessSession, organizationId: number, name: string): Promise<void> {
  const dataset = await session.asPlatform((db) => findDataset(db, organizationId, name));
  const key = dataset?.columns.find(({ isKey }) => isKey);
  if (!dataset || !key) return;
  const { client, schema } = session;
  await client.query(indexKey({ schema, table: name, datasetId: dataset.id, column: key.name }));
}
