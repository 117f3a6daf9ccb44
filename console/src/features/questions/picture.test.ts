import { expect, test } from 'vitest';
import type { QueryResult } from '../../api/types.ts';
import { pictureOf } from './picture.ts';

const measure = (name: string) => ({ name, type: 'number', unit: null, kind: 'measure' }) as const;
const dimension = (name: string, type: 'date' | 'text') => ({ name, type, unit: null, kind: 'dimension' }) as const;
const answer = (columns: QueryResult['columns'], rows: QueryResult['rows']): QueryResult => ({
  columns,
  rows,
  totals: null,
  truncated: false,
  cost: { duration_ms: 1, rows: rows.length, size_bytes: 1 },
});

test('over time the period before is a line of its own', () => {
  const columns = [dimension('day', 'date'), measure('sum'), measure('sum_previous'), measure('sum_change')];
  const rows = [
    { day: '2026-01-02', sum: 2, sum_previous: 1, sum_change: 1 },
    { day: '2026-01-01', sum: 4, sum_previous: null, sum_change: null },
  ];
  expect(pictureOf(answer(columns, rows), 'day')).toEqual({
    kind: 'lines',
    times: ['2026-01-01', '2026-01-02'],
    lines: [
      { name: '', values: [4, 2], isBefore: false },
      { name: '', values: [null, 1], isBefore: true },
    ],
    unit: null,
    left: 0,
  });
});

test('groups over time are lines, of which the largest are drawn', () => {
  const columns = [dimension('day', 'date'), dimension('region', 'text'), measure('sum')];
  const rows = Array.from({ length: 8 }, (_, index) => ({ day: '2026-01-01', region: `r${index}`, sum: index }));
  const picture = pictureOf(answer(columns, rows), 'day');
  expect(picture.kind === 'lines' && picture.lines.map(({ name }) => name)).toEqual([
    'r7',
    'r6',
    'r5',
    'r4',
    'r3',
    'r2',
  ]);
  expect(picture.kind === 'lines' && picture.left).toBe(2);
});

test('without time groups are bars, and without groups there are only figures', () => {
  const columns = [dimension('region', 'text'), measure('sum'), measure('ratio')];
  const rows = [
    { region: 'a', sum: 9, ratio: 1 },
    { region: null, sum: 1, ratio: 2 },
  ];
  expect(pictureOf(answer(columns, rows), undefined)).toMatchObject({
    bars: [
      { name: '–', value: 2 },
      { name: 'a', value: 1 },
    ],
  });
  expect(pictureOf(answer([measure('sum')], [{ sum: 1 }]), undefined)).toEqual({ kind: 'figures' });
});
