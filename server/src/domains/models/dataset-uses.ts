import { sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import { columnsOfFilter } from '../data/index.ts';
import type { TrainingDataSource } from './data-source.schema.ts';

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
      .select(sql<TrainingDataSource>`training_data_source`.as('source'))
      .select(sql<string | null>`training_options ->> 'group_column'`.as('group_column'))
      .select(sql`training_options #> '{series,outside_columns}'`.as('outside'))
      .where('organization_id', '=', organizationId)
      .where(sql<boolean>`training_data_source ->> 'dataset' = ${dataset}`)
      .where('status', 'not in', ['retired', 'archived'])
      .orderBy('id')
      .execute();
    return rows.map(
      ({ model_name: name, feature_columns: features, target_column: target, source, group_column, outside }) => {
        const filtered = source.filter ? columnsOfFilter(source.filter) : [];
        const named = [
          ...readNames(features),
          target,
          source.time_column,
          group_column,
          ...readNames(outside),
          ...filtered,
        ];
        return { kind: 'model', name, columns: [...new Set(named.filter((column) => typeof column === 'string'))] };
      },
    );
  };
}

const readNames = (features: unknown): unknown[] => (Array.isArray(features) ? features : []);
