import { expect, test } from 'vitest';
import type { ColumnFigures } from '../../api/types.ts';
import { cellsOf, heightsOf } from './distribution.ts';

// Only what is read of a column's figures.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const figures = {
  numbers: {
    histogram: {
      equal_width: [
        { from: 0, to: 1, share: 0.2 },
        { from: 1, to: 2, share: 0.8 },
      ],
    },
  },
  top_values: [{ value: 1, share: 0.5 }],
} as ColumnFigures;

test('numbers are spread over stretches, everything else over its values', () => {
  expect(cellsOf(figures)[1]).toEqual({ share: 0.8, range: { from: 1, to: 2 } });
  expect(cellsOf({ ...figures, numbers: null })).toEqual([{ share: 0.5, value: 1 }]);
});

test('the highest bar fills its picture, and nothing divides by zero', () => {
  expect(heightsOf(cellsOf(figures))).toEqual([0.25, 1]);
  expect(heightsOf([{ share: 0 }])).toEqual([0]);
  expect(heightsOf([])).toEqual([]);
});
