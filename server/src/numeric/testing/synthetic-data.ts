import type { CodedColumn, Column, ValueColumn } from '../column.ts';
import { at } from '../element.ts';
import { type Matrix, matrixOf } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';

/** A column of numbers. */
export function numbers(name: string, values: Iterable<number>): ValueColumn {
  return { name, kind: 'number', values: Float64Array.from(values) };
}

/** A column of booleans; null is missing. */
export function booleans(name: string, values: Iterable<boolean | null>): ValueColumn {
  const codes = Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
  return { name, kind: 'boolean', values: Float64Array.from(codes) };
}

/** A column of times in epoch milliseconds. */
export function times(name: string, values: Iterable<number>): ValueColumn {
  return { name, kind: 'time', values: Float64Array.from(values) };
}

/** A column of labels or texts; null is missing. */
export function words(name: string, kind: 'category' | 'text', values: Iterable<string | null>): CodedColumn {
  const dictionary: string[] = [];
  const index = new Map<string, number>();
  const codes = Array.from(values, (value) => {
    if (value === null) return -1;
    const known = index.get(value);
    if (known !== undefined) return known;
    index.set(value, dictionary.length);
    return dictionary.push(value) - 1;
  });
  return { name, kind, codes: Int32Array.from(codes), dictionary };
}

/** n × p standard normal numbers. */
export function normalMatrix(rows: number, columns: number, rng: Rng): Matrix {
  return matrixOf(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => rng.normal()),
  );
}

/** X w + b, row by row. */
export function linearScores(x: Matrix, weights: readonly number[], intercept: number): Float64Array {
  return Float64Array.from({ length: x.rows }, (_, r) =>
    weights.reduce((sum, weight, c) => sum + weight * at(x.data, r * x.columns + c), intercept),
  );
}

/** A picture of everything that a call might change, to be compared afterwards. */
export function snapshot(value: unknown): unknown {
  return structuredClone(value);
}

const PLANS = ['basic', 'pro', 'max', 'Ünïcode', 'rare one', 'rare two'];
const SENTENCES = [
  'the parcel came late again',
  'great service and quick answer',
  '配送がとても遅いです',
  'no complaints at all today',
];

/** A table with every kind of column, missing values in all of them, and a target of either task. */
export function mixedTable(
  rows: number,
  rng: Rng,
): { columns: Column[]; chance: Float64Array; churned: ValueColumn; sales: ValueColumn; segment: CodedColumn } {
  const missing = (share: number): boolean => rng.uniform() < share;
  const age = Array.from({ length: rows }, () => (missing(0.1) ? Number.NaN : 20 + rng.integer(50)));
  const vip = Array.from({ length: rows }, () => (missing(0.05) ? null : rng.uniform() < 0.3));
  const plan = Array.from({ length: rows }, () =>
    missing(0.1) ? null : (PLANS[rng.integer(rng.integer(6) + 1)] ?? null),
  );
  const since = Array.from({ length: rows }, () =>
    missing(0.1) ? Number.NaN : Date.UTC(2021, 0, 1) + rng.integer(1200) * 86_400_000 + rng.integer(24) * 3_600_000,
  );
  const note = Array.from({ length: rows }, (_, r) => (missing(0.1) ? null : `${SENTENCES[rng.integer(4)]} ${r}`));
  const score = Float64Array.from(age, (years, r) => {
    const ageEffect = Number.isNaN(years) ? 0 : (years - 45) / 15;
    return ageEffect + (plan[r] === 'pro' ? 1.5 : 0) - (vip[r] === true ? 1 : 0);
  });
  const chance = score.map((value) => 1 / (1 + Math.exp(-value)));
  const churned = booleans(
    'churned',
    Array.from(chance, (p) => rng.uniform() < p),
  );
  const sales = numbers(
    'sales',
    score.map((value) => 100 + 10 * value + 3 * rng.normal()),
  );
  const segment = words(
    'segment',
    'category',
    Array.from(
      score,
      (value) => ['low', 'middle', 'high'][Math.min(2, Math.max(0, Math.round(value + rng.normal() + 1)))] ?? null,
    ),
  );
  const columns: Column[] = [
    numbers('age', age),
    booleans('vip', vip),
    words('plan', 'text', plan),
    times('since', since),
    words('note', 'text', note),
  ];
  return { columns, chance, churned, sales, segment };
}
