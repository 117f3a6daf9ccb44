import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serialPool } from '../parallel.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { blockRanges, createTreeMemory } from './tree-memory.ts';

const memory = createTreeMemory(serialPool());
const ROWS = 5000;

/** Random bins and whole pairs of some features, laid out for the kernels. */
function histogramSetting(features: number) {
  const rng = createRng(features);
  const rows = memory.allocate(ROWS * features);
  const bins = memory.bytes(rows, ROWS * features);
  for (let i = 0; i < bins.length; i += 1) bins[i] = rng.integer(256);
  const pairs = memory.allocate(ROWS * 8);
  const numbers = memory.integers(pairs, ROWS * 2);
  for (let i = 0; i < ROWS; i += 1) numbers.set([rng.integer(1000), rng.integer(2001) - 1000], i * 2);
  const order = memory.allocate(ROWS * 4);
  memory.integers(order, ROWS).set(Int32Array.from({ length: ROWS }, (_, i) => i));
  rng.shuffle(memory.integers(order, ROWS));
  const histogram = (): number => memory.allocate(features * 2048);
  const counted = (from: number, to: number): number[] => {
    const sums: number[] = Array.from({ length: features * 512 }, () => 0);
    for (const row of memory.integers(order, ROWS).subarray(from, to)) {
      for (let f = 0; f < features; f += 1) {
        const slot = f * 512 + 2 * (bins[row * features + f] ?? 0);
        sums[slot] = (sums[slot] ?? 0) + (numbers[row * 2] ?? 0);
        sums[slot + 1] = (sums[slot + 1] ?? 0) + (numbers[row * 2 + 1] ?? 0);
      }
    }
    return sums;
  };
  const read = (address: number): number[] => Array.from(memory.integers(address, features * 512));
  const fill = (kernel: 'fillHistogram' | 'fillSparseHistogram', from: number, to: number, into: number): void => {
    const next = memory.allocate(4);
    memory.integers(next, 1).set([from]);
    memory.call(kernel, rows, features, order, next, to, pairs, into, memory.allocate(128 * (8 + 64)));
  };
  return { histogram, counted, read, fill, bytes: features * 2048 };
}

for (const features of [1, 3, 4, 7, 17]) {
  test(`histograms are what counting gives, dense or sparse: ${features} features`, () => {
    const { histogram, counted, read, fill } = histogramSetting(features);
    for (const kernel of ['fillHistogram', 'fillSparseHistogram'] as const) {
      const into = histogram();
      memory.bytes(into, features * 2048).fill(7);
      fill(kernel, 10, 4777, into);
      assert.deepEqual(read(into), counted(10, 4777));
    }
  });

  test(`a histogram by subtraction equals one by counting, and sums add up: ${features} features`, () => {
    const { histogram, counted, read, fill, bytes } = histogramSetting(features);
    const [whole, part] = [histogram(), histogram()];
    fill('fillHistogram', 0, ROWS, whole);
    fill('fillHistogram', 0, 300, part);
    memory.call('subtractFrom', whole, part, bytes);
    assert.deepEqual(read(whole), counted(300, ROWS));
    memory.call('addTo', whole, part, bytes);
    assert.deepEqual(read(whole), counted(0, ROWS));
  });
}

test('a division keeps both parts in their order', () => {
  const rng = createRng(1);
  const column = memory.allocate(ROWS);
  const bins = memory.bytes(column, ROWS).map(() => rng.integer(256));
  memory.bytes(column, ROWS).set(bins);
  const table = memory.allocate(256);
  memory.bytes(table, 256).set(Uint8Array.from({ length: 256 }, (_, bin) => bin % 2));
  const [order, spare, count] = [memory.allocate(ROWS * 4), memory.allocate(ROWS * 4), memory.allocate(8)];
  const rows = Array.from({ length: ROWS }, (_, i) => i);
  memory.integers(order, ROWS).set(rows);
  memory.call('divide', column, order, spare, table, count, 100, 900);
  const left = memory.integers(count, 1)[0] ?? 0;
  const inside = rows.slice(100, 900);
  const found = Array.from(memory.integers(order, ROWS));
  assert.deepEqual(
    found.slice(100, 100 + left),
    inside.filter((row) => (bins[row] ?? 0) % 2 === 1),
  );
  assert.deepEqual(
    Array.from(memory.integers(spare, ROWS)).slice(100, 900 - left),
    inside.filter((row) => (bins[row] ?? 0) % 2 === 0),
  );
  assert.deepEqual([found.slice(0, 100), found.slice(900)], [rows.slice(0, 100), rows.slice(900)]);
});

/** Puts numbers of an even length into the memory. */
function put(values: readonly number[]): number {
  const address = memory.allocate(values.length * 8);
  memory.floats(address, values.length).set(values);
  return address;
}

function pairsOf(count: number, run: (pairs: number, sizes: number) => void): { values: number[]; sizes: number[] } {
  const [pairs, sizes] = [memory.allocate(count * 8), memory.allocate(16)];
  run(pairs, sizes);
  const bytes = memory.bytes(pairs, count * 8);
  return { values: Array.from(new Float32Array(bytes.slice().buffer)), sizes: Array.from(memory.floats(sizes, 2)) };
}

test('gradients of the logistic loss are those of its formula, in every range of scores, odd lengths included', () => {
  const scores = [-800, -40, -3, -0.1, 0, 0.5, 7, 36, 750];
  const labels = scores.map((_, i) => i % 2);
  const weights = scores.map((_, i) => 1 + i);
  for (const weighted of [false, true]) {
    const { values, sizes } = pairsOf(scores.length, (pairs, sums) => {
      const own = weighted ? put([...weights, 0]) : 0;
      memory.call(
        'logisticGradients',
        put([...scores, 0]),
        put([...labels, 0]),
        own,
        pairs,
        sums,
        13,
        0,
        scores.length,
      );
    });
    const chances = scores.map((score) => 1 / (1 + Math.exp(-score)));
    const expected = chances.map((p, i) => {
      const weight = weighted ? (weights[i] ?? 0) : 1;
      return [weight * (p - (labels[i] ?? 0)), weight * p * (1 - p)];
    });
    assertAllClose(values, expected.flat(), 1e-6);
    assertClose(
      sizes[0] ?? 0,
      expected.reduce((sum, [g = 0]) => sum + Math.abs(g), 0),
      1e-12,
    );
    assertClose(
      sizes[1] ?? 0,
      expected.reduce((sum, [, h = 0]) => sum + h, 0),
      1e-12,
    );
  }
});

test('gradients of the other losses are those of their formulas', () => {
  const [scores, target] = [put([1, 2, 3, 4]), put([2, 2, 1, 0])];
  const weights = put([1, 2, 3, 4]);
  const squared = pairsOf(4, (pairs, sums) =>
    memory.call('squaredGradients', scores, target, weights, pairs, sums, 13, 0, 4),
  );
  assertAllClose(squared.values, [-1, 1, 0, 2, 6, 3, 16, 4], 1e-7);
  const quantile = pairsOf(4, (pairs, sums) =>
    memory.call('quantileGradients', scores, target, 0, pairs, sums, 13, 0.25, 0, 4),
  );
  assertAllClose(quantile.values, [-0.25, 1, 0.75, 1, 0.75, 1, 0.75, 1], 1e-7);
  const logits = put([0, 1, 700, -5, 0, 2, 0, 5]);
  const chances = memory.allocate(64);
  memory.call('softmax', logits, chances, 2, 4, 0, 4);
  const expected = [0.5, 1 / (1 + Math.exp(1)), 1, 1 / (1 + Math.exp(10))];
  assertAllClose(memory.floats(chances, 8), [...expected, ...expected.map((p) => 1 - p)], 1e-12);
  const classes = pairsOf(4, (pairs, sums) =>
    memory.call('classGradients', chances, put([0, 1, 0, 1]), 0, pairs, sums, 13, 0, 0, 4),
  );
  assertAllClose(
    classes.values,
    expected.flatMap((p, i) => [p - Number(i % 2 === 0), p * (1 - p)]),
    1e-6,
  );
});

test('rounding of gradients has no bias and depends on row and salt alone', () => {
  const count = 20_000;
  const run = (salt: number, parts: number): Int32Array => {
    const pairs = memory.allocate(count * 8);
    new Float32Array(memory.bytes(pairs, count * 8).buffer, pairs, count * 2).set(
      Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? -0.3 : 0.7)),
    );
    for (const [from, to] of blockRanges(count, parts, 16)) memory.call('quantize', pairs, 1, 1, salt, from, to);
    return Int32Array.from(memory.integers(pairs, count * 2));
  };
  const whole = run(5, 1);
  assert.deepEqual(run(5, 3), whole);
  assert.notDeepEqual(run(6, 1), whole);
  const mean = (offset: number): number =>
    whole.filter((_, i) => i % 2 === offset).reduce((sum, v) => sum + v, 0) / count;
  assert.ok(Math.abs(mean(0) - 0.7) < 0.02 && Math.abs(mean(1) + 0.3) < 0.02, `${mean(0)} ${mean(1)}`);
});

test('ranges are whole blocks that cover everything once', () => {
  assert.deepEqual(blockRanges(100, 4, 8), [
    [0, 24],
    [24, 48],
    [48, 72],
    [72, 100],
  ]);
  assert.deepEqual(blockRanges(5, 4, 8), [[0, 5]]);
  assert.deepEqual(blockRanges(0, 4, 8), []);
});

test('more data than the memory can hold is refused', () => {
  numericErrorOf('shape_mismatch', () => createTreeMemory(serialPool()).allocate(2 ** 32));
});

test('a kernel that does not exist is an error', () => {
  const pool = serialPool(2);
  const other = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const empty = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  const crew = pool.openKernels(empty, other);
  assert.throws(() => crew.run('nothing', []), TypeError);
  crew.close();
});
