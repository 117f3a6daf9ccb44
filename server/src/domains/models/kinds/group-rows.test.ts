import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Column, completeSeries, createRng, seasonalNaive } from '../../../numeric/index.ts';
import { isAppError } from '../../../platform/errors.ts';
import { addUp } from './add-up.ts';
import { groupRows, onlyGrouped, seriesOfGroup } from './group-rows.ts';
import { decodeForecasting, encodeForecasting, seriesFeatures, seriesOfName } from './series-model.ts';
import { seriesOfRows } from './series-of-rows.ts';

const { NaN: unknown } = Number;

const words = (...values: (string | null)[]): Column => {
  const dictionary = [...new Set(values.filter((value) => value !== null))];
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : dictionary.indexOf(value)));
  return { name: 'shop', kind: 'text', codes, dictionary };
};
const numbers = (kind: 'number' | 'boolean' | 'time', ...values: number[]): Column => ({
  name: 'shop',
  kind,
  values: Float64Array.from(values),
});

test('rows are parted by the names of values, whatever a column holds', () => {
  const cases: [Column, [string, number[]][]][] = [
    [
      words('b', null, 'a', 'b'),
      [
        ['a', [2]],
        ['b', [0, 3]],
      ],
    ],
    [
      numbers('number', 7, unknown, 10, 7),
      [
        ['10', [2]],
        ['7', [0, 3]],
      ],
    ],
    [
      numbers('boolean', 1, 0, unknown),
      [
        ['false', [1]],
        ['true', [0]],
      ],
    ],
    [numbers('time', Date.UTC(2024, 0, 1)), [['2024-01-01T00:00:00.000Z', [0]]]],
  ];
  for (const [column, expected] of cases) assert.deepEqual([...groupRows(column)], expected);
  const many = numbers('number', ...Array.from({ length: 1001 }, (_, row) => row));
  assert.throws(
    () => groupRows(many),
    (error) => isAppError(error) && error.code === 'too_many_groups' && error.params['groups'] === 1001,
  );
});

const DAYS = 12;
/** Two shops on twelve days: one opened on the third, and sold nothing on the sixth; on the eighth nobody told anything. */
const rows = Array.from({ length: DAYS }, (_, day) => [
  { day, shop: 'old', amount: day === 7 ? unknown : 10 },
  { day, shop: 'new', amount: day < 2 || day === 5 || day === 7 ? unknown : day },
]).flat();
const time = numbers('time', ...rows.map(({ day }) => Date.UTC(2024, 0, 1 + day)));
const amounts = numbers('number', ...rows.map(({ amount }) => amount));
const grouped = groupRows(words(...rows.map(({ shop }) => shop)));

test('a group begins with its first row; a sum of nothing is nought while others have rows, and else not known', () => {
  const whole = seriesOfRows(time, amounts, {});
  const of = (options: object): number[] => [
    ...(seriesOfGroup(whole, amounts, grouped.get('new') ?? [], options) ?? []),
  ];
  const head = [unknown, unknown, 2, 3, 4];
  const tail = [8, 9, 10, 11];
  assert.deepEqual(of({}), [...head, 0, 6, unknown, ...tail]);
  assert.deepEqual(of({ gaps: 'unknown' }), [...head, unknown, 6, unknown, ...tail]);
  assert.deepEqual(of({ aggregate: 'mean' }), [...head, unknown, 6, unknown, ...tail]);
  const filled = seriesOfRows(time, amounts, { gaps: 'zero' });
  assert.deepEqual(
    [...(seriesOfGroup(filled, amounts, grouped.get('new') ?? [], { gaps: 'zero' }) ?? [])],
    [...head, 0, 6, 0, ...tail],
  );
  assert.equal(seriesOfGroup(whole, amounts, [1, 3], {}), null, 'rows without a value are no series');
});

test('what is in no group is no part of the whole', () => {
  const column = words(null, ...rows.slice(1).map(({ shop }) => shop));
  const { target, leftOut } = onlyGrouped(amounts, groupRows(column));
  assert.equal(leftOut, 1);
  assert.ok('values' in target && Number.isNaN(target.values[0]) && target.values[2] === 10);
  assert.equal(seriesOfRows(time, target, {}).values.length, DAYS - 1);
});

/** A series that repeats, as it is forecast. */
function node(level: number, swing: number) {
  const rng = createRng(level);
  const values = Float64Array.from({ length: 24 }, (_, t) => level + swing * (t % 4) + rng.uniform());
  const series = completeSeries({ values, seasonLengths: [4] });
  const model = seasonalNaive.fit(series);
  const forecast = seasonalNaive.forecast(model, { horizon: 6, levels: [0.8], rng });
  return { series, forecast, origins: [] };
}

test('forecasts of parts are made to sum to the whole, their bounds and parts with them', () => {
  const [a, b] = [node(10, 1), node(40, 8)];
  const [whole, ...parts] = addUp(node(70, 9), [a, b]);
  for (let h = 0; h < 6; h += 1) {
    const sum = parts.reduce((total, { point }) => total + (point[h] ?? 0), 0);
    assert.ok(Math.abs(sum - (whole.point[h] ?? 0)) < 1e-9, `period ${h}`);
  }
  const moved = (place: number, before: typeof a) =>
    Math.abs((parts[place]?.point[0] ?? 0) - (before.forecast.point[0] ?? 0));
  assert.ok(moved(1, b) > 5 * moved(0, a), 'who was further off gives way more');
  for (const { point, intervals, components } of [whole, ...parts]) {
    point.forEach((value, h) => {
      assert.ok((intervals[0]?.lower[h] ?? value) <= value && value <= (intervals[0]?.upper[h] ?? value));
      const sum = components.reduce((total, { values }) => total + (values[h] ?? 0), 0);
      assert.ok(Math.abs(sum - value) < 1e-9);
    });
  }
});

test('what was never negative is not moved below nought, and the whole stays the sum', () => {
  const [small, large] = [node(1, 30), node(40, 30)];
  const [whole, ...parts] = addUp(node(3, 0), [small, large]);
  assert.ok(parts.every(({ point }) => point.every((value) => value >= 0)));
  assert.ok(parts.some(({ point }) => point.includes(0)));
  assert.ok(parts.every(({ intervals }) => intervals[0]?.lower.every((value) => value >= 0)));
  whole.point.forEach((value, h) => {
    assert.ok(Math.abs(value - parts.reduce((sum, { point }) => sum + (point[h] ?? 0), 0)) < 1e-9);
  });
});

const figures = (value: number, ...components: string[]) => ({
  coverage: value / 100,
  components,
  mean: Float64Array.of(value, value),
  lower: Float64Array.of(value - 1, value - 2),
  upper: Float64Array.of(value + 1, value + 2),
  parts: Float64Array.from(components.flatMap(() => [value / components.length, value / components.length])),
});

test('an artifact of groups comes back to the byte, each group by its name, and a damaged one is refused', () => {
  const series = {
    target: 'amount',
    algorithm: 'auto',
    period: 'day' as const,
    last: 19_000,
    level: 0.9,
    ...figures(30, 'level'),
    groups: {
      column: 'shop',
      figures: new Map([
        ['a', figures(10, 'level', 'trend')],
        ['b', figures(20, 'level')],
      ]),
    },
  };
  const bytes = encodeForecasting(null, series);
  const read = decodeForecasting(bytes);
  assert.deepEqual(read, { kind: 'forecasting', pipeline: null, series });
  assert.deepEqual(encodeForecasting(null, read.series), bytes);
  const { groups, ...whole } = read.series;
  assert.deepEqual(seriesOfName(read.series, 'b'), { ...whole, ...figures(20, 'level'), groups: null });
  assert.equal(seriesOfName(read.series, 'c'), null);
  assert.deepEqual(seriesFeatures(read.series), [
    { name: 'shop', type: 'category', categories: ['a', 'b'], example: 'a' },
  ]);
  const short = { column: 'shop', figures: new Map([['a', { ...figures(10, 'level'), upper: Float64Array.of(1) }]]) };
  assert.throws(() => decodeForecasting(encodeForecasting(null, { ...series, groups: short })), /artifact_corrupted/);
  assert.ok(groups?.figures.has('a'));
});
