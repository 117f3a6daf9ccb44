// What `auto` costs on small tables, and what its models are worth: CPU seconds of a training, and the loss on 4,000
// fresh rows, means over seeds. Half the effects are bent, a quarter of the columns are categories, 5 % is blank.
// Run: node server/bench/auto.bench.ts [rows] [columns] [tuned|plain] [seeds]
import type { Column } from '../src/numeric/column.ts';
import { predictRows } from '../src/numeric/pipeline/predict.ts';
import { trainPipeline } from '../src/numeric/pipeline/train-pipeline.ts';
import { createRng, type Rng } from '../src/numeric/rng/rng.ts';

const TEST_ROWS = 4000;
const rows = Number(process.argv[2] ?? 2000);
const columns = Number(process.argv[3] ?? 10);
const hyperparameterTuning = process.argv[4] === 'tuned';
const seeds = Number(process.argv[5] ?? 3);
const allRows = rows + TEST_ROWS;

/** A column, and its effect added to the scores. */
function makeColumn(index: number, scores: Float64Array, rng: Rng): Column {
  const name = `column ${index}`;
  const isBlank = (): boolean => rng.uniform() < 0.05;
  if (index % 4 === 3) {
    const effects = Array.from({ length: 3 + rng.integer(8) }, () => 0.7 * rng.normal());
    const codes = Int32Array.from(scores, () => (isBlank() ? -1 : rng.integer(effects.length)));
    codes.forEach((code, row) => (scores[row] = (scores[row] ?? 0) + (effects[code] ?? 0)));
    return { name, kind: 'category', codes, dictionary: effects.map((_, code) => `label ${code}`) };
  }
  const [straight, bent] = [(index % 3 === 0 ? 0.8 : 0.2) * rng.normal(), (index % 2) * rng.normal()];
  const values = Float64Array.from(scores, (score, row) => {
    const value = rng.normal();
    scores[row] = score + straight * value + bent * Math.abs(value);
    return isBlank() ? Number.NaN : value;
  });
  return { name, kind: 'number', values };
}

function cut(column: Column, from: number, to: number): Column {
  if ('codes' in column) return { ...column, codes: column.codes.slice(from, to) };
  return { ...column, values: column.values.slice(from, to) };
}

interface Figures {
  readonly cpuSeconds: number;
  readonly loss: number;
  readonly algorithm: string;
}

function trainOnce(task: 'classification' | 'regression', seed: number): Figures {
  const rng = createRng(seed);
  const scores = new Float64Array(allRows);
  const table = Array.from({ length: columns }, (_, index) => makeColumn(index, scores, rng));
  const mean = scores.reduce((sum, score) => sum + score, 0) / allRows;
  const isClass = task === 'classification';
  const values = scores.map((score) =>
    isClass ? Number(rng.uniform() < 1 / (1 + Math.exp(mean - score))) : score + rng.normal(),
  );
  const target = { name: 'y', kind: isClass ? 'boolean' : 'number', values: values.slice(0, rows) } as const;
  const before = process.cpuUsage();
  const { pipeline, algorithm } = trainPipeline({
    task,
    columns: table.map((column) => cut(column, 0, rows)),
    target,
    algorithm: 'auto',
    validationSplit: 0.2,
    hyperparameterTuning,
    seed: 3,
  });
  const { user, system } = process.cpuUsage(before);
  const { predictions } = predictRows(
    pipeline,
    table.map((column) => cut(column, rows, allRows)),
  );
  const losses = predictions.map((prediction, i) => {
    const actual = values[rows + i] ?? Number.NaN;
    return isClass ? -Math.log(actual === 1 ? prediction : 1 - prediction) : (prediction - actual) ** 2;
  });
  const loss = losses.reduce((sum, each) => sum + each, 0) / TEST_ROWS;
  return { cpuSeconds: (user + system) / 1e6, loss: isClass ? loss : Math.sqrt(loss), algorithm };
}

for (const task of ['classification', 'regression'] as const) {
  const found = Array.from({ length: seeds }, (_, index) => trainOnce(task, index + 1));
  const mean = (of: (figures: Figures) => number): number => found.reduce((sum, each) => sum + of(each), 0) / seeds;
  const cpu = `CPU ${mean(({ cpuSeconds }) => cpuSeconds).toFixed(2)} s`;
  const measure = task === 'classification' ? 'log loss' : 'RMSE';
  const chosen = found.map(({ algorithm }) => algorithm).join(', ');
  process.stdout.write(
    `${rows} × ${columns} ${hyperparameterTuning ? 'tuned' : 'plain'} ${task}: ${cpu}, ${measure} ${mean(({ loss }) => loss).toFixed(4)} (${chosen})\n`,
  );
}
