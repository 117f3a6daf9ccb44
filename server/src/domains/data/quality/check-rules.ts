import type { DatasetColumn } from '../data.repository.ts';
import { type ImportHistory, measureImportDrift } from '../profile/import-drift.ts';
import { addDays } from '../query/calendar.ts';
import { GROUPS_IN_MEMORY } from '../profile/profile-statements.ts';
import { compileRow, type RulePlace } from './rule-conditions.ts';
import * as statements from './rule-statements.ts';
import { DEFAULT_PSI, isAboutRows, judgeFigure, judgeRows, type NewRule, type RuleResult, unchecked } from './rules.ts';

const EXAMPLES = 5;

/** What rules may need to know beside the rows. */
export interface RuleFacts {
  timeZone: string;
  /** In the zone. */
  today: string;
  /** The last import with those before it; null where nothing was imported. */
  history: ImportHistory | null;
  rest(): Promise<void>;
  signal?: AbortSignal | undefined;
}

/** Asks rules of a dataset, those about single rows all in one scan. @returns results in the order of the rules */
export async function checkRules(place: RulePlace, rules: readonly NewRule[], facts: RuleFacts): Promise<RuleResult[]> {
  await place.session.client.query(GROUPS_IN_MEMORY);
  const results = new Map<NewRule, RuleResult>();
  const rowRules: { rule: NewRule; condition: string }[] = [];
  for (const rule of rules) {
    if (!isAboutRows(rule)) continue;
    const compiled = await compileRow(place, rule);
    if ('condition' in compiled) rowRules.push({ rule, condition: compiled.condition });
    else results.set(rule, unchecked('referenceGone' in compiled ? 'reference_gone' : 'does_not_fit'));
  }
  await checkRows(place, rowRules, results);
  await facts.rest();
  for (const rule of rules) {
    facts.signal?.throwIfAborted();
    if (isAboutRows(rule) || rule.kind === 'drift') continue;
    results.set(rule, (await guarded(place, () => checkOther(place, rule, facts))) ?? unchecked('too_long'));
  }
  await checkDrift(
    place,
    rules.filter(({ kind }) => kind === 'drift'),
    facts,
    results,
  );
  return rules.map((rule) => results.get(rule) ?? unchecked('does_not_fit'));
}

/** Null where the database gave it up: one rule shall not keep the others from being asked. */
async function guarded<T>({ session: { client } }: RulePlace, work: () => Promise<T>): Promise<T | null> {
  await client.query('savepoint rule');
  try {
    const done = await work();
    await client.query('release savepoint rule');
    return done;
  } catch (error) {
    if (!isOfStatement(error)) throw error;
    await client.query('rollback to savepoint rule');
    return null;
  }
}

/** Timed out, or what a value or a type does not allow. */
function isOfStatement(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^(57014|22...|42...|54...|53[124]..)$/.test(code);
}

async function checkRows(
  place: RulePlace,
  rules: readonly { rule: NewRule; condition: string }[],
  results: Map<NewRule, RuleResult>,
): Promise<void> {
  if (rules.length === 0) return;
  const counts = await guarded(place, () =>
    countRows(
      place,
      rules.map(({ condition }) => condition),
    ),
  );
  for (const [index, { rule, condition }] of rules.entries()) {
    const alone = counts ? null : await guarded(place, () => countRows(place, [condition]));
    const [rows, broken] = counts ? [counts[0], counts[index + 1]] : (alone ?? []);
    if (rows === undefined || broken === undefined) results.set(rule, unchecked('too_long'));
    else {
      const examples = broken === 0 ? [] : ((await guarded(place, () => findExamples(place, rule, condition))) ?? []);
      results.set(rule, { ...judgeRows(rule, rows, broken), examples });
    }
  }
}

/** Every statement is sent all parameters: naming them lets PostgreSQL know the types of those that it has no use for. */
const naming = ({ bound }: RulePlace): string =>
  ['true', ...[...bound].map((parameter) => `(${parameter} is null or true)`)].join(' and ');

async function countRows(place: RulePlace, conditions: readonly string[]): Promise<number[]> {
  const { session, dataset } = place;
  const text = `${statements.countFulfilling(session.schema, dataset.name, conditions)} where ${naming(place)}`;
  const values = place.compilation.parameters;
  const { rows } = await session.client.query<number[]>({ text, values, rowMode: 'array' });
  return rows[0] ?? [0];
}

async function findExamples(place: RulePlace, { column }: NewRule, condition: string): Promise<RuleResult['examples']> {
  const { session, dataset } = place;
  const key = dataset.columns.find(({ isKey }) => isKey)?.name ?? null;
  const wanted = { key, column, condition: `${condition} and ${naming(place)}`, most: EXAMPLES };
  const text = statements.selectFulfilling(session.schema, dataset.name, wanted);
  return (await session.client.query<RuleResult['examples'][number]>(text, place.compilation.parameters)).rows;
}

async function checkOther(place: RulePlace, rule: NewRule, facts: RuleFacts): Promise<RuleResult> {
  const { session, dataset } = place;
  const column = dataset.columns.find(({ name }) => name === rule.column);
  if (rule.kind === 'volume') return checkVolume(place, rule, column, facts);
  if (!column) return unchecked('does_not_fit');
  if (rule.kind === 'unique') return checkUnique(place, rule, column);
  if (!isTime(column)) return unchecked('does_not_fit');
  const text = statements.selectAge(session.schema, dataset.name, column, facts.timeZone);
  const {
    rows: [found],
  } = await session.client.query<{ rows: number; hours: number | null }>(text);
  const hours = found?.hours ?? null;
  return judgeFigure(hours === null || hours > (rule.setting.hours ?? 0), hours, found?.rows ?? 0);
}

export const isTime = ({ type }: DatasetColumn): boolean => type === 'date' || type === 'timestamp';

/** The columns that must not repeat together; null where one is not there. */
function uniqueColumns({ dataset }: Pick<RulePlace, 'dataset'>, { column, setting }: NewRule): string[] | null {
  const names = [...new Set([...(column === null ? [] : [column]), ...(setting.columns ?? [])])];
  return names.every((name) => dataset.columns.some((each) => each.name === name)) ? names : null;
}

async function checkUnique(place: RulePlace, rule: NewRule, { name }: DatasetColumn): Promise<RuleResult> {
  const {
    session: { client, schema },
    dataset,
  } = place;
  const columns = uniqueColumns(place, { ...rule, column: name });
  if (!columns) return unchecked('does_not_fit');
  const text = statements.countShared(schema, dataset.name, columns);
  const {
    rows: [found],
  } = await client.query<{ rows: number; broken: number }>(text);
  const result = judgeRows(rule, found?.rows ?? 0, found?.broken ?? 0);
  if (result.rowsBroken === 0) return result;
  const shared = statements.selectShared(schema, dataset.name, columns, EXAMPLES);
  return { ...result, examples: (await client.query<RuleResult['examples'][number]>(shared)).rows };
}

async function checkVolume(
  { session, dataset }: RulePlace,
  { setting: { per = 'import', minimum, maximum } }: NewRule,
  column: DatasetColumn | undefined,
  { history, today, timeZone }: RuleFacts,
): Promise<RuleResult> {
  const isOutside = (rows: number): boolean =>
    (minimum !== undefined && rows < Number(minimum)) || (maximum !== undefined && rows > Number(maximum));
  if (per === 'import')
    return history ? judgeFigure(isOutside(history.rows), history.rows, history.rows) : unchecked('no_import');
  if (!column || !isTime(column)) return unchecked('does_not_fit');
  const text = statements.countDay(session.schema, dataset.name, column, timeZone);
  const {
    rows: [found],
  } = await session.client.query<{ rows: number }>(text, [addDays(today, -1)]);
  const rows = found?.rows ?? 0;
  return judgeFigure(isOutside(rows), rows, rows);
}

async function checkDrift(
  place: RulePlace,
  rules: readonly NewRule[],
  { history, rest, signal, timeZone }: RuleFacts,
  results: Map<NewRule, RuleResult>,
): Promise<void> {
  const columns = place.dataset.columns.filter(({ name }) => rules.some(({ column }) => column === name));
  if (columns.length === 0) return;
  const drift =
    history && history.rowsBefore.length > 0
      ? await measureImportDrift({ ...place, timeZone }, columns, history, { rest, signal })
      : null;
  for (const rule of rules) {
    const found = drift?.columns.find(({ column }) => column === rule.column);
    if (!drift) results.set(rule, unchecked('no_import'));
    else if (!found) results.set(rule, unchecked('too_few_rows'));
    else if (found.verdict === 'not_judged') results.set(rule, unchecked('does_not_fit'));
    else {
      const isMoved = found.verdict !== 'stable' && found.psi >= (rule.setting.psi ?? DEFAULT_PSI);
      results.set(rule, judgeFigure(isMoved, found.psi, drift.rows));
    }
  }
}
