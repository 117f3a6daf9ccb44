import { adjustedChances, type Column, compareWithReference, referenceOf } from '../../../numeric/index.ts';
import type { DatasetColumn } from '../data.repository.ts';
import { IMPORT_ID } from '../tables/table-statements.ts';
import { quantileOf } from './number-figures.ts';
import type { ImportDrift } from './profile.schema.ts';
import { type Place, readSample } from './read-table.ts';
import { codesOf } from './value-codes.ts';

type ColumnDrift = ImportDrift['columns'][number];

/** An import that filled a dataset: how many rows it brought, and those before it, the latest first. */
export interface ImportHistory {
  id: number;
  rows: number;
  rowsBefore: number[];
}

/** Population stability index from which something is shifting, and from which it has shifted (Siddiqi 2006). */
const [SHIFTING, SHIFTED] = [0.1, 0.25];
/** Share of false names that is put up with among the columns that are named. */
const FALSE_DISCOVERY_RATE = 0.05;
const LEAST_ROWS = 100;
const MOST_ROWS = 50_000;
const LEAST_IMPORTS = 3;
const VOLUME_FACTOR = 2;
/** A column with more different texts than this has no categories. */
const MOST_LABELS = 1000;
const MOST_NEW = 10;
/** With a sample of the rows before, rarer texts may just not have been drawn. */
const LEAST_NEW_SHARE = 0.01;

const medianOf = (values: readonly number[]): number => quantileOf(Float64Array.from(values).toSorted(), 0.5);

/** Whether an import brought as many rows as those before it usually did. */
function judgeVolume({ rows, rowsBefore }: ImportHistory): ImportDrift['volume'] {
  if (rowsBefore.length < LEAST_IMPORTS) return { rows, usual: null, verdict: 'not_enough' };
  const usual = medianOf(rowsBefore);
  const [least, most] = [Math.min(...rowsBefore), Math.max(...rowsBefore)];
  if (rows * VOLUME_FACTOR < usual && rows < least) return { rows, usual, verdict: 'fewer' };
  return { rows, usual, verdict: rows > usual * VOLUME_FACTOR && rows > most ? 'more' : 'usual' };
}

/** Compares the rows of an import with those of the imports before it. @param rest is waited for between two columns */
export async function measureImportDrift(
  place: Place,
  columns: readonly DatasetColumn[],
  history: ImportHistory,
  { rest, signal }: { rest(): Promise<void>; signal?: AbortSignal | undefined },
): Promise<ImportDrift> {
  const { id, rows } = history;
  const read = (operator: '=' | '<', expected: number) =>
    readSample(place, columns, {
      condition: `t.${IMPORT_ID} ${operator} ${id}`,
      rows: expected,
      most: MOST_ROWS,
      signal,
    });
  const now = await read('=', rows);
  const before = await read('<', Math.max(0, place.dataset.rowCount - rows));
  const whole = { import_id: id, rows: now.rows, rows_before: before.rows, volume: judgeVolume(history) };
  if (now.rows < LEAST_ROWS || before.rows < LEAST_ROWS) return { ...whole, state: 'not_enough', columns: [] };
  const compared: { drift: ColumnDrift; chance: number }[] = [];
  for (const [index, column] of columns.entries()) {
    const [left, right] = [before.columns[index], now.columns[index]];
    if (left && right) compared.push(compareColumn(column, left, right, before.isWhole));
    await rest();
  }
  const chances = adjustedChances(compared.map(({ chance }) => chance));
  const judged = compared.map(({ drift }, index) => judge(drift, chances[index] ?? 1));
  const verdicts = new Set(judged.map(({ verdict }) => verdict));
  const state = verdicts.has('shifted') ? 'shifted' : verdicts.has('shifting') ? 'shifting' : 'stable';
  return { ...whole, state, columns: judged.toSorted((a, b) => b.psi - a.psi) };
}

function judge(drift: ColumnDrift, chance: number): ColumnDrift {
  if (drift.verdict === 'not_judged') return drift;
  const isMoved = drift.psi >= SHIFTING && (chance <= FALSE_DISCOVERY_RATE || drift.p_value === null);
  const verdict = !isMoved ? 'stable' : drift.psi < SHIFTED ? 'shifting' : 'shifted';
  return { ...drift, p_value: drift.p_value === null ? null : chance, verdict };
}

const valuesOf = (column: Column): ArrayLike<unknown> =>
  'values' in column ? column.values : Array.from(column.codes, (code) => column.dictionary[code] ?? null);

/** Time passes by itself, and names of things are always new. */
function isJudged({ type, isKey, role }: DatasetColumn, distinct: number, filled: number): boolean {
  const isName = isKey || role === 'entity' || (type !== 'number' && distinct > filled / 2);
  return type !== 'date' && type !== 'timestamp' && !isName;
}

function compareColumn(
  column: DatasetColumn,
  before: Column,
  now: Column,
  isWhole: boolean,
): { drift: ColumnDrift; chance: number } {
  const [codesBefore, codes] = [codesOf(before), codesOf(now)];
  const judged = isJudged(column, codesBefore.distinct, codesBefore.filled);
  const compared = judged
    ? compareWithReference(referenceOf(before), valuesOf(now))
    : { psi: 0, test: 'ks' as const, statistic: null, pValue: null };
  const isNumber = column.type === 'integer' || column.type === 'number';
  const median = (each: Column): number | null => {
    const sorted = isNumber && 'values' in each ? each.values.filter((value) => Number.isFinite(value)).toSorted() : [];
    return sorted instanceof Float64Array && sorted.length > 0 ? quantileOf(sorted, 0.5) : null;
  };
  const hasLabels = judged && column.type === 'text' && codesBefore.distinct <= MOST_LABELS;
  const drift: ColumnDrift = {
    column: column.name,
    test: compared.test,
    psi: compared.psi,
    statistic: compared.statistic,
    p_value: compared.pValue,
    verdict: judged ? 'stable' : 'not_judged',
    blank_share_before: 1 - codesBefore.filled / Math.max(1, codesBefore.codes.length),
    blank_share: 1 - codes.filled / Math.max(1, codes.codes.length),
    median_before: median(before),
    median: median(now),
    ...(hasLabels ? newValues(codesBefore, codes, isWhole) : { new_values: [], new_share: 0 }),
  };
  return { drift, chance: compared.pValue ?? 1 };
}

type Coded = ReturnType<typeof codesOf>;

function newValues(before: Coded, now: Coded, isWhole: boolean): Pick<ColumnDrift, 'new_values' | 'new_share'> {
  const known = new Set(Array.from({ length: before.distinct }, (_, code) => before.valueOf(code)));
  const rows = now.codes.length;
  const found = Array.from({ length: now.distinct }, (_, code) => ({
    value: now.valueOf(code),
    count: now.counts[code] ?? 0,
  }))
    .filter(({ value, count }) => !known.has(value) && (isWhole || count >= LEAST_NEW_SHARE * rows))
    .toSorted((a, b) => b.count - a.count);
  const share = found.reduce((sum, { count }) => sum + count, 0) / Math.max(1, rows);
  return { new_values: found.slice(0, MOST_NEW).map(({ value }) => String(value)), new_share: share };
}
