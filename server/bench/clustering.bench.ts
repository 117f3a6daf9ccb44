// k-means beside scikit-learn's, one thread, by turns, five starts each: CPU time a fit, and the best inertia of both.
// Run: node server/bench/clustering.bench.ts [rows]
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fitKMeans } from '../src/numeric/clustering/k-means.ts';
import { createRng } from '../src/numeric/rng/rng.ts';

const rows = Number(process.argv[2] ?? 100_000);
const COLUMNS = 20;
const CLUSTERS = 8;
const STARTS = 5;
const PYTHON = process.env['PYTHON'] ?? '/usr/bin/python3';

interface Run {
  readonly cpu: number;
  readonly inertia: number;
  readonly iterations: number;
}

function makePoints(kind: 'blobs' | 'uniform'): Float64Array {
  const rng = createRng(3);
  const centers = Float64Array.from({ length: CLUSTERS * COLUMNS }, () => rng.normal() * 1.2);
  return Float64Array.from({ length: rows * COLUMNS }, (_, i) => {
    if (kind === 'uniform') return rng.uniform();
    const cluster = Math.floor(i / COLUMNS) % CLUSTERS;
    return (centers[cluster * COLUMNS + (i % COLUMNS)] ?? 0) + rng.normal();
  });
}

function fitHere(data: Float64Array, seed: number): Run {
  const before = process.cpuUsage();
  const { inertia, iterations } = fitKMeans({ rows, columns: COLUMNS, data }, CLUSTERS, createRng(seed), { starts: 1 });
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, inertia, iterations };
}

function fitThere(file: string, seed: number): Run {
  const script = new URL('clustering-reference.py', import.meta.url).pathname;
  const values = [script, file, String(COLUMNS), String(CLUSTERS), String(seed)];
  const run: Run = JSON.parse(
    execFileSync(PYTHON, values, { encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } }),
  );
  return run;
}

function print(name: string, runs: readonly Run[]): Run {
  const sum = (value: (run: Run) => number): number => runs.reduce((total, run) => total + value(run), 0);
  const best = Math.min(...runs.map(({ inertia }) => inertia));
  const cpu = sum((run) => run.cpu) / runs.length;
  const iterations = sum((run) => run.iterations) / runs.length;
  console.log(
    `${name.padEnd(13)} CPU ${cpu.toFixed(2)} s  iterations ${iterations.toFixed(0)}  best inertia ${best.toFixed(0)}`,
  );
  return { cpu, inertia: best, iterations };
}

const folder = await mkdtemp(path.join(tmpdir(), 'suite-clustering-'));
try {
  for (const kind of ['blobs', 'uniform'] as const) {
    console.log(`${kind}: ${rows} x ${COLUMNS}, ${CLUSTERS} clusters`);
    const data = makePoints(kind);
    const file = path.join(folder, `${kind}.bin`);
    await writeFile(file, data);
    fitHere(data.slice(), 0);
    const here: Run[] = [];
    const there: Run[] = [];
    for (let seed = 1; seed <= STARTS; seed += 1) {
      here.push(fitHere(data, seed));
      there.push(fitThere(file, seed));
    }
    const [ours, theirs] = [print('here', here), print('scikit-learn', there)];
    console.log(
      `ratios: CPU ${(ours.cpu / theirs.cpu).toFixed(2)}  inertia ${(ours.inertia / theirs.inertia).toFixed(4)}`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
