import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitIsolationForest, scoreIsolation } from '../detection/isolation-forest.ts';
import { decisionTree } from '../estimators/decision-tree.ts';
import { gradientBoosting } from '../estimators/gradient-boosting.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose } from '../testing/assertions.ts';
import fixtures from './fixtures/tree-fixtures.json' with { type: 'json' };

interface Case {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly x: readonly (number | null)[];
  readonly categoryCounts: readonly number[];
  readonly y: readonly number[];
  readonly classCount: number;
  readonly predictions: readonly number[];
}

function dataOf({ rows, columns, x, y, classCount, categoryCounts }: Case) {
  return {
    x: {
      rows,
      columns,
      data: Float64Array.from(x, (value) => value ?? Number.NaN),
      categoryCounts: Int32Array.from(categoryCounts),
    },
    y: { values: Float64Array.from(y), classCount },
  };
}

const BOOSTING = { iterations: 20, max_leaves: 8, min_samples_leaf: 10, learning_rate: 0.2 };

// Where all hessians are equal, splits are the same and only the rounding of gradients differs. Hessians of classes
// stand for rows when a leaf's least size is asked for, and categories are searched a little differently: there the mean
// difference of the predictions must stay small against their spread.
const TOLERANCES: Readonly<Record<string, number>> = { binary: 0.04, 'three classes': 0.03, categories: 0.04 };

for (const each of fixtures.boosting as Case[]) {
  test(`boosting as scikit-learn: ${each.name}`, () => {
    const { x, y } = dataOf(each);
    const predictions = gradientBoosting.predict(gradientBoosting.fit(x, y, BOOSTING, createRng(1)), x);
    const errors = Array.from(predictions, (value, i) => Math.abs(value - (each.predictions[i] ?? Number.NaN)));
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const tolerance = TOLERANCES[each.name] ?? 1e-6;
    assert.ok(mean < tolerance, `mean difference ${mean}`);
  });
}

for (const each of fixtures.tree as Case[]) {
  test(`a decision tree as scikit-learn: ${each.name}`, () => {
    const { x, y } = dataOf(each);
    const params = { max_depth: 3, min_samples_leaf: 5 };
    const predictions = decisionTree.predict(decisionTree.fit(x, y, params, createRng(1)), x);
    assertAllClose(predictions, each.predictions, 1e-9);
  });
}

test('an isolation forest scores as scikit-learn, to what is left of chance with 500 trees', () => {
  const { rows, columns, x, scores } = fixtures.isolation;
  const features = { rows, columns, data: Float64Array.from(x) };
  const model = fitIsolationForest(features, { trees: 500, sample_rows: 128 }, createRng(2));
  const differences = Array.from(scoreIsolation(model, features), (score, i) => score - (scores[i] ?? Number.NaN));
  assert.ok(Math.max(...differences.map(Math.abs)) < 0.04);
  assert.ok(Math.abs(differences.reduce((sum, each) => sum + each, 0) / rows) < 0.005);
});
