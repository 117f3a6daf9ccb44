import pg from 'pg';
import type { BusinessSession } from '../../../platform/db/database.ts';
import type { Fault } from '../../../platform/errors.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { conditionBroken, type ConstraintKind } from '../datasets/constraints.ts';
import { isPattern } from '../datasets/constraints.service.ts';
import { findReferred } from '../datasets/open-dataset.ts';
import { type Compilation, createCompilation } from '../query/compile-context.ts';
import { compileFilter } from '../query/conditions.ts';
import type { QualityFaultCode } from './quality.errors.ts';
import type { NewRule, RuleKind } from './rules.ts';

/** Where rules are asked. */
export interface RulePlace {
  session: BusinessSession;
  organizationId: number;
  dataset: Dataset;
  /** Takes the parameters of conditions. */
  compilation: Compilation;
  /** Its parameters as they stand in SQL. */
  bound: ReadonlySet<string>;
}

export function openPlace(
  session: BusinessSession,
  organizationId: number,
  dataset: Dataset,
  { timeZone, today }: { timeZone: string; today: string },
): RulePlace {
  const context = { schema: session.schema, timeZone, today: { date: today, weekStart: 1 } } as const;
  const compilation = createCompilation(context);
  const bound = new Set<string>();
  const bind: Compilation['bind'] = (value, type) => {
    const parameter = compilation.bind(value, type);
    bound.add(parameter);
    return parameter;
  };
  return { session, organizationId, dataset, bound, compilation: { ...compilation, bind } };
}

/** Which constraints say the same of a row. */
const CONSTRAINT_KINDS: Partial<Record<RuleKind, ConstraintKind>> = {
  one_of: 'one_of',
  pattern: 'pattern',
  reference: 'reference',
};

export type Compiled = { condition: string } | { faults: Fault[] } | { referenceGone: true };

const quote = (name: string): string => pg.escapeIdentifier(name);
const misfit = (pointer: string, { kind }: Pick<NewRule, 'kind'>): Compiled => {
  const fault: Fault<QualityFaultCode> = {
    pointer,
    code: 'setting_does_not_fit',
    params: { kind, setting: pointer.slice(1) },
  };
  return { faults: [fault] };
};

/** A condition in SQL, over the table as `t`, that is true for the rows that break a rule about single rows. */
export async function compileRow(place: RulePlace, rule: NewRule): Promise<Compiled> {
  if (rule.kind === 'condition') return compileCondition(place, rule);
  const column = place.dataset.columns.find(({ name }) => name === rule.column);
  if (!column) return misfit('/column', rule);
  const { kind, setting } = rule;
  if (kind === 'not_blank') return { condition: blank(column) };
  if (kind === 'in_range') return compileRange(place, rule, column);
  const same = CONSTRAINT_KINDS[kind];
  if (same === undefined) return misfit('/kind', rule);
  const { session, organizationId, dataset } = place;
  const other = setting.dataset?.normalize('NFC');
  const referred =
    other === undefined
      ? null
      : await session.asPlatform((db) => findReferred(db, session.schema, organizationId, other));
  if (other !== undefined && !referred) return { referenceGone: true };
  if (setting.pattern !== undefined && !(await isPattern(session, setting.pattern))) return misfit('/pattern', rule);
  const { values, pattern } = setting;
  const told = { ...(values ? { values } : {}), ...(pattern === undefined ? {} : { pattern }) };
  const at = { schema: session.schema, table: dataset.name, referred };
  const condition = conditionBroken({ kind: same, setting: told }, column, at);
  const part = same === 'one_of' ? '/values' : same === 'pattern' ? '/pattern' : '/dataset';
  return condition === null ? misfit(part, rule) : { condition };
}

/** A text of nothing but spaces is no value. */
function blank({ name, type }: DatasetColumn): string {
  const value = `t.${quote(name)}`;
  return type === 'text' ? `(${value} is null or btrim(${value}) = '')` : `${value} is null`;
}

function compileRange({ session, dataset }: RulePlace, rule: NewRule, column: DatasetColumn): Compiled {
  const parts: string[] = [];
  for (const kind of ['minimum', 'maximum'] as const) {
    const value = rule.setting[kind];
    if (value === undefined) continue;
    const at = { schema: session.schema, table: dataset.name, referred: null };
    const condition = conditionBroken({ kind, setting: { value } }, column, at);
    if (condition === null) return misfit(`/${kind}`, rule);
    parts.push(condition);
  }
  return { condition: `(${parts.join(' or ')})` };
}

/** Rows for which the condition is not true break it, also where a value is missing. */
function compileCondition({ dataset, compilation }: RulePlace, rule: NewRule): Compiled {
  const { condition: filter } = rule.setting;
  if (!filter) return misfit('/condition', rule);
  const before = compilation.faults.length;
  const find = (wanted: string, pointer: string) => {
    const column = dataset.columns.find(({ name }) => name === wanted.normalize('NFC'));
    if (column) return { sql: `t.${quote(column.name)}`, type: column.type };
    const names = dataset.columns.map(({ name }) => name);
    return compilation.unknown(pointer, 'column', wanted, names);
  };
  const condition = compileFilter(compilation, filter, find, '/condition');
  const faults = compilation.faults.slice(before);
  if (condition !== null && faults.length === 0) return { condition: `((${condition}) is not true)` };
  return { faults };
}
