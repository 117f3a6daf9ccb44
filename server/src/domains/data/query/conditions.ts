import { Value } from 'typebox/value';
import type { ColumnType } from '../csv/inference.ts';
import { addDays, isDay, type Range, readInstant, resolvePeriod } from './calendar.ts';
import type { Compilation } from './compile-context.ts';
import { type Filter, filterSchema, type Period, periodSchema, queryOperators } from './query.schema.ts';

/** What a condition can be about. */
export interface Operand {
  sql: string;
  type: ColumnType;
}

type Scalar = string | number | boolean;
type Operator = NonNullable<Filter['operator']>;

const COMPARISONS = {
  equals: '=',
  not_equals: '<>',
  greater_than: '>',
  greater_or_equal: '>=',
  less_than: '<',
  less_or_equal: '<=',
} as const;
const OF_TEXT: ReadonlySet<Operator> = new Set(['contains', 'not_contains', 'starts_with', 'ends_with', 'matches']);
const OF_ORDER: ReadonlySet<Operator> = new Set([
  'greater_than',
  'greater_or_equal',
  'less_than',
  'less_or_equal',
  'between',
]);
const OF_ANY: ReadonlySet<Operator> = new Set(['is_null', 'is_not_null']);

/** Whether a column of the type knows the operator. */
function suits(operator: Operator, type: ColumnType): boolean {
  if (OF_ANY.has(operator)) return true;
  if (operator === 'is_true' || operator === 'is_false') return type === 'boolean';
  if (type === 'boolean') return operator === 'equals' || operator === 'not_equals';
  if (OF_TEXT.has(operator)) return type === 'text';
  if (operator === 'within') return type === 'date' || type === 'timestamp';
  return type !== 'text' || !OF_ORDER.has(operator);
}

const MOST_DEPTH = 10;

/** What the schema of a request does not look into. */
function isWellFormed(compilation: Compilation, filter: Filter, at: string): boolean {
  const { operator }: { operator?: unknown } = filter;
  if (typeof operator === 'string' && !queryOperators.some((each) => each === operator)) {
    compilation.unknown(`${at}/operator`, 'name', operator, queryOperators);
    return false;
  }
  if (Value.Check(filterSchema, filter)) return true;
  compilation.fault(at, 'condition_unclear');
  return false;
}

/**
 * A filter as a condition in SQL, its values as parameters; null, with faults, where it asks for what cannot be.
 * @param find the operand of a name
 */
export function compileFilter(
  compilation: Compilation,
  filter: Filter,
  find: (name: string, pointer: string) => Operand | null,
  at: string,
  depth = 1,
): string | null {
  if (depth > MOST_DEPTH) return compilation.fault(at, 'condition_unclear');
  if (!isWellFormed(compilation, filter, at)) return null;
  const { all, any, not, field, operator } = filter;
  const ways = [all, any, not, field ?? operator].filter((way) => way !== undefined);
  const onlyLeaf = filter.value !== undefined || filter.ignore_case !== undefined;
  if (ways.length !== 1 || (onlyLeaf && operator === undefined)) {
    return compilation.fault(at, 'condition_unclear');
  }
  if (not) {
    const inner = compileFilter(compilation, not, find, `${at}/not`, depth + 1);
    // A condition on a missing value is not fulfilled; its opposite then is.
    return inner === null ? null : `((${inner}) is not true)`;
  }
  const list = all ?? any;
  if (list) {
    const key = all ? 'all' : 'any';
    const parts = list.map((each, index) => compileFilter(compilation, each, find, `${at}/${key}/${index}`, depth + 1));
    return parts.includes(null) ? null : `(${parts.join(all ? ' and ' : ' or ')})`;
  }
  if (field === undefined || operator === undefined) return compilation.fault(at, 'condition_unclear');
  const operand = find(field, `${at}/field`);
  return operand && compileCondition(compilation, { ...filter, field, operator }, operand, at);
}

function compileCondition(
  compilation: Compilation,
  condition: Filter & { field: string; operator: Operator },
  operand: Operand,
  at: string,
): string | null {
  const { operator, value, field } = condition;
  const name = field.slice(0, 100).toWellFormed();
  if (!suits(operator, operand.type) || (condition.ignore_case !== undefined && operand.type !== 'text')) {
    return compilation.fault(`${at}/operator`, 'operator_does_not_suit', {
      operator,
      column: name,
      type: operand.type,
    });
  }
  const sql = OF_WITHOUT_VALUE[operator]?.(operand.sql);
  if (sql !== undefined && value === undefined) return sql;
  const compiled = sql === undefined ? withValue(compilation, condition, operand) : null;
  if (compiled !== null) return compiled;
  return compilation.fault(`${at}/value`, 'value_does_not_suit', { operator, column: name, type: operand.type });
}

const OF_WITHOUT_VALUE: Partial<Record<Operator, (sql: string) => string>> = {
  is_null: (sql) => `${sql} is null`,
  is_not_null: (sql) => `${sql} is not null`,
  is_true: (sql) => sql,
  is_false: (sql) => `not ${sql}`,
};

function withValue(
  compilation: Compilation,
  { operator, value: given, ignore_case: ignoreCase }: Filter & { operator: Operator },
  { sql, type }: Operand,
): string | null {
  const fold = (text: string): string => (ignoreCase === true ? `lower(${text})` : text);
  if (operator === 'within') {
    return Value.Check(periodSchema, given) ? compilePeriod(compilation, given, { sql, type }) : null;
  }
  const value = readValue(given);
  if (value === null) return null;
  if (operator === 'between') {
    const [low, high, ...rest] = Array.isArray(value) ? value : [];
    if (low === undefined || high === undefined || rest.length > 0) return null;
    const parts = [
      compare(compilation, { sql, type }, 'greater_or_equal', low),
      compare(compilation, { sql, type }, 'less_or_equal', high),
    ];
    return parts.includes(null) ? null : `(${parts.join(' and ')})`;
  }
  if (operator === 'in' || operator === 'not_in') {
    if (!Array.isArray(value)) return null;
    const list = compileList(compilation, { sql: fold(sql), type }, value, fold);
    return list === null || operator === 'in' ? list : `(not ${list})`;
  }
  if (Array.isArray(value)) return null;
  if (OF_TEXT.has(operator)) return compareText(compilation, operator, fold(sql), value, fold);
  if (!(operator in COMPARISONS)) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- looked up in the line above
  return compare(compilation, { sql: fold(sql), type }, operator as keyof typeof COMPARISONS, value, fold);
}

function compileList(
  compilation: Compilation,
  operand: Operand,
  values: readonly Scalar[],
  fold: (text: string) => string,
): string | null {
  // A moment may be said by its day, and that is a stretch; all else is looked up in a table of the values.
  const isStretch = operand.type === 'timestamp';
  const parts = values.map((each) =>
    isStretch ? compare(compilation, operand, 'equals', each) : bindScalar(compilation, each, operand.type),
  );
  if (parts.includes(null) || parts.length === 0) return null;
  if (isStretch) return `(${parts.join(' or ')})`;
  return `(${operand.sql} in (${parts.map((part) => fold(part ?? '')).join(', ')}))`;
}

const LONGEST = 1000;
const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' ? value.length <= LONGEST : typeof value === 'number' || typeof value === 'boolean';

/** The value of a condition, or null where it is none. */
function readValue(value: unknown): Scalar | Scalar[] | null {
  if (Array.isArray(value)) return value.length <= LONGEST && value.every(isScalar) ? value : null;
  return isScalar(value) ? value : null;
}

function compareText(
  { bind }: Compilation,
  operator: Operator,
  sql: string,
  value: Scalar,
  fold: (text: string) => string,
): string | null {
  if (typeof value !== 'string' || value.includes('\0') || value === '') return null;
  const given = fold(bind(value, 'text'));
  if (operator === 'contains') return `strpos(${sql}, ${given}) > 0`;
  if (operator === 'not_contains') return `strpos(${sql}, ${given}) = 0`;
  if (operator === 'starts_with') return `starts_with(${sql}, ${given})`;
  if (operator === 'ends_with') return `right(${sql}, length(${given})) = ${given}`;
  return `${sql} ~ ${given}`;
}

function compare(
  compilation: Compilation,
  { sql, type }: Operand,
  operator: keyof typeof COMPARISONS,
  value: Scalar,
  fold: (text: string) => string = (text) => text,
): string | null {
  const sign = COMPARISONS[operator];
  if (type === 'timestamp') return typeof value === 'string' ? compareMoment(compilation, sql, operator, value) : null;
  const given = bindScalar(compilation, value, type);
  return given === null ? null : `${sql} ${sign} ${fold(given)}`;
}

function bindScalar({ bind }: Compilation, value: Scalar, type: ColumnType): string | null {
  if (type === 'boolean') return typeof value === 'boolean' ? bind(value, 'boolean') : null;
  if (type === 'integer' || type === 'number') {
    if (typeof value !== 'number') return null;
    if (type === 'number') return bind(value, 'double precision');
    // A whole number is compared as one, so that an index serves.
    return Number.isSafeInteger(value) ? bind(value, 'bigint') : bind(String(value), 'numeric');
  }
  if (typeof value !== 'string' || value.includes('\0')) return null;
  if (type === 'date') return isDay(value) ? bind(value, 'date') : null;
  return bind(value, 'text');
}

/**
 * The instant at which a day of the calendar begins in the zone. PostgreSQL takes a midnight that the clock shows twice
 * for the second one, therefore also what comes just after the day before. Added up in UTC, where it is a constant to the
 * planner.
 * @param day SQL of a timestamp without a zone
 */
export function beginOfDay({ bind, timeZone }: Compilation, day: string): string {
  const zone = bind(timeZone, 'text');
  const step = "interval '1 microsecond'";
  const dayBefore = `(${day} - ${step}) at time zone ${zone} at time zone 'UTC'`;
  return `least(${day} at time zone ${zone}, (${dayBefore} + ${step}) at time zone 'UTC')`;
}

const beginOf = (compilation: Compilation, day: string): string =>
  beginOfDay(compilation, compilation.bind(day, 'timestamp'));

/** A day stands for all of its moments: after it means after its end. */
function compareMoment(
  compilation: Compilation,
  sql: string,
  operator: keyof typeof COMPARISONS,
  value: string,
): string | null {
  if (!isDay(value)) {
    const instant = readInstant(value);
    return instant === null ? null : `${sql} ${COMPARISONS[operator]} ${compilation.bind(instant, 'timestamptz')}`;
  }
  if (value === '9999-12-31') return null;
  const begin = (): string => beginOf(compilation, value);
  const end = (): string => beginOf(compilation, addDays(value, 1));
  const ofDay: Record<typeof operator, () => string> = {
    equals: () => `(${sql} >= ${begin()} and ${sql} < ${end()})`,
    not_equals: () => `(${sql} < ${begin()} or ${sql} >= ${end()})`,
    greater_than: () => `${sql} >= ${end()}`,
    greater_or_equal: () => `${sql} >= ${begin()}`,
    less_than: () => `${sql} < ${begin()}`,
    less_or_equal: () => `${sql} < ${end()}`,
  };
  return ofDay[operator]();
}

/** A period over a date or a time, or null where it is none. */
function compilePeriod(compilation: Compilation, period: Period, operand: Operand): string | null {
  const range = resolvePeriod(period, compilation.today);
  return range && compileRange(compilation, range, operand);
}

export function compileRange(compilation: Compilation, { from, to }: Range, { sql, type }: Operand): string | null {
  const bound = (value: string): string | null => {
    if (type === 'date') return isDay(value) ? compilation.bind(value, 'date') : null;
    if (isDay(value)) return beginOf(compilation, value);
    const instant = readInstant(value);
    return instant === null ? null : compilation.bind(instant, 'timestamptz');
  };
  const parts: string[] = [];
  for (const [sign, value] of [
    ['>=', from],
    ['<', to],
  ] as const) {
    if (value === null) continue;
    const given = bound(value);
    if (given === null) return null;
    parts.push(`${sql} ${sign} ${given}`);
  }
  return parts.length === 0 ? null : `(${parts.join(' and ')})`;
}
