import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGradientBoosting } from '../src/numeric/estimators/gradient-boosting.ts';
import { createRandomForest } from '../src/numeric/estimators/random-forest.ts';
import { rocAucOf } from '../src/numeric/metrics/roc-auc.ts';
import { serialPool } from '../src/numeric/parallel.ts';
import { createRng } from '../src/numeric/rng/rng.ts';
import { createThreadPool } from '../src/platform/threads/thread-pool.ts';

const COLUMNS = 20;
const TEST_ROWS = 50_000;

/** What to fit, and how often. */
export interface Comparison {
  readonly kind: 'boosting' | 'forest';
  readonly rows: number;
  readonly threads: number;
  readonly rounds: number;
  readonly trees: number;
}

interface Figures {
  readonly cpu: number;
  readonly wall: number;
  readonly peakMb: number;
  readonly auc: number;
}

async function makeData(folder: string, rows: number): Promise<void> {
  const rng = createRng(7);
  for (const [suffix, count] of [
    ['', rows],
    ['t', TEST_ROWS],
  ] as const) {
    const x = new Float64Array(count * COLUMNS);
    const y = new Float64Array(count);
    for (let row = 0; row < count; row += 1) {
      for (let c = 0; c < COLUMNS; c += 1) x[row * COLUMNS + c] = rng.normal();
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = x.subarray(row * COLUMNS, row * COLUMNS + 6);
      y[row] = Number(a + b * c + Math.sin(3 * d) + (e > 0.5 ? f : 0) + rng.normal() > 0);
    }
    await writeFile(path.join(folder, `x${suffix}.bin`), x);
    await writeFile(path.join(folder, `y${suffix}.bin`), y);
  }
}

async function read(folder: string, name: string): Promise<Float64Array> {
  return new Float64Array((await readFile(path.join(folder, name))).buffer);
}

/** One fit in this process; prints its figures. */
async function fitHere({ kind, rows, threads, trees }: Comparison, folder: string): Promise<void> {
  const x = { rows, columns: COLUMNS, data: await read(folder, 'x.bin') };
  const y = { values: await read(folder, 'y.bin'), classCount: 2 };
  const workers = threads > 1 ? createThreadPool(threads) : null;
  const control = { pool: workers ?? serialPool() };
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const boosting = createGradientBoosting(control);
  const forest = createRandomForest(control);
  const predict =
    kind === 'boosting'
      ? (
          (model) => (test: typeof x) =>
            boosting.predict(model, test)
        )(boosting.fit(x, y, { iterations: trees }, createRng(1)))
      : (
          (model) => (test: typeof x) =>
            forest.predict(model, test)
        )(forest.fit(x, y, { trees }, createRng(1)));
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const found = predict({ rows: TEST_ROWS, columns: COLUMNS, data: await read(folder, 'xt.bin') });
  const chances = found.filter((_, i) => i % 2 === 1);
  const auc = rocAucOf(chances, await read(folder, 'yt.bin'))(new Float64Array(TEST_ROWS).fill(1));
  console.log(JSON.stringify({ cpu: (user + system) / 1e6, wall, peakMb, auc } satisfies Figures));
  await workers?.close();
}

function run(program: string, values: readonly (string | number)[]): Figures {
  return JSON.parse(execFileSync(program, values.map(String), { encoding: 'utf8' }));
}

function show(name: string, { cpu, wall, peakMb, auc }: Figures): void {
  const figures = `CPU ${cpu.toFixed(2)} s  wall ${wall.toFixed(2)} s  peak ${peakMb.toFixed(0)} MB  AUC ${auc.toFixed(5)}`;
  console.log(`${name.padEnd(14)} ${figures}`);
}

/** Fits here and with scikit-learn by turns, prints every run and the ratios of the medians. */
export async function compareWithReference(comparison: Comparison): Promise<void> {
  const { kind, rows, threads, rounds, trees } = comparison;
  const childFolder = process.env['SUITE_BENCH_FOLDER'];
  if (childFolder !== undefined) return fitHere(comparison, childFolder);
  const folder = await mkdtemp(path.join(tmpdir(), 'suite-trees-'));
  try {
    await makeData(folder, rows);
    console.log(`${kind}: ${rows} x ${COLUMNS}, ${trees} trees, ${threads} thread(s)`);
    const own: Figures[] = [];
    const reference: Figures[] = [];
    process.env['SUITE_BENCH_FOLDER'] = folder;
    // As the product starts.
    process.env['NODE_COMPILE_CACHE'] ??= path.resolve('node_modules/.cache/node');
    for (let round = 0; round < rounds; round += 1) {
      own.push(run(process.execPath, process.argv.slice(1)));
      reference.push(
        run('/usr/bin/python3', [
          'server/bench/trees-reference.py',
          'fit',
          kind,
          folder,
          rows,
          COLUMNS,
          threads,
          trees,
        ]),
      );
      for (const [name, list] of [
        ['here', own],
        ['scikit-learn', reference],
      ] as const) {
        const last = list.at(-1);
        if (last) show(name, last);
      }
    }
    const median = (list: readonly Figures[], of: (figures: Figures) => number): number =>
      list.map(of).toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
    const ratio = (of: (figures: Figures) => number): string => (median(own, of) / median(reference, of)).toFixed(2);
    console.log(
      `ratios: CPU ${ratio(({ cpu }) => cpu)}  wall ${ratio(({ wall }) => wall)}  peak ${ratio(({ peakMb }) => peakMb)}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
