import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf } from '../artifact/fields.ts';
import { readContainer, writeContainer } from '../artifact/container.ts';
import { decisionTree } from '../estimators/decision-tree.ts';
import type { Estimator, FittedModel, Hyperparameters } from '../estimators/estimator.ts';
import { createGradientBoosting, fitQuantileBoosting, gradientBoosting } from '../estimators/gradient-boosting.ts';
import { createRandomForest, randomForest } from '../estimators/random-forest.ts';
import { matrixOf, takeMatrixRows, zeroMatrix } from '../matrix/matrix.ts';
import { serialPool } from '../parallel.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { snapshot } from '../testing/synthetic-data.ts';
import { accuracy, explainedShare, treeTable } from '../testing/tree-data.ts';

interface Subject {
  readonly estimator: Estimator<FittedModel>;
  readonly params: Hyperparameters;
}

const SUBJECTS = [
  { estimator: gradientBoosting, params: { iterations: 10, min_samples_leaf: 5 } },
  {
    estimator: gradientBoosting,
    params: { iterations: 10, row_share: 0.7, column_share: 0.5, early_stopping_rounds: 5 },
  },
  { estimator: randomForest, params: { trees: 10 } },
  { estimator: decisionTree, params: {} },
] as unknown as readonly Subject[];

for (const { estimator, params } of SUBJECTS) {
  for (const classCount of [0, 2, 4]) {
    const title = `${estimator.kind} with ${classCount} classes and ${JSON.stringify(params)}`;
    const { x, y } = treeTable(400, classCount, createRng(classCount));
    const width = Math.max(1, classCount);
    const fit = (): FittedModel => estimator.fit(x, y, params, createRng(5));

    test(`${title}: the same bytes from the same seed, inputs unchanged, and back from the bytes`, () => {
      const before = snapshot({ x, y, params });
      const model = fit();
      const bytes = writeContainer(1, model);
      assert.deepEqual(writeContainer(1, fit()), bytes);
      const shape = { classCount, featureCount: x.columns };
      assert.deepEqual(estimator.read(fieldsOf(readContainer(1, bytes), 'model'), shape), model);
      estimator.predict(model, x);
      assert.deepEqual(snapshot({ x, y, params }), before);
    });

    test(`${title}: learns what is there`, () => {
      const predictions = estimator.predict(fit(), x);
      if (classCount === 0) assert.ok(explainedShare(y.values, predictions) > 0.5);
      else {
        assert.ok(accuracy(y, predictions) > 0.6);
        for (let r = 0; r < x.rows; r += 1) {
          assertClose(
            predictions.subarray(r * width, (r + 1) * width).reduce((sum, p) => sum + p, 0),
            1,
            1e-12,
          );
        }
      }
      assert.ok(predictions.every((value) => Number.isFinite(value)));
    });

    test(`${title}: a row alone, missing, infinite, of unseen categories, or no row at all`, () => {
      const model = fit();
      const all = estimator.predict(model, x);
      const last = { ...x, rows: 1, data: x.data.slice((x.rows - 1) * 4) };
      assert.deepEqual(estimator.predict(model, last), all.slice((x.rows - 1) * width));
      assert.equal(estimator.predict(model, zeroMatrix(0, 4)).length, 0);
      const { NaN: no, POSITIVE_INFINITY: inf } = Number;
      const unseen = estimator.predict(model, matrixOf(1, 4, Float64Array.of(1, no, 1, 77)));
      assert.deepEqual(estimator.predict(model, matrixOf(1, 4, Float64Array.of(1, no, 1, no))), unseen);
      assert.deepEqual(estimator.predict(model, matrixOf(1, 4, Float64Array.of(1, no, 1, -0.5))), unseen);
      assert.ok(estimator.predict(model, matrixOf(1, 4, Float64Array.of(inf, -inf, no, no))).every(Number.isFinite));
      const out = new Float64Array(x.rows * width);
      assert.equal(estimator.predict(model, x, out), out);
      assert.deepEqual(out, all);
    });

    test(`${title}: contributions sum to the score`, () => {
      const model = fit();
      const row = x.data.slice(8, 12);
      const { baseValues, contributions } = estimator.explain(model, row);
      const scores = baseValues.map((base, k) =>
        contributions.subarray(k * 4, k * 4 + 4).reduce((a, b) => a + b, base),
      );
      const found = estimator.predict(model, matrixOf(1, 4, row));
      if (classCount === 0) assertAllClose(scores, found, 1e-9);
      else if (estimator.scoreUnit === 'probability')
        assertAllClose(scores, classCount === 2 ? found.slice(1) : found, 1e-9);
      else if (classCount === 2) assertClose(1 / (1 + Math.exp(-(scores[0] ?? 0))), found[1] ?? 0, 1e-9);
      else {
        const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
        assertAllClose(
          scores.map((score) => Math.exp(score) / total),
          found,
          1e-9,
        );
      }
    });

    test(`${title}: what cannot be learnt from is refused`, () => {
      const fitWith = (changes: Partial<typeof x>, target = y, own = params) =>
        estimator.fit({ ...x, ...changes }, target, own, createRng(1));
      numericErrorOf('too_few_rows', () =>
        fitWith({ rows: 0, data: new Float64Array(0) }, { ...y, values: new Float64Array(0) }),
      );
      numericErrorOf('shape_mismatch', () => fitWith({}, { ...y, values: y.values.slice(1) }));
      numericErrorOf('shape_mismatch', () => fitWith({ data: x.data.slice(1) }));
      const infinite = Float64Array.from(x.data);
      infinite[5] = Number.NEGATIVE_INFINITY;
      numericErrorOf('not_finite', () => fitWith({ data: infinite }));
      numericErrorOf('not_finite', () =>
        fitWith({}, { ...y, values: y.values.map((v, i) => (i === 3 ? Number.NaN : v)) }),
      );
      numericErrorOf('unknown_hyperparameter', () => fitWith({}, y, { depth: 3 }));
      numericErrorOf('invalid_hyperparameter', () => fitWith({}, y, { max_depth: 2.5 }));
      numericErrorOf('invalid_hyperparameter', () => fitWith({}, y, { min_samples_leaf: 0 }));
      numericErrorOf('stopped', () => estimator.fit(x, y, params, createRng(1), () => true));
      let asked = 0;
      numericErrorOf('stopped', () => estimator.fit(x, y, params, createRng(1), () => (asked += 1) > 1));
      if (classCount > 0) {
        numericErrorOf('class_too_small', () => fitWith({}, { values: y.values, classCount: classCount + 1 }));
        numericErrorOf('class_too_small', () => fitWith({}, { values: new Float64Array(x.rows), classCount }));
      }
      const model = fit();
      numericErrorOf('shape_mismatch', () => estimator.predict(model, zeroMatrix(2, 5)));
      numericErrorOf('shape_mismatch', () => estimator.predict(model, x, new Float64Array(1)));
      const wrong = { classCount: classCount < 3 ? 3 : 0, featureCount: 4 };
      numericErrorOf('artifact_corrupted', () => estimator.read(fieldsOf(model, 'model'), wrong));
    });

    test(`${title}: constant features, no features, one row a class, more columns than rows`, () => {
      const constant = estimator.predict(
        estimator.fit({ ...x, data: new Float64Array(1600) }, y, params, createRng(1)),
        x,
      );
      assert.ok(constant.every((value, i) => value === constant[i % width]));
      const bare = estimator.fit(zeroMatrix(400, 0), y, params, createRng(1));
      assertAllClose(estimator.predict(bare, zeroMatrix(1, 0)), constant.slice(0, width), 0.15);
      const few = Math.max(2, classCount);
      const wide = { rows: few, columns: 50, data: Float64Array.from({ length: few * 50 }, (_, i) => Math.sin(i)) };
      const labels = { values: Float64Array.from({ length: few }, (_, i) => i), classCount };
      const model = estimator.fit(wide, labels, params, createRng(1));
      assert.ok(estimator.predict(model, wide).every(Number.isFinite));
    });
  }
}

test('a constant target gives itself', () => {
  const { x } = treeTable(100, 0, createRng(1));
  const y = { values: new Float64Array(100).fill(7), classCount: 0 };
  for (const estimator of [gradientBoosting, randomForest, decisionTree] as unknown as Estimator<FittedModel>[]) {
    assert.ok(estimator.predict(estimator.fit(x, y, {}, createRng(1)), x).every((value) => value === 7));
  }
});

for (const classCount of [0, 2, 3]) {
  test(`the same bytes on one, two and four threads: ${classCount} classes`, () => {
    const { x, y } = treeTable(70_000, classCount, createRng(21));
    const params = { iterations: 3, max_leaves: 8, row_share: 0.9 };
    const bytesOn = (threads: number) =>
      writeContainer(1, createGradientBoosting({ pool: serialPool(threads) }).fit(x, y, params, createRng(2)));
    const one = bytesOn(1);
    assert.deepEqual(bytesOn(2), one);
    assert.deepEqual(bytesOn(4), one);
    const small = treeTable(500, classCount, createRng(3));
    const forestOn = (threads: number) =>
      createRandomForest({ pool: serialPool(threads) }).fit(small.x, small.y, { trees: 6 }, createRng(2));
    assert.deepEqual(forestOn(4), forestOn(1));
  });
}

test('a prepared training gives the same models, in any order, as separate ones', () => {
  const { x, y } = treeTable(600, 2, createRng(22));
  const small = { iterations: 3, max_leaves: 4 };
  for (const estimator of [gradientBoosting, randomForest] as unknown as Estimator<FittedModel>[]) {
    const own: Hyperparameters = estimator.kind === 'random_forest' ? { trees: 3 } : small;
    const train = estimator.prepare(x, y, createRng(4));
    const first = train({});
    assert.deepEqual(train(own), estimator.fit(x, y, own, createRng(4)));
    assert.deepEqual(train({}), first);
  }
});

test('no leaf is smaller than asked for, no tree deeper or of more leaves', () => {
  const { x, y } = treeTable(2000, 2, createRng(23));
  const params = { iterations: 20, min_samples_leaf: 30, max_depth: 4, max_leaves: 9 };
  const { trees } = gradientBoosting.fit(x, y, params, createRng(1));
  const depths = new Int32Array(trees.splits.length);
  trees.splits.forEach((split, node) => {
    if (split < 0) assert.ok((trees.covers[node] ?? 0) >= 30 && (depths[node] ?? 9) <= 4);
    else depths.fill((depths[node] ?? 0) + 1, trees.children[node], (trees.children[node] ?? 0) + 2);
  });
  assert.ok(trees.roots.every((root, t) => (trees.roots[t + 1] ?? depths.length) - root <= 17));
  const number = treeTable(2000, 0, createRng(37));
  const weights = Float64Array.from({ length: 2000 }, (_, r) => (r % 40 === 0 ? 100 : 0.1));
  const weighted = gradientBoosting.fit(number.x, { ...number.y, weights }, params, createRng(1)).trees;
  assert.ok(weighted.splits.every((split, node) => split >= 0 || (weighted.covers[node] ?? 0) >= 30));
  const forest = randomForest.fit(x, y, { trees: 3, min_samples_leaf: 30, max_depth: 4 }, createRng(1)).trees;
  assert.ok(forest.splits.every((split, node) => split >= 0 || (forest.covers[node] ?? 0) >= 30));
});

test('L1, L2 and a least gain make trees smaller or values milder', () => {
  const { x, y } = treeTable(500, 0, createRng(24));
  const spread = (params: Hyperparameters): number => {
    const { trees } = gradientBoosting.fit(x, y, { iterations: 1, ...params }, createRng(1));
    return Math.max(0, ...trees.leafValues.map(Math.abs));
  };
  const plain = spread({});
  assert.ok(spread({ l2: 100 }) < plain * 0.7);
  assert.ok(spread({ l1: 20 }) < plain * 0.9);
  assert.equal(spread({ l1: 1e6 }), 0);
  assert.ok(gradientBoosting.fit(x, y, { iterations: 1, min_gain: 1e6 }, createRng(1)).trees.splits.length <= 1);
});

test('weights count as so many rows', () => {
  const { x, y } = treeTable(300, 0, createRng(25));
  const weights = Float64Array.from({ length: 300 }, (_, r) => r % 3);
  const repeated = Int32Array.from(
    Array.from({ length: 300 }, (_, r) => Array.from({ length: r % 3 }, () => r)).flat(),
  );
  const twice = { ...x, ...takeMatrixRows(x, repeated) };
  const twiceY = { values: Float64Array.from(repeated, (r) => y.values[r] ?? 0), classCount: 0 };
  const params = { iterations: 1, min_samples_leaf: 1, max_leaves: 5, learning_rate: 1 };
  const weighted = gradientBoosting.fit(x, { ...y, weights }, params, createRng(1));
  assertAllClose(
    gradientBoosting.predict(weighted, x),
    gradientBoosting.predict(gradientBoosting.fit(twice, twiceY, params, createRng(1)), x),
    1e-4,
  );
  const leaf = { min_samples_leaf: 1, max_depth: 3 };
  assertAllClose(
    decisionTree.predict(decisionTree.fit(x, { ...y, weights }, leaf, createRng(1)), x),
    decisionTree.predict(decisionTree.fit(twice, twiceY, leaf, createRng(1)), x),
    1e-9,
  );
});

test('the direction of missing values is learnt, and a cut may part them from all others', () => {
  const rng = createRng(26);
  const data = Float64Array.from({ length: 400 }, () => (rng.uniform() < 0.5 ? Number.NaN : rng.normal()));
  const x = { rows: 400, columns: 1, data };
  const y = { values: data.map((value) => (Number.isNaN(value) ? 3 : -3)), classCount: 0 };
  const at = Float64Array.of(Number.NaN, -9, 0, 9);
  for (const estimator of [gradientBoosting, decisionTree] as unknown as Estimator<FittedModel>[]) {
    const params: Hyperparameters = estimator.kind === 'decision_tree' ? {} : { iterations: 1, learning_rate: 1 };
    const model = estimator.fit(x, y, params, createRng(1));
    assertAllClose(estimator.predict(model, matrixOf(4, 1, at)), [3, -3, -3, -3], 1e-6);
  }
});

test('missing values go to the side that suits them, beside low or high ones', () => {
  for (const lowSide of [true, false]) {
    const rng = createRng(36);
    const data = Float64Array.from({ length: 400 }, () => (rng.uniform() < 0.3 ? Number.NaN : rng.normal()));
    const x = { rows: 400, columns: 1, data };
    const y = { values: data.map((value) => (Number.isNaN(value) || value < 0 === lowSide ? 3 : -3)), classCount: 0 };
    const boosted = gradientBoosting.fit(x, y, { iterations: 1, learning_rate: 1, max_leaves: 2 }, createRng(1));
    const tree = decisionTree.fit(x, y, { max_depth: 1 }, createRng(1));
    const at = matrixOf(3, 1, Float64Array.of(Number.NaN, -9, 9));
    const expected = lowSide ? [3, 3, -3] : [3, -3, 3];
    assertAllClose(gradientBoosting.predict(boosted, at), expected, 1e-6);
    assertAllClose(decisionTree.predict(tree, at), expected, 1e-9);
  }
});

test('a value that is its own edge goes left', () => {
  const next = 1 + Number.EPSILON;
  const data = Float64Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : next));
  const y = { values: data.map((value) => (value === 1 ? -1 : 1)), classCount: 0 };
  const model = decisionTree.fit(matrixOf(100, 1, data), y, {}, createRng(1));
  assertAllClose(decisionTree.predict(model, matrixOf(2, 1, Float64Array.of(1, next))), [-1, 1], 1e-12);
});

test('many categories, rare ones together, are split natively', () => {
  const { x, y, scores } = treeTable(6000, 0, createRng(27), 400);
  for (const estimator of [gradientBoosting, decisionTree] as unknown as Estimator<FittedModel>[]) {
    const model = estimator.fit(x, y, {}, createRng(1));
    assert.ok(explainedShare(scores, estimator.predict(model, x)) > 0.5);
  }
});

test('early stopping keeps the iterations that helped and gives up soon on noise', () => {
  const { x, y } = treeTable(3000, 2, createRng(28));
  const params = { iterations: 400, early_stopping_rounds: 5, learning_rate: 0.3 };
  const stopped = gradientBoosting.fit(x, y, params, createRng(1));
  assert.ok(stopped.iterations > 3 && stopped.iterations < 200);
  assert.equal(stopped.trees.roots.length, stopped.iterations);
  const rng = createRng(29);
  const noise = { values: y.values.map(() => rng.integer(2)), classCount: 2 };
  assert.ok(gradientBoosting.fit(x, noise, params, createRng(1)).iterations < 10);
  const number = treeTable(1000, 0, createRng(30));
  assert.ok(gradientBoosting.fit(number.x, number.y, params, createRng(1)).iterations > 3);
});

test('quantiles are monotone and cover what they say', () => {
  const { x, y } = treeTable(4000, 0, createRng(31));
  const levels = [0.1, 0.5, 0.9];
  const fitted = levels.map((level) =>
    gradientBoosting.predict(
      fitQuantileBoosting(x, y, level, { iterations: 60, early_stopping_rounds: 0 }, createRng(1)),
      x,
    ),
  );
  for (const [i, level] of levels.entries()) {
    const covered = y.values.filter((value, r) => value <= (fitted[i]?.[r] ?? Number.NaN)).length / x.rows;
    assert.ok(Math.abs(covered - level) < 0.03, `${level}: ${covered}`);
  }
  const ordered = Array.from({ length: x.rows }, (_, r) =>
    levels.every((level, i) => level === 0.1 || (fitted[i]?.[r] ?? 0) >= (fitted[i - 1]?.[r] ?? 0)),
  );
  assert.ok(ordered.filter(Boolean).length > 0.97 * x.rows);
  const weights = Float64Array.from({ length: x.rows }, (_, r) => r % 2);
  const model = fitQuantileBoosting(
    x,
    { ...y, weights },
    0.5,
    { iterations: 5, early_stopping_rounds: 2 },
    createRng(1),
  );
  assert.equal(model.loss, 'quantile');
  assert.deepEqual(gradientBoosting.read(fieldsOf(model, 'model'), { classCount: 0, featureCount: 4 }), model);
  numericErrorOf('invalid_hyperparameter', () => fitQuantileBoosting(x, y, 1, {}, createRng(1)));
  const classes = { values: y.values.map((v) => Number(v > 0)), classCount: 2 };
  numericErrorOf('algorithm_does_not_fit_task', () => fitQuantileBoosting(x, classes, 0.5, {}, createRng(1)));
});

test('a forest of many rows, grown in pieces, tells learnable classes apart, in the bag and out of it', () => {
  const { x, y } = treeTable(12_000, 3, createRng(38));
  const model = randomForest.fit(x, y, { trees: 5 }, createRng(1));
  assert.ok(accuracy(y, randomForest.predict(model, x)) > 0.85);
  assert.ok(model.outOfBagScore > 0.6 && model.outOfBagScore < accuracy(y, randomForest.predict(model, x)));
});

test('out-of-bag scores tell learnable from noise; one tree without bootstrap has none', () => {
  const { x, y } = treeTable(600, 2, createRng(32));
  const rng = createRng(33);
  const noise = { values: y.values.map(() => rng.integer(2)), classCount: 2 };
  assert.ok(randomForest.fit(x, y, { trees: 30 }, createRng(1)).outOfBagScore > 0.75);
  assert.ok(randomForest.fit(x, noise, { trees: 30 }, createRng(1)).outOfBagScore < 0.6);
  const number = treeTable(600, 0, createRng(34));
  assert.ok(randomForest.fit(number.x, number.y, { trees: 30, column_share: 1 }, createRng(1)).outOfBagScore > 0.5);
  const { outOfBagScore, outOfBagRows } = decisionTree.fit(x, y, {}, createRng(1));
  assert.deepEqual([outOfBagScore, outOfBagRows], [0, 0]);
});

test('progress is reported up to the end', () => {
  const { x, y } = treeTable(300, 2, createRng(35));
  const shares: number[] = [];
  const control = { onProgress: (share: number) => void shares.push(share) };
  createGradientBoosting(control).fit(x, y, { iterations: 4 }, createRng(1));
  createRandomForest(control).fit(x, y, { trees: 2 }, createRng(1));
  assert.deepEqual(shares, [0.25, 0.5, 0.75, 1, 0.5, 1]);
});
