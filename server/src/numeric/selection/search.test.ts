import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import type { Features, Target } from '../estimators/estimator.ts';
import { type Algorithm, blendedEstimators, comparedEstimators } from '../estimators/registry.ts';
import { matrixOf } from '../matrix/matrix.ts';
import { type Job, serialPool, type ThreadPool } from '../parallel.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import { linearScores, normalMatrix } from '../testing/synthetic-data.ts';
import { type Candidates, planSearch, type SearchPlan } from './candidates.ts';
import { bestOutcome, crossValidate, type SearchControl, type SearchRows } from './cross-validation.ts';
import { searchByHalving } from './halving.ts';
import { randomFolds, type Split } from './split.ts';

function plan(
  task: 'classification' | 'regression',
  algorithm: Algorithm | 'auto',
  fixed: Readonly<Record<string, number>> = {},
  enabled = false,
  trials?: number,
): SearchPlan {
  return planSearch(task, algorithm, fixed, { enabled, trials, rng: createRng(1) });
}

function candidatesFor(
  algorithm: Algorithm,
  fixed: Readonly<Record<string, number>> = {},
  trials?: number,
): Candidates {
  const task = algorithm === 'logistic_regression' ? 'classification' : 'regression';
  return plan(task, algorithm, fixed, true, trials).groups[0];
}

function searchOf(x: Features, y: Target, splits: readonly Split[]): SearchRows {
  return { featuresFor: () => x, y, splits };
}

function controlOf(overrides: Partial<SearchControl> = {}): SearchControl {
  return { shouldStop: () => false, budgetSpent: () => false, onTrial: () => {}, ...overrides };
}

function noise(rows: number, columns: number, rng: Rng): { x: Features; y: Target } {
  const x = normalMatrix(rows, columns, rng);
  return { x, y: { values: Float64Array.from({ length: rows }, () => rng.normal()), classCount: 0 } };
}

test('a fixed algorithm is its own plan, tuned over its whole grid from the defaults', () => {
  assert.deepEqual(plan('classification', 'logistic_regression'), {
    groups: [[{ algorithm: 'logistic_regression', hyperparameters: { l2: 1 } }]],
    choice: 'single',
  });
  const tuned = candidatesFor('ridge');
  assert.equal(tuned.length, 9);
  assert.deepEqual(tuned[0].hyperparameters, { l2: 1 });
  assert.equal(new Set(tuned.map(({ hyperparameters }) => hyperparameters['l2'])).size, 9);
  assert.equal(candidatesFor('ridge', { l2: 4 }).length, 1);
  assert.equal(candidatesFor('linear_regression').length, 1);
});

test('a grid of two hyperparameters is tried whole along its paths, or in part at random, each point once', () => {
  const whole = candidatesFor('elastic_net');
  assert.equal(whole.length, 27);
  assert.deepEqual(
    whole.slice(1, 4).map(({ hyperparameters }) => hyperparameters['l1_ratio']),
    [1, 1, 1],
  );
  const part = candidatesFor('gradient_boosting', {}, 12);
  assert.ok(part.length === 13 || part.length === 12);
  assert.equal(new Set(part.map(({ hyperparameters }) => JSON.stringify(hyperparameters))).size, part.length);
  assert.deepEqual(candidatesFor('gradient_boosting', {}, 12), part);
  assert.equal(candidatesFor('random_forest', {}, 12).length, 12);
});

test('auto compares and ensemble blends what fits the task, with the fixed hyperparameters that each has', () => {
  for (const task of ['classification', 'regression'] as const) {
    const kinds = (algorithm: 'auto' | 'ensemble'): string[] =>
      plan(task, algorithm).groups.map(([{ algorithm: kind }]) => kind);
    assert.deepEqual(kinds('auto'), comparedEstimators(task));
    assert.deepEqual(kinds('ensemble'), blendedEstimators(task));
  }
  assert.deepEqual([plan('regression', 'auto').choice, plan('regression', 'ensemble').choice], ['either', 'blend']);
  const fixed = plan('regression', 'auto', { l2: 2 }, false).groups.map(([{ hyperparameters }]) => hyperparameters);
  assert.deepEqual(fixed.slice(0, 2), [{}, { l2: 2 }]);
});

test('algorithms of another task, unknown hyperparameters and no trials at all are refused', () => {
  numericErrorOf('algorithm_does_not_fit_task', () => plan('classification', 'ridge'));
  numericErrorOf('algorithm_does_not_fit_task', () => plan('regression', 'logistic_regression'));
  numericErrorOf('unknown_hyperparameter', () => plan('regression', 'auto', { sails: 3 }));
  numericErrorOf('unknown_hyperparameter', () => plan('regression', 'linear_regression', { l2: 3 }));
  numericErrorOf('invalid_hyperparameter', () => plan('regression', 'ridge', { l2: 0 }));
  numericErrorOf('invalid_hyperparameter', () => plan('regression', 'ridge', {}, true, 0));
});

test('cross-validation scores each candidate on rows that its models have not seen', () => {
  const x = matrixOf(6, 1, Float64Array.of(0, 1, 2, 3, 4, 5));
  const y: Target = { values: Float64Array.of(0, 1, 2, 3, 4, 50), classCount: 0 };
  const fold: Split = { training: Int32Array.of(0, 1, 2, 3, 4), validation: Int32Array.of(5) };
  const [outcome] = crossValidate(
    searchOf(x, y, [fold]),
    candidatesFor('linear_regression'),
    createRng(1),
    controlOf(),
  );
  assertClose(outcome.trial.score, 45, 1e-9);
  assertClose(at(outcome.predictions, 5), 5, 1e-9);
  assert.ok(outcome.predictions.subarray(0, 5).every((value) => Number.isNaN(value)));
  assert.deepEqual([outcome.trial.metric, outcome.trial.foldScores.length, outcome.trial.rows], ['rmse', 1, 6]);
});

test('the best outcome has the lowest score, and the search finds noise to deserve a strong penalty', () => {
  const rng = createRng(2);
  const { x, y } = noise(60, 30, rng);
  let trials = 0;
  const outcomes = crossValidate(
    searchOf(x, y, randomFolds(y, 5, rng)),
    candidatesFor('ridge'),
    rng,
    controlOf({ onTrial: () => (trials += 1) }),
  );
  const best = bestOutcome(outcomes);
  assert.equal(best.trial.score, Math.min(...outcomes.map(({ trial }) => trial.score)));
  assert.ok((best.trial.hyperparameters['l2'] ?? 0) >= 100);
  assert.ok(best.predictions.every((value) => Number.isFinite(value)));
  assert.equal(trials, 9);
});

test('classes are scored by log loss, and clear ones deserve a weak penalty', () => {
  const rng = createRng(3);
  const x = normalMatrix(300, 2, rng);
  const values = linearScores(x, [4, -4], 0).map((score) => (score + rng.normal() > 0 ? 1 : 0));
  const y: Target = { values, classCount: 2 };
  const search = searchOf(x, y, randomFolds(y, 4, rng));
  const best = bestOutcome(crossValidate(search, candidatesFor('logistic_regression'), rng, controlOf()));
  assert.equal(best.trial.metric, 'log_loss');
  assert.ok((best.trial.hyperparameters['l2'] ?? 9) <= 1);
  assert.equal(best.predictions.length, 600);
});

test('a spent budget leaves the trials made so far, the first at least', () => {
  const rng = createRng(4);
  const { x, y } = noise(40, 2, rng);
  const search = searchOf(x, y, randomFolds(y, 4, rng));
  for (const [allowed, expected] of [
    [0, 1],
    [1, 5],
  ] as const) {
    let asked = 0;
    const control = controlOf({ budgetSpent: () => (asked += 1) > allowed });
    assert.equal(crossValidate(search, candidatesFor('ridge'), rng, control).length, expected);
  }
});

/** Sends what a thread would get through structured cloning. */
function cloningPool(): ThreadPool & { jobs: number } {
  const pool = {
    ...serialPool(2),
    jobs: 0,
    runJobs<Input, Output>(job: Job<Input, Output>, inputs: readonly Input[]): Output[] {
      return inputs.map((input) => {
        pool.jobs += 1;
        return structuredClone(job.run(structuredClone(input)));
      });
    },
  };
  return pool;
}

test('threads change nothing: outcomes are the same to the bit, and features are handed over in shared memory', () => {
  const rng = createRng(5);
  const { x, y } = noise(80, 3, rng);
  const search = searchOf(x, y, randomFolds(y, 4, createRng(1)));
  const alone = crossValidate(search, candidatesFor('ridge'), createRng(6), controlOf());
  const pool = cloningPool();
  const together = crossValidate(search, candidatesFor('ridge'), createRng(6), controlOf({ pool }));
  assert.deepEqual(together, alone);
  assert.equal(pool.jobs, 12);
});

function folds(part: Target): Split[] {
  return randomFolds(part, 3, createRng(1));
}

test('halving drops the worse two thirds on each rung, but never the defaults', () => {
  const rng = createRng(7);
  const x = normalMatrix(10_000, 2, rng);
  const y: Target = { values: linearScores(x, [1, 1], 0).map((score) => score + rng.normal()), classCount: 0 };
  const candidates = candidatesFor('elastic_net');
  const control = controlOf();
  const { outcomes, trials } = searchByHalving(searchOf(x, y, folds(y)), candidates, folds, rng, control);
  const rung = (rows: number): typeof trials => trials.filter((trial) => trial.rows === rows);
  assert.deepEqual([rung(1111).length, rung(10_000).length], [27, outcomes.length]);
  assert.ok(rung(3333).length <= 10 && rung(3333).length >= 9);
  assert.ok(outcomes.length <= 5 && outcomes.length >= 3);
  const best = rung(1111).reduce((least, trial) => (trial.score < least.score ? trial : least));
  assert.ok(rung(3333).some(({ hyperparameters }) => hyperparameters === best.hyperparameters));
  assert.deepEqual(outcomes[0].candidate, candidates[0]);
  assert.deepEqual(
    searchByHalving(searchOf(x, y, folds(y)), candidates, folds, createRng(7), control),
    searchByHalving(searchOf(x, y, folds(y)), candidates, folds, createRng(7), control),
  );
});

test('small tables and few candidates are not halved, and a spent budget goes to the last rung', () => {
  const rng = createRng(8);
  const { x, y } = noise(300, 2, rng);
  const search = searchOf(x, y, folds(y));
  const all = searchByHalving(search, candidatesFor('elastic_net'), folds, rng, controlOf());
  assert.equal(all.outcomes.length, 27);
  const spent = searchByHalving(
    search,
    candidatesFor('elastic_net'),
    folds,
    rng,
    controlOf({ budgetSpent: () => true }),
  );
  assert.deepEqual([spent.outcomes.length, spent.trials.length], [1, 1]);
});

/** A poor decision tree, and five others. */
const DEPTHS: Candidates = [
  { algorithm: 'decision_tree', hyperparameters: { max_depth: 1 } },
  ...[2, 3, 4, 6, 8].map((max_depth) => ({ algorithm: 'decision_tree', hyperparameters: { max_depth } }) as const),
];

test('trees: on the last fold only the worse candidates are told from the best third, which is tried on all', () => {
  const rng = createRng(9);
  const x = normalMatrix(600, 2, rng);
  const y: Target = {
    values: x.data.filter((_, i) => i % 2 === 0).map((v) => v * v + 0.3 * rng.normal()),
    classCount: 0,
  };
  const splits = randomFolds(y, 5, createRng(1));
  const search = searchOf(x, y, splits);
  const { outcomes, trials } = searchByHalving(search, DEPTHS, folds, createRng(2), controlOf());
  const whole = crossValidate(search, DEPTHS, createRng(2), controlOf());
  assert.deepEqual(
    trials.map(({ foldScores }) => foldScores.length),
    [1, 1, 1, 5, 5, 5],
  );
  assert.deepEqual(outcomes[0].candidate, DEPTHS[0]);
  for (const { candidate, trial, predictions } of outcomes) {
    const same = whole.find((each) => each.candidate === candidate) ?? assert.fail();
    assert.deepEqual(trial, same.trial);
    assert.deepEqual(predictions, same.predictions);
  }
  const scouted = [...whole].toSorted((a, b) => (a.trial.foldScores[4] ?? 0) - (b.trial.foldScores[4] ?? 0));
  const best = scouted.slice(0, 2).map(({ candidate }) => candidate);
  assert.deepEqual(new Set(outcomes.map(({ candidate }) => candidate)), new Set([DEPTHS[0], ...best]));
});

test('trees: few candidates, and folds too small to tell anything, are tried whole; a spent budget leaves one', () => {
  const rng = createRng(10);
  const x = normalMatrix(90, 2, rng);
  const y: Target = { values: x.data.filter((_, i) => i % 2 === 0), classCount: 0 };
  const search = searchOf(x, y, randomFolds(y, 3, createRng(1)));
  const { outcomes } = searchByHalving(search, DEPTHS, folds, rng, controlOf());
  assert.equal(outcomes.length, 6);
  const larger = normalMatrix(900, 2, rng);
  const many = { values: larger.data.filter((_, i) => i % 2 === 0), classCount: 0 };
  const wide = searchOf(larger, many, randomFolds(many, 3, createRng(1)));
  const [first, second] = DEPTHS;
  const two: Candidates = second === undefined ? [first] : [first, second];
  assert.equal(searchByHalving(wide, two, folds, rng, controlOf()).outcomes.length, 2);
  const spent = searchByHalving(wide, DEPTHS, folds, rng, controlOf({ budgetSpent: () => true }));
  assert.deepEqual([spent.outcomes.length, spent.trials.map(({ foldScores }) => foldScores.length)], [1, [3]]);
});
