import type { Json, ParametersOf, StepHandler } from '../domains/automation/index.ts';
import { type DataService, type Query, querySchema, toRecords } from '../domains/data/index.ts';
import { createValidatorCompiler } from '../http/validation.ts';

type Parameters = ParametersOf<'data_query'>;

type Asking = Pick<DataService, 'queries' | 'sql'>;

const check = createValidatorCompiler()({ schema: querySchema, method: 'POST', url: '', httpPart: 'body' });

/** Asks the organization's datasets. It changes nothing, so to try it is to do it. */
export function createQueryStep(data: Asking): StepHandler {
  async function ask(given: unknown, organizationId: number, signal: AbortSignal): Promise<Json> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the step's schema before it is done
    const { query, sql, parameters = [], max_rows: most } = given as Parameters;
    const result =
      sql === undefined
        ? await data.queries.run(organizationId, withLimit(readQuery(query), most), signal)
        : await data.sql.run(organizationId, { sql, parameters: parameters.map(toScalar), limit: most }, signal);
    const rows = toRecords(result.columns, result.rows);
    const [row, ...others] = rows;
    const output = {
      rows,
      row_count: rows.length,
      columns: result.columns.map(({ name }) => name),
      ...(row !== undefined && others.length === 0 ? { row } : {}),
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what JSON gives is JSON
    return JSON.parse(JSON.stringify(output)) as Json;
  }
  return {
    type: 'data_query',
    run: async (given, { organizationId, signal }) => ({ output: await ask(given, organizationId, signal) }),
    preview: (given, { organizationId, signal }) => ask(given, organizationId, signal),
  };
}

/** @throws AppError validation_failed */
function readQuery(query: unknown): Query {
  const checked: unknown = check(query);
  if (typeof checked === 'object' && checked !== null && 'error' in checked) throw checked.error;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- just checked
  return query as Query;
}

const withLimit = (query: Query, most: number): Query => ({ ...query, limit: Math.min(query.limit ?? most, most) });

function toScalar(value: unknown): string | number | boolean | null {
  const isScalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- just checked
  return isScalar ? (value as string | number | boolean | null) : JSON.stringify(value);
}
