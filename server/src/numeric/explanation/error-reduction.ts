import { at, intAt } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { Split } from '../selection/split.ts';

const ROWS_PER_BIN = 10;

/** Bins of about ten rows, numbered upwards, equal values together. */
function binsOf(values: Float64Array): Int32Array {
  const order = Int32Array.from(values, (_, row) => row);
  order.sort((a, b) => at(values, a) - at(values, b));
  const bins = new Int32Array(values.length);
  let bin = 0;
  let filled = 0;
  for (let i = 0; i < order.length; i += 1) {
    const row = intAt(order, i);
    const isNew = i > 0 && at(values, row) > at(values, intAt(order, i - 1));
    if (isNew && filled >= ROWS_PER_BIN) {
      bin += 1;
      filled = 0;
    }
    bins[row] = bin;
    filled += 1;
  }
  return bins;
}

/** A number per row, the same for rows whose columns all fall into the same bins. */
function cellsOf({ rows, columns, data }: Matrix): Int32Array {
  let cells = new Int32Array(rows);
  for (let c = 0; c < columns; c += 1) {
    const bins = binsOf(Float64Array.from({ length: rows }, (_, r) => at(data, r * columns + c)));
    const numbers = new Map<number, number>();
    cells = cells.map((cell, r) => {
      const pair = cell * rows + intAt(bins, r);
      const number = numbers.get(pair) ?? numbers.size;
      numbers.set(pair, number);
      return number;
    });
  }
  return cells;
}

function mostFrequent(counts: Float64Array): number {
  return counts.reduce((best, count, code) => (count > at(counts, best) ? code : best), 0);
}

/** Rows of each class, in each cell and in all. */
function countBy(
  cells: Int32Array,
  codes: Float64Array,
  classCount: number,
  rows: Int32Array,
): Map<number, Float64Array> {
  const counts = new Map<number, Float64Array>();
  for (const row of rows) {
    const cell = intAt(cells, row);
    const inCell = counts.get(cell) ?? new Float64Array(classCount);
    const code = at(codes, row);
    inCell[code] = at(inCell, code) + 1;
    counts.set(cell, inCell);
  }
  return counts;
}

/**
 * By how much a feature's value reduces the errors of naming the class: (errors of the most frequent class − errors of
 * the most frequent class of the value's cell) / the former (Goodman & Kruskal 1954, "Measures of association for cross
 * classifications", lambda). Cells are learnt on one part of the rows and judged on the other.
 *
 * @param x n × the feature's design columns
 * @param codes n classes
 * @param splits together they validate on every row once
 * @returns at most 1; 0 or less where the feature says nothing; NaN where there is one class only
 */
export function errorReductionOf(x: Matrix, codes: Float64Array, classCount: number, splits: readonly Split[]): number {
  const cells = cellsOf(x);
  let plainErrors = 0;
  let cellErrors = 0;
  for (const { training, validation } of splits) {
    const byCell = countBy(cells, codes, classCount, training);
    const all = countBy(new Int32Array(x.rows), codes, classCount, training).get(0) ?? new Float64Array(classCount);
    const majority = mostFrequent(all);
    for (const row of validation) {
      const counts = byCell.get(intAt(cells, row));
      const named = counts === undefined ? majority : mostFrequent(counts);
      if (named !== at(codes, row)) cellErrors += 1;
      if (majority !== at(codes, row)) plainErrors += 1;
    }
  }
  return (plainErrors - cellErrors) / plainErrors;
}
