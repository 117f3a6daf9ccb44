import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import { createMetricService } from '../metrics/metrics.service.ts';
import { createQueryService } from './query.service.ts';
import { createReadOnly } from './run-read-only.ts';
import { createSqlService } from './sql/sql.service.ts';

export interface QueryRoomDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  entitlements: { requireFeature(organizationId: number, feature: 'sql_access'): Promise<void> };
  now(): Date;
}

export type Asking = ReturnType<typeof createQueries>;

/** All ways to ask the datasets. They share how many may run at once. */
export function createQueries({ database, audit, entitlements, now }: QueryRoomDeps) {
  const readOnly = createReadOnly(database);
  const queries = createQueryService({ database, readOnly, now });
  return {
    queries,
    metrics: createMetricService({ database, queries, audit }),
    sql: createSqlService({ database, readOnly, requireFeature: entitlements.requireFeature }),
  };
}
