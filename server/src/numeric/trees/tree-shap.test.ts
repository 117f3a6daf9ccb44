import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf } from '../artifact/fields.ts';
import { decisionTree } from '../estimators/decision-tree.ts';
import { gradientBoosting } from '../estimators/gradient-boosting.ts';
import { randomForest } from '../estimators/random-forest.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { treeTable } from '../testing/tree-data.ts';
import { addLeaves } from './add-leaves.ts';
import { childOf, type FlatTrees, gainImportance, joinTrees } from './flat-trees.ts';
import { readTrees } from './read-trees.ts';
import { expectedOutputs, treeShap } from './tree-shap.ts';

/** What a tree gives where only the features in `known` are: the others' splits are followed both ways, by cover. */
function valueKnowing(trees: FlatTrees, node: number, row: Float64Array, known: number, output: number): number {
  const split = trees.splits[node] ?? -1;
  const child = trees.children[node] ?? 0;
  if (split < 0) return trees.leafValues[child * trees.leafWidth + output] ?? Number.NaN;
  if (((known >> (split >> 2)) & 1) === 1) return valueKnowing(trees, childOf(trees, node, row, 0), row, known, output);
  return [child, child + 1].reduce(
    (sum, each) =>
      sum + ((trees.covers[each] ?? 0) / (trees.covers[node] ?? 0)) * valueKnowing(trees, each, row, known, output),
    0,
  );
}

/** Shapley values by their definition: over all subsets of the features. */
function shapleyBySubsets(trees: FlatTrees, row: Float64Array, width: number): number[] {
  const p = trees.featureCount;
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const worth = (known: number, output: number): number =>
    Array.from(trees.roots).reduce((sum, root, tree) => {
      if (trees.leafWidth === 1 && tree % width !== output) return sum;
      return sum + valueKnowing(trees, root, row, known, trees.leafWidth === 1 ? 0 : output);
    }, 0);
  return Array.from({ length: width * p }, (_, i) => {
    const [output, feature] = [Math.floor(i / p), i % p];
    let value = 0;
    for (let known = 0; known < 2 ** p; known += 1) {
      if (((known >> feature) & 1) === 1) continue;
      const size = known.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(p - size - 1)) / factorial(p);
      value += weight * (worth(known | (1 << feature), output) - worth(known, output));
    }
    return value;
  });
}

function addLeavesTo(trees: FlatTrees, row: Float64Array): number {
  const out = new Float64Array(1);
  addLeaves(trees, row, 1, out);
  return out[0] ?? Number.NaN;
}

const SMALL = [
  {
    name: 'boosting of a number',
    classCount: 0,
    trees: (x, y) =>
      gradientBoosting.fit(x, y, { iterations: 3, max_leaves: 12, min_samples_leaf: 2 }, createRng(1)).trees,
  },
  {
    name: 'boosting of three classes',
    classCount: 3,
    trees: (x, y) =>
      gradientBoosting.fit(x, y, { iterations: 3, max_leaves: 8, min_samples_leaf: 2 }, createRng(1)).trees,
  },
  {
    name: 'a forest of two classes',
    classCount: 2,
    trees: (x, y) => randomForest.fit(x, y, { trees: 3, max_depth: 6 }, createRng(1)).trees,
  },
  {
    name: 'a forest of three classes',
    classCount: 3,
    trees: (x, y) => randomForest.fit(x, y, { trees: 3, max_depth: 6 }, createRng(1)).trees,
  },
] satisfies {
  name: string;
  classCount: number;
  trees: (x: ReturnType<typeof treeTable>['x'], y: ReturnType<typeof treeTable>['y']) => FlatTrees;
}[];

for (const { name, classCount, trees: grow } of SMALL) {
  test(`contributions are the Shapley values that all subsets give: ${name}`, () => {
    const { x, y } = treeTable(150, classCount, createRng(11));
    const trees = grow(x, y);
    const width = classCount > 2 ? 3 : 1;
    assert.ok(trees.categorySets.length > 0);
    for (let r = 0; r < 12; r += 1) {
      const row = x.data.slice(r * 4, r * 4 + 4);
      assertAllClose(treeShap(trees, row, width), shapleyBySubsets(trees, row, width), 1e-10);
    }
  });
}

test('contributions and the expected output sum to the score in large trees', () => {
  const { x, y } = treeTable(5000, 3, createRng(12));
  for (const estimator of [gradientBoosting, randomForest, decisionTree]) {
    const params = estimator === decisionTree ? { max_depth: 20 } : estimator === randomForest ? { trees: 5 } : {};
    const { trees } = estimator.fit(x, y, params, createRng(1));
    const scores = new Float64Array(3);
    for (let r = 0; r < 5; r += 1) {
      const row = x.data.slice(r * 4, r * 4 + 4);
      addLeaves(trees, row, 3, scores.fill(0));
      const contributions = treeShap(trees, row, 3);
      const sums = Array.from(expectedOutputs(trees, 3), (base, k) =>
        contributions.subarray(k * 4, k * 4 + 4).reduce((sum, value) => sum + value, base),
      );
      assertAllClose(sums, scores, 1e-9);
    }
  }
});

/** A tree by hand: nodes are [feature, threshold, left child, cover] or [value, cover]. */
function treeOf(nodes: readonly (readonly number[])[], features: number): FlatTrees {
  const bins = Array.from({ length: features }, () => ({
    categorical: false,
    count: 1,
    edges: new Float64Array(0),
    categoryBins: new Int32Array(0),
  }));
  const leaves = nodes.filter((node) => node.length === 2);
  const tree = {
    splits: Int32Array.from(nodes, ([feature = 0], node) => (nodes[node]?.length === 2 ? -1 : feature * 4)),
    children: Int32Array.from(nodes, (node) => (node.length === 2 ? leaves.indexOf(node) : (node[2] ?? -1))),
    thresholds: Float64Array.from(nodes, (node) => (node.length === 2 ? 0 : (node[1] ?? 0))),
    covers: Float64Array.from(nodes, (node) => node.at(-1) ?? 0),
    gains: new Float64Array(nodes.length),
    leafValues: Float64Array.from(leaves, ([value = 0]) => value),
    categorySets: new Int32Array(0),
  };
  return joinTrees([tree], bins, 1);
}

test('contributions hold where a feature comes again and again, with and against the row', () => {
  // Ten cuts of one feature, each from the other side, then one of each of two others.
  const nodes: number[][] = [];
  for (let i = 0; i < 10; i += 1) nodes.push([0, i % 2 === 0 ? 9 - i : i, 2 * i + 1, 1000 - 90 * i], [i, 90]);
  const ordered = [nodes[0] ?? []];
  for (let i = 0; i < 10; i += 1)
    ordered.push(i < 9 ? (nodes[2 * i + 2] ?? []) : [1, 0, 21, 100], nodes[2 * i + 1] ?? []);
  ordered.push([5, 30], [2, 0, 23, 70], [-7, 40], [3, 30]);
  const trees = treeOf(ordered, 3);
  for (const value of [-1, 0.5, 4.5, 8.5, 20, Number.NaN]) {
    for (const [second, third] of [
      [-1, 1],
      [1, -1],
      [1, 1],
    ] as const) {
      const row = Float64Array.of(value, second, third);
      assertAllClose(treeShap(trees, row, 1), shapleyBySubsets(trees, row, 1), 1e-10);
    }
  }
});

test('contributions stay numbers where nearly no training row went one way, or no feature is asked at all', () => {
  const trees = treeOf(
    [
      [0, 0, 1, 1e9 + 1],
      [1, 0, 3, 1e9 + 1],
      [5, 1e-300],
      [0, -1, 5, 1e9 + 1],
      [2, 1e-290],
      [3, 1],
      [4, 1e9],
    ],
    2,
  );
  for (const row of [Float64Array.of(-2, -1), Float64Array.of(1, 1), Float64Array.of(-0.5, 1)]) {
    const score = addLeavesTo(trees, row);
    const sum = treeShap(trees, row, 1).reduce(
      (total, each) => total + each,
      expectedOutputs(trees, 1)[0] ?? Number.NaN,
    );
    assertClose(sum, score, 1e-9);
  }
  const leaf = treeOf([[6, 10]], 2);
  assert.deepEqual(treeShap(leaf, Float64Array.of(1, 2), 1), new Float64Array(2));
  assert.deepEqual(expectedOutputs(leaf, 1), Float64Array.of(6));
  assert.equal(addLeavesTo(leaf, Float64Array.of(1, 2)), 6);
  assert.deepEqual(treeShap(joinTrees([], [], 1), new Float64Array(0), 1), new Float64Array(0));
});

test('the deepest tree that is read can be explained', () => {
  const features = 64;
  const nodes: number[][] = [[0, 0, 1, 513]];
  for (let depth = 1; depth <= 512; depth += 1) {
    const cover = 513 - depth;
    nodes.push([depth, 1], depth === 512 ? [0, cover] : [depth % features, 0, 2 * depth + 1, cover]);
  }
  const trees = treeOf(nodes, features);
  const row = Float64Array.from({ length: features }, (_, feature) => 1 - 2 * Number(feature === 40));
  const sum = treeShap(trees, row, 1).reduce((total, each) => total + each, expectedOutputs(trees, 1)[0] ?? Number.NaN);
  assertClose(sum, addLeavesTo(trees, row), 1e-9);
});

test('explanations of one model do not leave anything to those of the next row or of another model', () => {
  const { x, y } = treeTable(500, 3, createRng(41));
  const first = randomForest.fit(x, y, { trees: 3 }, createRng(1)).trees;
  const second = gradientBoosting.fit(x, y, { iterations: 3 }, createRng(1)).trees;
  const row = x.data.slice(0, 4);
  const [one, two] = [treeShap(first, row, 3), treeShap(second, row, 3)];
  treeShap(first, x.data.slice(4, 8), 3);
  assert.deepEqual([treeShap(first, row, 3), treeShap(second, row, 3)], [one, two]);
});

test('the expected output is the mean over the training rows', () => {
  const { x, y } = treeTable(800, 0, createRng(13));
  const { trees } = gradientBoosting.fit(x, y, { iterations: 10 }, createRng(1));
  const scores = new Float64Array(x.rows);
  addLeaves(trees, x.data, 1, scores);
  assertClose(expectedOutputs(trees, 1)[0] ?? 0, scores.reduce((sum, score) => sum + score, 0) / x.rows, 1e-10);
});

test('a row alone goes where it goes among others, whatever its codes are', () => {
  const rng = createRng(42);
  const data = Float64Array.from({ length: 1200 }, (_, i) => (i % 3 === 2 ? rng.normal() : rng.integer(5)));
  const x = { rows: 400, columns: 3, data, categoryCounts: Int32Array.of(5, 5, 0) };
  const values = Float64Array.from(
    { length: 400 },
    (_, r) => Number(data[r * 3] === 0) + Number(data[r * 3 + 1] === 0),
  );
  const { trees } = gradientBoosting.fit(x, { values, classCount: 0 }, { iterations: 5 }, createRng(1));
  const codes = [Number.NaN, -1, 0, 0.5, 2, 4, 5, 6, 77, Number.POSITIVE_INFINITY];
  for (const first of codes) {
    for (const second of codes) {
      const row = [first, second, 0.3];
      const both = new Float64Array(2);
      addLeaves(trees, Float64Array.of(...row, ...row), 1, both);
      assert.equal(addLeavesTo(trees, Float64Array.from(row)), both[0]);
    }
  }
});

test('gain importance names the features that matter, and is zero without splits', () => {
  const { x, y } = treeTable(1000, 0, createRng(14));
  const data = Float64Array.from(x.data, (value, i) => (i % 4 === 2 ? 7 : value));
  const { trees } = gradientBoosting.fit({ ...x, data }, y, { iterations: 10 }, createRng(1));
  const importance = gainImportance(trees);
  assert.equal(importance[2], 0);
  assertClose(
    importance.reduce((sum, share) => sum + share, 0),
    1,
    1e-12,
  );
  const constant = gradientBoosting.fit({ ...x, data: new Float64Array(4000) }, y, {}, createRng(1));
  assert.deepEqual(gainImportance(constant.trees), new Float64Array(4));
});

function forestOf() {
  const { x, y } = treeTable(300, 0, createRng(15));
  return gradientBoosting.fit(x, y, { iterations: 4, max_leaves: 6 }, createRng(1)).trees;
}

test('trees come back from their fields as they were', () => {
  const trees = forestOf();
  assert.deepEqual(readTrees(fieldsOf(trees, 'trees'), 4, 1), trees);
  const none = joinTrees([], [], 1);
  assert.deepEqual(readTrees(fieldsOf(none, 'trees'), 0, 1), none);
});

test('trees of another format are refused', () => {
  numericErrorOf('artifact_version_unsupported', () =>
    readTrees(fieldsOf({ ...forestOf(), format: 2 }, 'trees'), 4, 1),
  );
});

test('trees in which any index or number could mislead a walk are refused', () => {
  const trees = forestOf();
  const { splits } = trees;
  const leaf = splits.indexOf(-1);
  const numeric = splits.findIndex((split) => split >= 0 && (split & 2) === 0);
  const byCategory = splits.findIndex((split) => split >= 0 && (split & 2) !== 0);
  assert.ok(byCategory >= 0);
  const changed = (key: keyof FlatTrees, place: number, value: number): Partial<FlatTrees> => {
    const copy = structuredClone(trees)[key] as Int32Array | Float64Array;
    copy[place] = value;
    return { [key]: copy };
  };
  const first = trees.children[0] ?? 0;
  const broken: Partial<Record<keyof FlatTrees, unknown>>[] = [
    { leafWidth: 2 },
    { featureCount: 3 },
    { children: trees.children.slice(1) },
    { leafValues: trees.leafValues.slice(0, -1) },
    { categorySets: trees.categorySets.slice(1) },
    { categorySets: new Int32Array(0) },
    { roots: new Int32Array(0) },
    changed('roots', 0, 1),
    changed('roots', 1, 0),
    changed('roots', 1, splits.length),
    changed('splits', numeric, -2),
    changed('splits', numeric, 16),
    changed('splits', leaf, 0),
    changed('splits', 0, -1),
    changed('children', leaf, trees.leafValues.length),
    changed('children', leaf, -1),
    changed('children', 0, 0),
    changed('children', 0, first + 1),
    changed('children', 0, splits.length),
    changed('thresholds', numeric, Number.NaN),
    changed('thresholds', byCategory, 0.5),
    changed('thresholds', byCategory, -1),
    changed('thresholds', byCategory, trees.categorySets.length),
    changed('covers', leaf, 0),
    changed('covers', leaf, Number.POSITIVE_INFINITY),
    changed('gains', numeric, Number.NaN),
    changed('leafValues', 0, Number.NaN),
    changed('categoryStarts', 0, 1),
    changed('categoryStarts', 4, 99),
    changed('categoryStarts', 2, 5),
    changed('categoryBins', 0, 255),
    changed('categoryBins', 0, -1),
  ];
  for (const [i, each] of broken.entries()) {
    assert.throws(
      () => readTrees(fieldsOf({ ...trees, ...each }, 'trees'), 4, 1),
      { code: 'artifact_corrupted' },
      `${i}: ${Object.keys(each).join()}`,
    );
  }
});
