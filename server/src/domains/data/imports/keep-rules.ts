import type { BusinessSession } from '../../../platform/db/database.ts';
import { wordsOf } from '../datasets/constraints.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import { conditionsOf, openDataset } from '../datasets/open-dataset.ts';
import { IMPORT_ID, ROW_ID } from '../tables/table-statements.ts';

/**
 * Refuses an import whose rows break a rule of their dataset, after they are in: the transaction then undoes it.
 * Rows that it changed are known by their history.
 * @throws AppError constraint_broken
 */
export async function requireRules(
  session: BusinessSession,
  organizationId: number,
  name: string,
  importId: number,
): Promise<void> {
  const dataset = await openDataset(session, organizationId, name, 'alone');
  if (!dataset) return;
  const { client, schema } = session;
  const rules = conditionsOf(dataset, schema, 'all');
  if (rules.length === 0) return;
  const changed = await session.asPlatform((db) =>
    db
      .selectFrom('record_changes')
      .select('row_id')
      .where('organization_id', '=', organizationId)
      .where('dataset_id', '=', dataset.id)
      .where('import_id', '=', importId)
      .execute(),
  );
  const place = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
  for (const { constraint, condition } of rules) {
    const { rows } = await client.query<{ rows: number }>(
      `select count(*) as rows from ${place} t where (t.${IMPORT_ID} = $1 or t.${ROW_ID} = any($2::bigint[])) and (${condition})`,
      [importId, changed.map(({ row_id: id }) => id)],
    );
    const broken = rows[0]?.rows ?? 0;
    if (broken > 0) throw datasetErrors.constraint_broken({ ...wordsOf(constraint), rows: broken });
  }
}
