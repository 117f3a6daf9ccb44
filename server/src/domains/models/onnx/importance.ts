import {
  type Cells,
  classificationMeasure,
  createRng,
  measureOnce,
  type ReadTarget,
  regressionMeasure,
} from '../../../numeric/index.ts';
import { askRows, type OpenModel } from './ask-imported.ts';

const MOST_ROWS = 1000;
const LEAST_ROWS = 50;
const REPEATS = 3;
/** Rows that may be asked for it in all. */
const MOST_ASKED = 300_000;

/** By how much the loss rises when a feature's values change places, on some of the rows that the model is judged on. */
export async function importanceOf(open: OpenModel, cells: readonly Cells[], target: ReadTarget) {
  const rng = createRng(0).split('importance');
  const known = Int32Array.from(target.values.keys()).filter((row) => !Number.isNaN(target.values[row]));
  rng.shuffle(known);
  const affordable = Math.max(LEAST_ROWS, Math.floor(MOST_ASKED / (REPEATS * cells.length)));
  const rows = known.subarray(0, Math.min(MOST_ROWS, affordable));
  const truth = Float64Array.from(rows, (row) => target.values[row] ?? Number.NaN);
  const classes = target.description.classes.length;
  const sampled = cells.map((each) => takeCells(each, rows));

  async function loss(asked: readonly Cells[]): Promise<number> {
    const said = await askRows(open, asked, rows.length);
    if (classes === 0) return measureOnce(regressionMeasure(truth, said, 0), rows.length).rmse;
    return measureOnce(classificationMeasure(truth, said, classes), rows.length).log_loss;
  }

  const before = await loss(sampled);
  const found: { feature: string; loss_increase: number }[] = [];
  for (const [index, { name: feature }] of open.model.features.entries()) {
    let after = 0;
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const order = Int32Array.from(rows.keys());
      rng.shuffle(order);
      after += await loss(sampled.map((each, f) => (f === index ? takeCells(each, order) : each)));
    }
    found.push({ feature, loss_increase: after / REPEATS - before });
  }
  return found.toSorted((a, b) => b.loss_increase - a.loss_increase);
}

function takeCells(cells: Cells, rows: Int32Array): Cells {
  if (cells instanceof Float64Array) return Float64Array.from(rows, (row) => cells[row] ?? Number.NaN);
  return Array.from(rows, (row) => cells[row] ?? null);
}
