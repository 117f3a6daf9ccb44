import assert from 'node:assert/strict';
import { findDataset } from '../../src/domains/data/data.repository.ts';
import { selectFirst } from '../../src/domains/data/tables/table-statements.ts';
import type { Database } from '../../src/platform/db/database.ts';

/** The columns of a dataset and its rows by number, without what is the product's own. */
export async function readDatasetRows(
  database: Database,
  organizationId: number,
  name: string,
): Promise<{ columns: string[]; rows: unknown[][] }> {
  return database.business(organizationId, async ({ client, schema, asPlatform }) => {
    const dataset = await asPlatform((db) => findDataset(db, organizationId, name));
    assert.ok(dataset);
    const text = selectFirst(schema, name, dataset.columns, 1_000_000);
    const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
    return { columns: dataset.columns.map((column) => column.name), rows };
  });
}
