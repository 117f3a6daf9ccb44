import { AppError, isAppError } from '../../../platform/errors.ts';
import { addDays } from '../query/calendar.ts';
import { queryErrors } from '../query/query.errors.ts';
import type { Query } from '../query/query.schema.ts';
import type { QueryResult, QueryService } from '../query/query.service.ts';
import type { Definition, ValuesRequest } from './metrics.schema.ts';

const DEFAULT_DAYS = 30;

/** What is asked for its values. @throws AppError query_invalid */
export async function toValuesQuery(
  queries: QueryService,
  organizationId: number,
  definition: Definition,
  request: ValuesRequest,
): Promise<Query> {
  const { grain = definition.grain ?? 'day', compare } = request;
  const names = (request.dimensions ?? '').split(',').filter((part) => part.trim() !== '');
  const dimensions = names.map((wanted) => {
    const found = definition.dimensions?.find((each) => each.name === wanted.trim());
    if (found) return found;
    const params = { name: wanted.slice(0, 100).toWellFormed() };
    const faults = [{ pointer: '/query/dimensions', code: 'unknown_name', params }] as const;
    throw queryErrors.query_invalid({ count: 1 }, { faults });
  });
  const to = request.to ?? addDays(await queries.today(organizationId), 1);
  const from = request.from ?? addDays(to, -DEFAULT_DAYS);
  return {
    ...toQuery(definition, dimensions, grain === 'total' ? null : grain),
    time: { ...definition.time, from, to },
    ...(compare ? { compare } : {}),
    limit: 50_000,
  };
}

/** @throws AppError query_invalid, with pointers into the definition */
export async function checkDefinition(
  queries: QueryService,
  organizationId: number,
  definition: Definition,
): Promise<void> {
  try {
    await queries.prepare(organizationId, toQuery(definition, checkedDimensions(definition), 'day'));
  } catch (error) {
    throw atDefinition(error, checkedDimensions(definition).length);
  }
}

/** Whether the datasets and columns are there that it needs. */
export async function fits(
  queries: QueryService,
  organizationId: number,
  definition: Definition | undefined,
): Promise<boolean> {
  try {
    if (definition) await queries.prepare(organizationId, toQuery(definition, [], 'day'));
    return definition !== undefined;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

/** As many as a query takes beside the period. */
const checkedDimensions = ({ dimensions = [] }: Definition) => dimensions.slice(0, 7);

const PERIOD = 'period';

function toQuery(
  definition: Definition,
  dimensions: readonly { name: string; field: string }[],
  grain: Grain | null,
): Query {
  const { dataset, of, joins, filter, measures, time } = definition;
  const byTime = grain === null ? [] : [{ field: time.field, grain, name: PERIOD, fill: true, ...shiftOf(definition) }];
  const groups = [...dimensions.map(({ name, field }) => ({ name, field })), ...byTime];
  return {
    ...(dataset === undefined ? {} : { dataset }),
    ...(of ? { of } : {}),
    ...(joins ? { joins } : {}),
    ...(filter ? { filter } : {}),
    ...(groups.length > 0 ? { group_by: groups } : {}),
    measures,
  };
}

type Grain = NonNullable<NonNullable<Query['group_by']>[number]['grain']>;
const shiftOf = ({ time }: Definition) => (time.shift_days === undefined ? {} : { shift_days: time.shift_days });

/** Dimensions, period and the metric, without what its formula needed. */
export function keepValue(result: QueryResult, definition: Definition, unit: string | null): QueryResult {
  const name = definition.measures.at(-1)?.name ?? '';
  const isValue = (column: string): boolean =>
    [name, `${name}_previous`, `${name}_change`, `${name}_relative_change`].includes(column);
  const kept = result.columns.flatMap((column, index) =>
    column.kind === 'dimension' || isValue(column.name) ? [{ column, index }] : [],
  );
  return {
    ...result,
    columns: kept.map(({ column }) => ({
      ...column,
      name: column.kind === 'measure' ? `value${column.name.slice(name.length)}` : column.name,
      unit: column.kind === 'measure' && !column.name.endsWith('_relative_change') ? unit : column.unit,
    })),
    rows: result.rows.map((row) => kept.map(({ index }) => row[index])),
  };
}

/** What is wrong with the query is wrong with the definition: its groups are the dimensions, and after them the time. */
function atDefinition(error: unknown, dimensions: number): unknown {
  if (!isAppError(error) || error.code !== 'query_invalid') return error;
  const faults = error.faults.map((fault) => {
    const [, index = '', rest = ''] = /^\/group_by\/(\d+)(\/.*)$/.exec(fault.pointer) ?? [];
    if (index === '') return fault;
    return { ...fault, pointer: Number(index) < dimensions ? `/dimensions/${index}${rest}` : '/time/field' };
  });
  const { namespace, code, status, params, headers } = error;
  return new AppError({ namespace, code, status, params, headers, faults });
}
