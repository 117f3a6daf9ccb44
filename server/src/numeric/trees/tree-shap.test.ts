import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf } from '../artifact/fields.ts';
import { decisionTree } from '../estimators/decision-tree.ts';
import { gradientBoosting } from '../estimators/gradient-boosting.ts';
import { randomForest } from '../estimators/random-forest.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { treeTable } from '../testing/tree-data.ts';
import { addLeaves, childOf, type FlatTrees, gainImportance, joinTrees } from './flat-trees.ts';
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

test('the expected output is the mean over the training rows', () => {
  const { x, y } = treeTable(800, 0, createRng(13));
  const { trees } = gradientBoosting.fit(x, y, { iterations: 10 }, createRng(1));
  const scores = new Float64Array(x.rows);
  addLeaves(trees, x.data, 1, scores);
  assertClose(expectedOutputs(trees, 1)[0] ?? 0, scores.reduce((sum, score) => sum + score, 0) / x.rows, 1e-10);
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
