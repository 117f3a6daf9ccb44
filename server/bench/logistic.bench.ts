// Logistic regression of 100,000 × 20 beside scikit-learn's (its default solver, L-BFGS to a largest slope of 1e-4), the
// same data and penalty, one thread each, in turns: CPU seconds of each fit, all threads of the process counted; the
// medians and their ratio. The loss of both models shows that they solve the same problem as well. Compiled code is
// measured beside compiled code: three fits come first, and the very first one is printed. Needs python3-sklearn.
// Run: node server/bench/logistic.bench.ts [rows] [rounds]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { logisticRegression } from '../src/numeric/estimators/logistic-regression.ts';
import { matrixOf } from '../src/numeric/matrix/matrix.ts';
import { createRng } from '../src/numeric/rng/rng.ts';

const rows = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 5);
const COLUMNS = 20;

const PYTHON = `
import sys, time
import numpy as np
from sklearn.linear_model import LogisticRegression
x = np.fromfile(sys.argv[1]).reshape(-1, ${COLUMNS}); y = np.fromfile(sys.argv[2])
before = time.process_time()
model = LogisticRegression(C=1.0, max_iter=1000).fit(x, y)
print(time.process_time() - before, model.intercept_[0], *model.coef_[0])
`;

const rng = createRng(1);
const data = Float64Array.from({ length: rows * COLUMNS }, () => rng.normal());
const values = Float64Array.from({ length: rows }, (_, r) => {
  let score = -0.5;
  for (let c = 0; c < COLUMNS; c += 1) score += ((c % 5) - 2) * 0.3 * (data[r * COLUMNS + c] ?? 0);
  return Number(rng.uniform() < 1 / (1 + Math.exp(-score)));
});
const x = matrixOf(rows, COLUMNS, data);
const folder = mkdtempSync(path.join(tmpdir(), 'logistic-bench-'));
const [features, target] = ['x', 'y'].map((name) => path.join(folder, name));

interface Fit {
  readonly seconds: number;
  /** Σ log loss + ‖w‖² / 2: what both minimise. */
  readonly loss: number;
}

function lossOf(intercept: number, coefficients: ArrayLike<number>): number {
  let loss = 0;
  for (let c = 0; c < COLUMNS; c += 1) loss += (coefficients[c] ?? 0) ** 2 / 2;
  for (let r = 0; r < rows; r += 1) {
    let score = intercept;
    for (let c = 0; c < COLUMNS; c += 1) score += (coefficients[c] ?? 0) * (data[r * COLUMNS + c] ?? 0);
    loss += Math.log1p(Math.exp(values[r] === 1 ? -score : score));
  }
  return loss;
}

function fitHere(): Fit {
  const before = process.cpuUsage();
  const { coefficients, intercepts } = logisticRegression.fit(x, { values, classCount: 2 }, { l2: 1 }, rng);
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, loss: lossOf(intercepts[0] ?? Number.NaN, coefficients) };
}

function fitThere(): Fit {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const told = execFileSync('/usr/bin/python3', ['-c', PYTHON, features ?? '', target ?? ''], {
    env,
    encoding: 'utf8',
  });
  const [seconds = Number.NaN, intercept = Number.NaN, ...coefficients] = told.trim().split(' ').map(Number);
  return { seconds, loss: lossOf(intercept, coefficients) };
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

try {
  writeFileSync(features ?? '', data);
  writeFileSync(target ?? '', values);
  process.stdout.write(`first fit: ${fitHere().seconds.toFixed(3)} s\n`);
  fitHere();
  fitHere();
  const here: number[] = [];
  const there: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [own, other] = [fitHere(), fitThere()];
    here.push(own.seconds);
    there.push(other.seconds);
    const figures = `${own.seconds.toFixed(3)} s, scikit-learn ${other.seconds.toFixed(3)} s`;
    process.stdout.write(`${figures}; loss ${own.loss.toFixed(6)}, ${other.loss.toFixed(6)}\n`);
  }
  const ratio = medianOf(here) / medianOf(there);
  process.stdout.write(
    `${rows} × ${COLUMNS}: ${medianOf(here).toFixed(3)} s, scikit-learn ${medianOf(there).toFixed(3)} s, ratio ${ratio.toFixed(2)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
