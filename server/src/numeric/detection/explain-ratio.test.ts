import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numericErrorOf } from '../testing/assertions.ts';
import { explainRatioDeviation, type RatioSlice } from './explain-deviation.ts';

/** Orders of visits: expected orders and visits, then what came. */
function slice(name: string, figures: readonly [number, number, number, number]): RatioSlice {
  const [orders, visits, ordersNow, visitsNow] = figures;
  return {
    slice: name,
    expected: { numerator: orders, denominator: visits },
    actual: { numerator: ordersNow, denominator: visitsNow },
  };
}

test('ratio: the slice whose conversion fell is named, not the large ones that kept theirs', () => {
  const device = {
    dimension: 'device',
    slices: [
      slice('desktop', [500, 10_000, 500, 10_000]),
      slice('phone', [300, 10_000, 120, 10_000]),
      slice('tablet', [50, 1000, 50, 1000]),
    ],
  };
  const region = {
    dimension: 'region',
    slices: [slice('north', [425, 10_500, 335, 10_500]), slice('south', [425, 10_500, 335, 10_500])],
  };
  const [first, ...others] = explainRatioDeviation([region, device]);
  assert.equal(first?.dimension, 'device');
  assert.deepEqual(
    first.slices.map(({ slice: name }) => name),
    ['phone'],
  );
  assert.equal(first.share, 1);
  assert.deepEqual([first.slices[0]?.expected, first.slices[0]?.actual], [0.03, 0.012]);
  assert.deepEqual(others, []);
});

test('ratio: no slice’s own ratio moved, but the weak one has grown', () => {
  const slices = [
    slice('loyal', [900, 1000, 900, 1000]),
    slice('new', [10, 1000, 30, 3000]),
    slice('c', [5, 10, 5, 10]),
  ];
  const [found] = explainRatioDeviation([{ dimension: 'kind', slices }]);
  assert.deepEqual(
    found?.slices.map(({ slice: name }) => name),
    ['new'],
  );
});

/** By how much 45 of 250 move. */
function move(n: number, d: number): number {
  return (45 + n) / (250 + d) - 45 / 250;
}

test('ratio: shares are what each slice alone would move, of all moves, as the paper has it', () => {
  const slices = [slice('a', [10, 100, 20, 120]), slice('b', [30, 100, 31, 90]), slice('c', [5, 50, 5, 50])];
  const moves = [move(10, 20), move(1, -10)];
  const total = (moves[0] ?? 0) + (moves[1] ?? 0);
  const [found] = explainRatioDeviation([{ dimension: 'd', slices }], { enough: 0.5, least: 0 });
  assert.equal(found?.slices[0]?.slice, 'a');
  assert.ok(Math.abs((found.slices[0]?.share ?? 0) - (moves[0] ?? 0) / total) < 1e-12);
});

test('ratio: nothing moved, empty slices, and figures that are none', () => {
  const same = [slice('a', [1, 10, 1, 10]), slice('b', [2, 10, 2, 10])];
  assert.deepEqual(explainRatioDeviation([{ dimension: 'd', slices: same }]), []);
  const nothing = [slice('a', [0, 0, 1, 0]), slice('b', [0, 0, 0, 0])];
  assert.deepEqual(explainRatioDeviation([{ dimension: 'd', slices: nothing }]), []);
  const begun = [slice('new', [0, 0, 50, 100]), slice('old', [10, 100, 10, 100])];
  const [found] = explainRatioDeviation([{ dimension: 'd', slices: begun }]);
  assert.ok(found?.slices[0]?.slice === 'new' && Number.isNaN(found.slices[0].expected));
  const wrong = [slice('a', [Number.NaN, 1, 1, 1]), slice('b', [1, 1, 1, 1])];
  numericErrorOf('not_finite', () => explainRatioDeviation([{ dimension: 'd', slices: wrong }]));
});
