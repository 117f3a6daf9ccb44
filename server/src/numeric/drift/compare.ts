import { at } from '../element.ts';
import { type Reading, readBoolean, readNumber, readText, readTime } from '../preprocessing/reading.ts';
import { homogeneityTest, kolmogorovChance, stabilityIndex } from '../statistics/two-sample.ts';
import type { LabelReference, NumberReference, Reference } from './reference.ts';

/** How far later values have moved from a reference. */
export interface DriftComparison {
  /**
   * Population stability index, ≥ 0: below 0.1 stable, above 0.25 shifted. Where nothing moved it is about
   * (cells − 1) (1 / rows + 1 / rows of the reference): ten cells and 100 rows alone give 0.1.
   */
  readonly psi: number;
  readonly test: 'ks' | 'chi2';
  /** Largest distance of the two distributions, 0 … 1, or χ²; null where either side has no value. */
  readonly statistic: number | null;
  /** Chance of such a statistic where nothing moved; null with the statistic. */
  readonly pValue: number | null;
  /** Values compared, blanks included. */
  readonly rows: number;
  readonly blanks: number;
}

/** Rows by cell, those of the reference and the later ones. */
interface Cell {
  readonly expected: number;
  readonly actual: number;
}

/** Numbers with more edges are joined to as many cells of like size for the stability index. */
const PSI_CELLS = 10;
/** χ² is trusted where each cell may expect as many rows (Cochran 1954). */
const MIN_EXPECTED = 5;

function joined(cells: readonly Cell[]): Cell {
  const sum = (of: (cell: Cell) => number): number => cells.reduce((all, cell) => all + of(cell), 0);
  return { expected: sum((cell) => cell.expected), actual: sum((cell) => cell.actual) };
}

/** Cells that are empty on both sides say nothing. */
function psiOf(all: readonly Cell[]): number {
  const cells = all.filter(({ expected, actual }) => expected + actual > 0);
  const { expected, actual } = joined(cells);
  if (expected === 0 || actual === 0) return 0;
  return stabilityIndex(
    Float64Array.from(cells, (cell) => cell.expected),
    Float64Array.from(cells, (cell) => cell.actual),
  );
}

function numberFrom(reading: Reading<number>): number {
  return 'value' in reading ? (reading.value ?? Number.NaN) : Number.NaN;
}

function measure(kind: NumberReference['kind'], value: unknown): number {
  if (kind === 'number') return numberFrom(readNumber(value));
  if (kind === 'time') return numberFrom(readTime(value));
  const text = readText(value);
  return 'value' in text ? (text.value?.length ?? Number.NaN) : Number.NaN;
}

function labelFrom(kind: LabelReference['kind'], value: unknown): string | null {
  const reading = kind === 'boolean' ? readBoolean(value) : readText(value);
  return 'value' in reading && reading.value !== null ? String(reading.value) : null;
}

/** Index of the first edge that is not below the value; the number of edges where all are. */
function cellOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The cells in ascending order: below all that was seen, each of the reference's, above all. */
function numberCells({ kind, min, edges, counts }: NumberReference, values: ArrayLike<unknown>): Cell[] {
  const actual = new Float64Array(edges.length + 2);
  for (let i = 0; i < values.length; i += 1) {
    const value = measure(kind, values[i]);
    if (Number.isNaN(value)) continue;
    const cell = value < min ? 0 : cellOf(edges, value) + 1;
    actual[cell] = at(actual, cell) + 1;
  }
  return Array.from(actual, (count, cell) => ({ expected: counts[cell - 1] ?? 0, actual: count }));
}

/** Neighbours joined to ten cells of about as many rows of the reference; few cells, being single values, stay apart. */
function coarseCells(cells: readonly Cell[]): Cell[] {
  if (cells.length <= PSI_CELLS + 2) return [...cells];
  const { expected: rows } = joined(cells);
  const coarse: Cell[][] = [[]];
  let seen = 0;
  for (const cell of cells) {
    const isFull = seen >= (coarse.length * rows) / PSI_CELLS;
    if (isFull && seen < rows) coarse.push([]);
    coarse.at(-1)?.push(cell);
    seen += cell.expected;
  }
  return coarse.map(joined);
}

/** The largest distance of two distributions that are known at the ends of cells only. */
function distanceOf(cells: readonly Cell[], { expected: rows, actual: others }: Cell): number {
  let [expected, actual, distance] = [0, 0, 0];
  for (const cell of cells) {
    expected += cell.expected;
    actual += cell.actual;
    distance = Math.max(distance, Math.abs(expected / rows - actual / others));
  }
  return distance;
}

function compareNumbers(reference: NumberReference, values: ArrayLike<unknown>): DriftComparison {
  const cells = numberCells(reference, values);
  const total = joined(cells);
  const { length: rows } = values;
  const blanks = rows - total.actual;
  const psi = psiOf([...coarseCells(cells), { expected: reference.blanks, actual: blanks }]);
  if (total.expected === 0 || total.actual === 0) {
    return { psi, test: 'ks', statistic: null, pValue: null, rows, blanks };
  }
  const statistic = distanceOf(cells, total);
  const pValue = kolmogorovChance(statistic, total.expected, total.actual);
  return { psi, test: 'ks', statistic, pValue, rows, blanks };
}

function compareLabels(reference: LabelReference, values: ArrayLike<unknown>): DriftComparison {
  const { kind, labels, counts } = reference;
  const places = new Map(labels.map((label, place) => [label, place]));
  const actual = new Float64Array(labels.length + 1);
  const { length: rows } = values;
  let blanks = 0;
  for (let i = 0; i < rows; i += 1) {
    const label = labelFrom(kind, values[i]);
    const place = label === null ? -1 : (places.get(label) ?? labels.length);
    if (place < 0) blanks += 1;
    else actual[place] = at(actual, place) + 1;
  }
  const cells = Array.from(actual, (count, place) => ({ expected: counts[place] ?? reference.others, actual: count }));
  const psi = psiOf([...cells, { expected: reference.blanks, actual: blanks }]);
  const total = joined(cells);
  if (total.expected === 0 || total.actual === 0) {
    return { psi, test: 'chi2', statistic: null, pValue: null, rows, blanks };
  }
  const fewer = Math.min(total.expected, total.actual) / (total.expected + total.actual);
  const isEnough = (cell: Cell): boolean => (cell.expected + cell.actual) * fewer >= MIN_EXPECTED;
  const tested = [...cells.filter(isEnough), joined(cells.filter((cell) => !isEnough(cell)))];
  const { statistic, pValue } = homogeneityTest(
    Float64Array.from(tested, (cell) => cell.expected),
    Float64Array.from(tested, (cell) => cell.actual),
  );
  return { psi, test: 'chi2', statistic, pValue, rows, blanks };
}

/**
 * Compares later values with a reference.
 *
 * The stability index takes ten cells of like size (up to ten single values or 51 labels stand for themselves), one more
 * for blanks, and adds half a row to every cell.
 *
 * Numbers: two-sample Kolmogorov–Smirnov. The reference knows its distribution at its percentiles only, so the distance
 * is the largest at these points: never larger than the exact one and at most about 0.01 smaller; the test errs on the
 * side of seeing no drift. Labels: χ² with k − 1 degrees of freedom; labels that may expect fewer than five rows are
 * joined. Neither test looks at blanks. Rows that belong together (many of one customer) make both too eager.
 *
 * @param values as they come in records: what a prediction would not understand (see `reading.ts`) is blank
 */
export function compareWithReference(reference: Reference, values: ArrayLike<unknown>): DriftComparison {
  return 'edges' in reference ? compareNumbers(reference, values) : compareLabels(reference, values);
}
