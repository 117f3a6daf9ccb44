import type { Database } from '../../../../platform/db/database.ts';
import { findDataset } from '../../data.repository.ts';
import { DEFAULT_LIMIT } from '../compile.ts';
import { queryErrors } from '../query.errors.ts';
import { findHome, readRows } from '../query.repository.ts';
import type { QueryResult } from '../query.service.ts';
import type { ReadOnly } from '../run-read-only.ts';
import { checkSql } from './check-sql.ts';
import { listDatasetNames, prepareSession, resultTypes, typeOfResult, wrapStatement } from './sql.repository.ts';

export interface SqlRequest {
  sql: string;
  parameters?: (string | number | boolean | null)[];
  limit?: number;
}

export type SqlService = ReturnType<typeof createSqlService>;

interface SqlDeps {
  database: Database;
  readOnly: ReadOnly;
  /** @throws AppError feature_not_in_plan */
  requireFeature(organizationId: number, feature: 'sql_access'): Promise<void>;
}

const MOST_BYTES = 32 * 1024 * 1024;

/** SQL of users, as far as it can do no harm: one SELECT over the datasets of the organization. */
export function createSqlService({ database, readOnly, requireFeature }: SqlDeps) {
  return {
    /** @throws AppError feature_not_in_plan, sql_refused, query_too_long, query_failed */
    async run(organizationId: number, request: SqlRequest, signal?: AbortSignal): Promise<QueryResult> {
      await requireFeature(organizationId, 'sql_access');
      const { sql, parameters = [], limit = DEFAULT_LIMIT } = request;
      const db = database.tenant(organizationId);
      const names = new Set(await listDatasetNames(db, organizationId));
      const checked = await checkSql(sql, (name) => names.has(name), parameters.length);
      if (checked.faults) throw queryErrors.sql_refused({ count: checked.faults.length }, { faults: checked.faults });
      const found = await Promise.all(checked.datasets.map((name) => findDataset(db, organizationId, name)));
      const datasets = found.filter((dataset) => dataset !== null);
      const { timeZone } = await findHome(db, organizationId);
      return readOnly.run(organizationId, signal, async (session) => {
        const start = performance.now();
        await prepareSession(session, timeZone);
        const statement = {
          sql: wrapStatement(session.schema, checked.statement, datasets),
          // Each as text: PostgreSQL finds from its place what it is.
          parameters: parameters.map((value) => (value === null ? null : String(value))),
          types: resultTypes,
        };
        const limits = { rows: limit, sizeBytes: MOST_BYTES };
        const { rows, fields, isTruncated, sizeBytes } = await readRows(session, statement, limits, signal);
        return {
          columns: fields.map(({ name, typeId }) => ({
            name,
            type: typeOfResult(typeId),
            unit: null,
            kind: 'dimension' as const,
          })),
          rows,
          totals: null,
          totalColumns: [],
          isTruncated,
          sizeBytes,
          durationMs: Math.round((performance.now() - start) * 10) / 10,
        };
      });
    },
  };
}
