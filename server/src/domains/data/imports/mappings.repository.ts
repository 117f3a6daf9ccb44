import type { Db } from '../../../platform/db/database.ts';
import type { Mapping } from './import-options.ts';

interface MappingKey {
  dataset: string;
  shape: string;
}

/** What was kept for files of a shape that go into a dataset. */
export async function findMapping(
  db: Db,
  organizationId: number,
  { dataset, shape }: MappingKey,
): Promise<Mapping | null> {
  const row = await db
    .selectFrom('import_mappings')
    .select('mapping')
    .where('organization_id', '=', organizationId)
    .where('dataset', '=', dataset)
    .where('shape', '=', shape)
    .executeTakeFirst();
  // Written by `saveMapping` and nothing else.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return row ? (row.mapping as unknown as Mapping) : null;
}

export async function saveMapping(
  db: Db,
  organizationId: number,
  { dataset, shape, mapping }: MappingKey & { mapping: Mapping },
): Promise<void> {
  const text = JSON.stringify(mapping);
  await db
    .insertInto('import_mappings')
    .values({ organization_id: organizationId, dataset, shape, mapping: text })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'dataset', 'shape']).doUpdateSet({ mapping: text, updated_at: new Date() }),
    )
    .execute();
}
