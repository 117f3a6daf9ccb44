import { sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';

/** A model that reads a dataset, and the columns that it reads. */
interface ModelUse {
  kind: 'model';
  name: string;
  columns: string[];
}

/** Which models read a dataset: asked before a column of it goes. Retired and archived ones do not count. */
export function createModelUses(database: Database) {
  return async (organizationId: number, dataset: string): Promise<ModelUse[]> => {
    const rows = await database
      .tenant(organizationId)
      .selectFrom('ai_models')
      .select(['model_name', 'feature_columns', 'target_column'])
      .select(sql<string | null>`training_data_source ->> 'time_column'`.as('time_column'))
      .where('organization_id', '=', organizationId)
      .where(sql<boolean>`training_data_source ->> 'dataset' = ${dataset}`)
      .where('status', 'not in', ['retired', 'archived'])
      .orderBy('id')
      .execute();
    return rows.map(({ model_name: name, feature_columns: features, target_column: target, time_column: time }) => ({
      kind: 'model',
      name,
      columns: [...readNames(features), target, time].filter((column) => typeof column === 'string'),
    }));
  };
}

const readNames = (features: unknown): unknown[] => (Array.isArray(features) ? features : []);
