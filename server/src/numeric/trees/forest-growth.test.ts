import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serialPool } from '../parallel.ts';
import { createRng } from '../rng/rng.ts';
import { assertClose } from '../testing/assertions.ts';
import { treeTable } from '../testing/tree-data.ts';
import { binRows } from './binned-rows.ts';
import { findBins, MAX_VALUE_BINS, MISSING_BIN } from './bins.ts';
import { childOf, type FlatTrees, joinTrees } from './flat-trees.ts';
import { type CartLimits, prepareGrowth } from './forest-growth.ts';
import { createTreeMemory } from './tree-memory.ts';

interface Setting {
  readonly rows: number;
  readonly classCount: number;
  readonly limits: CartLimits;
  readonly bootstrap: boolean;
  readonly weights?: Float64Array;
  readonly seed?: number;
}

const ALL = { featuresPerNode: 4, minLeafRows: 1, maxDepth: 512 };

function grow({ rows, classCount, limits, bootstrap, weights = new Float64Array(rows).fill(1), seed = 7 }: Setting) {
  const { x, y } = treeTable(rows, classCount, createRng(rows + classCount));
  // Missing values that are like low ones, so that missing rows go left, too.
  for (let cell = 0; cell < rows * 4; cell += 4) if ((x.data[cell] ?? 0) < -0.8) x.data[cell] = Number.NaN;
  const memory = createTreeMemory(serialPool());
  const bins = findBins(x, MAX_VALUE_BINS, createRng(1));
  const binned = binRows(memory, x, bins);
  const [target, weightsAt] = [memory.allocate(rows * 8), memory.allocate(rows * 8)];
  memory.floats(target, rows).set(y.values);
  memory.floats(weightsAt, rows).set(weights);
  const width = classCount > 2 ? classCount : 1;
  const plant = prepareGrowth({ memory, binned, bins, target, weights: weightsAt, width });
  // Another tree on the same ground before, of which nothing may be left.
  plant(ALL, true, [[seed, 8]]);
  const [grown] = plant(limits, bootstrap, [[seed, 9]]);
  assert.ok(grown);
  const columns = memory.bytes(binned.columns, rows * 4);
  const binOf = (row: number, feature: number): number => columns[feature * rows + row] ?? Number.NaN;
  return { x, y, plant, grown, bins, binOf, width, weights, trees: joinTrees([grown.tree], bins, width) };
}

function leafOf(trees: FlatTrees, row: Float64Array): number {
  let node = 0;
  while ((trees.splits[node] ?? -1) >= 0) node = childOf(trees, node, row, 0);
  return trees.children[node] ?? -1;
}

/** Σ s² / w of a side; weights and classes or numbers of its rows. */
function sideScore(rows: readonly number[], { y, weights, width }: ReturnType<typeof grow>): number {
  const total = rows.reduce((sum, row) => sum + (weights[row] ?? 0), 0);
  const sums = Array.from({ length: width }, (_, k) =>
    rows.reduce((sum, row) => {
      const value = y.values[row] ?? Number.NaN;
      return sum + (weights[row] ?? 0) * (width === 1 ? value : Number(value === k));
    }, 0),
  );
  return sums.reduce((sum, own) => sum + own ** 2, 0) / total;
}

/** The most that any allowed split of these rows improves, by trying them all: of numbers, or of categories ranked. */
function bestGain(rows: readonly number[], grown: ReturnType<typeof grow>, minLeafRows: number): number {
  const parent = sideScore(rows, grown);
  let best = 0;
  const consider = (lefts: readonly number[], rights: readonly number[]): void => {
    if (lefts.length < Math.max(1, minLeafRows) || rights.length < Math.max(1, minLeafRows)) return;
    best = Math.max(best, sideScore(lefts, grown) + sideScore(rights, grown) - parent);
  };
  for (let feature = 0; feature < 4; feature += 1) {
    const groups = Map.groupBy(rows, (row) => grown.binOf(row, feature));
    const mean = (own: readonly number[]): number =>
      own.reduce((sum, row) => sum + (grown.weights[row] ?? 0) * (grown.y.values[row] ?? 0), 0) /
      own.reduce((sum, row) => sum + (grown.weights[row] ?? 0), 0);
    const ascending = [...groups].sort(([a, first], [b, second]) =>
      feature === 3 ? mean(first) - mean(second) : a - b,
    );
    const parts = ascending.map(([, own]) => own);
    for (let end = 1; end < parts.length; end += 1) consider(parts.slice(0, end).flat(), parts.slice(end).flat());
    const missing = groups.get(MISSING_BIN);
    if (feature === 3 || missing === undefined) continue;
    for (let end = 1; end < parts.length - 1; end += 1) {
      consider([...missing, ...parts.slice(0, end).flat()], parts.slice(end, -1).flat());
    }
  }
  return best;
}

for (const { name, ...setting } of [
  { name: 'a number, to the end', rows: 300, classCount: 0, limits: ALL },
  { name: 'two classes, with weights', rows: 400, classCount: 2, limits: { ...ALL, maxDepth: 6 } },
  { name: 'leaves of seven rows', rows: 500, classCount: 0, limits: { ...ALL, minLeafRows: 7 } },
]) {
  test(`every split is the best of all, and every cover what came by: ${name}`, () => {
    const weights =
      setting.classCount === 2 ? Float64Array.from({ length: setting.rows }, (_, row) => (row % 4) / 2) : undefined;
    const found = grow({ ...setting, bootstrap: false, ...(weights ? { weights } : {}) });
    const { trees, x, weights: own } = found;
    const learnt = Array.from(own.keys()).filter((row) => (own[row] ?? 0) > 0);
    const check = (node: number, rows: readonly number[], depth: number): void => {
      assertClose(
        trees.covers[node] ?? 0,
        rows.reduce((sum, row) => sum + (own[row] ?? 0), 0),
        1e-9,
      );
      assert.ok(rows.length >= setting.limits.minLeafRows && depth <= setting.limits.maxDepth);
      const allowed = depth < setting.limits.maxDepth && rows.length >= 2 * setting.limits.minLeafRows;
      const best = allowed ? bestGain(rows, found, setting.limits.minLeafRows) : 0;
      assert.ok(Math.abs((trees.gains[node] ?? 0) - best) < 1e-9 * (1 + best), `${trees.gains[node]} ${best}`);
      const left = trees.children[node] ?? 0;
      if ((trees.splits[node] ?? -1) < 0) {
        const mean =
          rows.reduce((sum, row) => sum + (own[row] ?? 0) * (found.y.values[row] ?? 0), 0) / (trees.covers[node] ?? 0);
        assertClose(trees.leafValues[left] ?? Number.NaN, mean, 1e-9);
        return;
      }
      const sides = Map.groupBy(rows, (row) => childOf(trees, node, x.data, row * 4));
      const lefts = sides.get(left) ?? [];
      const rights = sides.get(left + 1) ?? [];
      const feature = (trees.splits[node] ?? 0) >> 2;
      if (rows.every((row) => found.binOf(row, feature) !== MISSING_BIN)) {
        assert.equal(
          (trees.splits[node] ?? 0) & 1,
          Number(lefts.length > rights.length),
          'missing go with the majority',
        );
      }
      check(left, lefts, depth + 1);
      check(left + 1, rights, depth + 1);
    };
    check(0, learnt, 0);
  });
}

for (const rows of [400, 9000]) {
  test(`several classes: leaves hold the shares of the rows whose values lead there: ${rows} rows`, () => {
    const { trees, x, y } = grow({ rows, classCount: 3, limits: ALL, bootstrap: false });
    const counts = new Float64Array(trees.leafValues.length);
    y.values.forEach((label, row) => {
      const cell = leafOf(trees, x.data.subarray(row * 4, row * 4 + 4)) * 3 + label;
      counts[cell] = (counts[cell] ?? 0) + 1;
    });
    trees.leafValues.forEach((share, cell) => {
      const leaf = cell - (cell % 3);
      const total = counts.subarray(leaf, leaf + 3).reduce((sum, count) => sum + count, 0);
      assertClose(share, (counts[cell] ?? 0) / total, 1e-12);
    });
    assert.ok(trees.leafValues.filter((share) => share === 1).length > (0.95 * trees.leafValues.length) / 3);
  });
}

for (const [rows, classCount] of [
  [2000, 2],
  [20_000, 3],
] as const) {
  test(`drawn with replacement: as many as there are, the others' leaves where their values lead: ${rows} rows`, () => {
    const { grown, trees, x } = grow({ rows, classCount, limits: { ...ALL, featuresPerNode: 2 }, bootstrap: true });
    const { unseen, unseenLeaves } = grown;
    assert.equal(trees.covers[0], rows);
    assert.ok(Math.abs(unseen.length / rows - Math.exp(-1)) < 0.03);
    assert.equal(new Set(unseen).size, unseen.length);
    for (const [i, row] of unseen.entries()) {
      assert.equal(unseenLeaves[i], leafOf(trees, x.data.slice(row * 4, row * 4 + 4)));
    }
    trees.splits.forEach((split, node) => {
      if (split < 0) return;
      const child = trees.children[node] ?? 0;
      assert.equal(trees.covers[node], (trees.covers[child] ?? 0) + (trees.covers[child + 1] ?? 0));
    });
  });
}

test('rows that weigh nothing teach nothing, and where only such are drawn all rows are taken', () => {
  const weights = new Float64Array(50);
  weights[3] = 2;
  for (let seed = 0; seed < 8; seed += 1) {
    const { trees } = grow({ rows: 50, classCount: 0, limits: ALL, bootstrap: seed > 0, weights, seed });
    assert.ok((trees.covers[0] ?? 0) >= 2 && (trees.covers[0] ?? 0) % 2 === 0);
    assert.equal(trees.splits.length, 1);
  }
});

test('a tree hangs on its seed alone, however many are grown in a row', () => {
  const limits = { ...ALL, featuresPerNode: 2 };
  const { plant, grown } = grow({ rows: 300, classCount: 2, limits, bootstrap: true });
  const [first, again, other] = plant(limits, true, [
    [7, 9],
    [7, 9],
    [8, 9],
  ]);
  assert.deepEqual([first, again], [grown, grown]);
  assert.notDeepEqual(other, grown);
});
