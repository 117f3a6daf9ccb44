// How long the prediction of one row, and its explanation, take. Run: node server/bench/trees-row.bench.ts
import { gradientBoosting } from '../src/numeric/estimators/gradient-boosting.ts';
import { randomForest } from '../src/numeric/estimators/random-forest.ts';
import { createRng } from '../src/numeric/rng/rng.ts';

const [ROWS, COLUMNS, CALLS] = [20_000, 20, 20_000];
const rng = createRng(1);
const data = Float64Array.from({ length: ROWS * COLUMNS }, () => rng.normal());
const values = Float64Array.from({ length: ROWS }, (_, r) => Number((data[r * COLUMNS] ?? 0) + rng.normal() > 0));
const x = { rows: ROWS, columns: COLUMNS, data };
const y = { values, classCount: 2 };

function measure(name: string, calls: number, run: (row: Float64Array) => unknown): void {
  const times: number[] = [];
  for (let i = 0; i < calls; i += 1) {
    const from = (i % ROWS) * COLUMNS;
    const row = data.slice(from, from + COLUMNS);
    const started = performance.now();
    run(row);
    times.push(performance.now() - started);
  }
  const sorted = times.slice(calls / 10).toSorted((a, b) => a - b);
  const at = (share: number): string =>
    `${((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 1000).toFixed(1)} µs`;
  console.log(`${name.padEnd(44)} p50 ${at(0.5)}  p99 ${at(0.99)}`);
}

const boosted = gradientBoosting.fit(x, y, {}, createRng(1));
const forest = randomForest.fit(x, y, { trees: 100, min_samples_leaf: 5 }, createRng(1));
const one = (row: Float64Array) => ({ rows: 1, columns: COLUMNS, data: row });
measure('boosting, 100 trees of 31 leaves, one row', CALLS, (row) => gradientBoosting.predict(boosted, one(row)));
measure('boosting, contributions of one row', 1000, (row) => gradientBoosting.explain(boosted, row));
measure('forest, 100 trees, one row', CALLS, (row) => randomForest.predict(forest, one(row)));
measure('forest, contributions of one row', 10, (row) => randomForest.explain(forest, row));
