import { defineErrors } from '../../../platform/errors.ts';
import { queryFaults } from './compile-context.ts';
import { sqlFaults } from './sql/check-sql.ts';

/** What can go wrong when data are asked for something. */
export const queryErrors = defineErrors(
  'query',
  {
    query_invalid: { status: 422 },
    join_not_unique: { status: 422 },
    query_too_long: { status: 422 },
    query_failed: { status: 422 },
    sql_refused: { status: 422 },
    metric_not_found: { status: 404 },
    metric_exists: { status: 409 },
    metric_changed: { status: 409 },
  },
  { faults: [...queryFaults, ...sqlFaults] },
);
