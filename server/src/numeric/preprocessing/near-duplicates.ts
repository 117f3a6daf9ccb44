import { type Column, type CodedColumn, isCoded } from '../column.ts';
import { at, intAt } from '../element.ts';
import { normalizedDictionary } from './category-encoder.ts';
import { MAX_MAGNITUDE } from './reading.ts';

/** The earlier column that says the same, and how closely. */
export interface NearDuplicate {
  readonly column: string;
  /** Pearson's; 1 for labels that stand for each other. */
  readonly correlation: number;
  readonly [name: string]: string | number;
}

const MAX_ROWS = 2000;
const MIN_ROWS = 20;
const MIN_CORRELATION = 0.995;

/** A column's sampled rows: numbers, or labels numbered as they first occur, so that other names of them are the same. */
interface Sample {
  readonly name: string;
  readonly isLabels: boolean;
  /** NaN where blank. */
  readonly values: Float64Array;
}

function firstOccurrences(column: CodedColumn, rows: Int32Array): Float64Array {
  const names = normalizedDictionary(column);
  const numbers = new Map<string, number>();
  return Float64Array.from(rows, (row) => {
    const name = names[intAt(column.codes, row)] ?? '';
    if (name === '') return Number.NaN;
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
}

function sampleOf(column: Column, rows: Int32Array): Sample {
  const { name } = column;
  if (isCoded(column)) return { name, isLabels: true, values: firstOccurrences(column, rows) };
  const values = Float64Array.from(rows, (row) => {
    const value = at(column.values, row);
    return Math.abs(value) <= MAX_MAGNITUDE ? value : Number.NaN;
  });
  return { name, isLabels: false, values };
}

/** Pearson's correlation over the rows that have both; 0 where they are fewer than 20, or one side is constant. */
function correlationOf(a: Float64Array, b: Float64Array): number {
  let [count, meanA, meanB, squareA, squareB, product] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [at(a, i), at(b, i)];
    if (Number.isNaN(x + y)) continue;
    // Welford 1962: no cancellation, whatever the size of the numbers.
    count += 1;
    const [fromA, fromB] = [x - meanA, y - meanB];
    meanA += fromA / count;
    meanB += fromB / count;
    squareA += fromA * (x - meanA);
    squareB += fromB * (y - meanB);
    product += fromA * (y - meanB);
  }
  if (count < MIN_ROWS || !(squareA > 0 && squareB > 0)) return 0;
  return product / Math.sqrt(squareA) / Math.sqrt(squareB);
}

/** 1 where both have the same labels but for their names, and blanks in the same rows; else 0. */
function agreementOf(a: Float64Array, b: Float64Array): number {
  if (a.length < MIN_ROWS || !a.some((value) => value > 0)) return 0;
  return a.every((value, i) => Object.is(value, at(b, i))) ? 1 : 0;
}

/**
 * Finds columns that say the same as an earlier one: numbers, booleans and times that correlate by 0.995 or more either
 * way, labels that stand for each other one to one. Of many rows, 2,000 evenly spaced ones are looked at.
 *
 * @returns by index of the later column
 */
export function findNearDuplicates(columns: readonly Column[]): ReadonlyMap<number, NearDuplicate> {
  const [first] = columns;
  const found = new Map<number, NearDuplicate>();
  if (first === undefined) return found;
  const length = isCoded(first) ? first.codes.length : first.values.length;
  const size = Math.min(length, MAX_ROWS);
  const rows = Int32Array.from({ length: size }, (_, i) => Math.floor((i * length) / size));
  const samples = columns.map((column) => sampleOf(column, rows));
  for (const [index, sample] of samples.entries()) {
    const measure = sample.isLabels ? agreementOf : correlationOf;
    for (const earlier of samples.slice(0, index)) {
      if (earlier.isLabels !== sample.isLabels) continue;
      const correlation = measure(earlier.values, sample.values);
      if (Math.abs(correlation) < MIN_CORRELATION) continue;
      found.set(index, { column: earlier.name, correlation });
      break;
    }
  }
  return found;
}
