import type { ColumnFigures } from '../../api/types.ts';

/** A bar: a stretch of numbers, or one value. */
export interface Cell {
  share: number;
  range?: { from: number; to: number };
  value?: string | number | boolean;
}

/** What the most frequent values must make up together to say something of the column. */
const leastTogether = 0.02;

/** How the values of a column are spread; empty where hardly any occurs twice. */
export function cellsOf({ numbers, top_values: top }: ColumnFigures): Cell[] {
  if (numbers !== null && numbers.histogram.equal_width.length > 1) {
    return numbers.histogram.equal_width.map(({ from, to, share }) => ({ share, range: { from, to } }));
  }
  const together = top.reduce((sum, { share }) => sum + share, 0);
  if (together < leastTogether) return [];
  return top.map(({ value, share }) => ({ share, value }));
}

/** How high each bar is beside the highest, from 0 to 1. */
export function heightsOf(cells: readonly Cell[]): number[] {
  const most = Math.max(...cells.map(({ share }) => share), 0);
  return cells.map(({ share }) => (most === 0 ? 0 : share / most));
}
