// An isolation forest beside scikit-learn's, 100 trees of 256 rows, one thread, by turns: CPU time of the fit and of the
// scores of all rows, and the area under the ROC curve where one row in a hundred is planted.
// Run: node server/bench/isolation.bench.ts [rows] [rounds]
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fitIsolationForest, scoreIsolation } from '../src/numeric/detection/isolation-forest.ts';
import { rocAucOf } from '../src/numeric/metrics/roc-auc.ts';
import { createRng } from '../src/numeric/rng/rng.ts';

const [rows = 100_000, rounds = 3] = process.argv.slice(2).map(Number);
const COLUMNS = 20;
const PLANTED = Math.round(rows / 100);
const PYTHON = process.env['PYTHON'] ?? '/usr/bin/python3';

interface Run {
  readonly fit: number;
  readonly score: number;
  readonly auc: number;
}

/** Rows of eight groups; planted ones are off in three columns. */
function makeRows(): Float64Array {
  const rng = createRng(3);
  const centers = Float64Array.from({ length: 8 * COLUMNS }, () => rng.normal() * 1.2);
  const data = new Float64Array(rows * COLUMNS);
  for (let row = 0; row < rows; row += 1) {
    const group = (row % 8) * COLUMNS;
    for (let j = 0; j < COLUMNS; j += 1) data[row * COLUMNS + j] = (centers[group + j] ?? 0) + rng.normal();
    if (row < rows - PLANTED) continue;
    for (let k = 0; k < 3; k += 1) data[row * COLUMNS + rng.integer(COLUMNS)] = (rng.uniform() < 0.5 ? -1 : 1) * 5;
  }
  return data;
}

function seconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function runHere(data: Float64Array, seed: number): Run {
  const x = { rows, columns: COLUMNS, data };
  let before = process.cpuUsage();
  const model = fitIsolationForest(x, {}, createRng(seed));
  const fit = seconds(before);
  before = process.cpuUsage();
  const scores = scoreIsolation(model, x);
  const score = seconds(before);
  const truth = scores.map((_, row) => (row >= rows - PLANTED ? 1 : 0));
  return { fit, score, auc: rocAucOf(scores, truth)(new Float64Array(rows).fill(1)) };
}

function runThere(file: string, seed: number): Run {
  const script = new URL('isolation-reference.py', import.meta.url).pathname;
  const values = [script, file, String(COLUMNS), String(PLANTED), String(seed)];
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const run: Run = JSON.parse(execFileSync(PYTHON, values, { encoding: 'utf8', env }));
  return run;
}

function print(name: string, runs: readonly Run[]): number {
  const mean = (value: (run: Run) => number): number => runs.reduce((sum, run) => sum + value(run), 0) / runs.length;
  const [fit, score, auc] = [mean((run) => run.fit), mean((run) => run.score), mean((run) => run.auc)];
  console.log(`${name.padEnd(13)} fit ${fit.toFixed(2)} s  scores ${score.toFixed(2)} s  AUC ${auc.toFixed(4)}`);
  return fit + score;
}

const folder = await mkdtemp(path.join(tmpdir(), 'suite-isolation-'));
try {
  const data = makeRows();
  const file = path.join(folder, 'rows.bin');
  await writeFile(file, data);
  const here: Run[] = [];
  const there: Run[] = [];
  for (let seed = 1; seed <= rounds; seed += 1) {
    here.push(runHere(data, seed));
    there.push(runThere(file, seed));
  }
  console.log(`${rows} x ${COLUMNS}, CPU time`);
  const [ours, theirs] = [print('here', here), print('scikit-learn', there)];
  console.log(`ratio of CPU, fit and scores: ${(ours / theirs).toFixed(2)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
