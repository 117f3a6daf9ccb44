import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowCountOf } from '../column.ts';
import { classificationMeasure } from '../metrics/classification.ts';
import { measureOnce } from '../metrics/measure.ts';
import { createRng } from '../rng/rng.ts';
import { mixedTable } from '../testing/synthetic-data.ts';
import { trainPipeline } from './train-pipeline.ts';

const TABLE = mixedTable(400, createRng(1));
const base = { columns: TABLE.columns, validationSplit: 0.25, hyperparameterTuning: false, seed: 1 } as const;

test('the rows held out come with what the model that had not seen them said of each: the metrics follow', () => {
  const sales = trainPipeline({ ...base, task: 'regression', target: TABLE.sales, algorithm: 'ridge' });
  const { actual, predictions } = sales.heldOut;
  const squares = actual.map((value, row) => (value - (predictions[row] ?? Number.NaN)) ** 2);
  const rmse = Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / squares.length);
  assert.ok(Math.abs(rmse - (sales.metrics['rmse'] ?? Number.NaN)) < 1e-9);

  const target = TABLE.segment;
  const segments = trainPipeline({ ...base, task: 'classification', target, algorithm: 'logistic_regression' });
  const { heldOut, metrics, pipeline } = segments;
  const measure = classificationMeasure(heldOut.actual, heldOut.predictions, pipeline.target.classes.length);
  assert.equal(measureOnce(measure, heldOut.actual.length).log_loss, metrics['log_loss']);
});

test('their features and times come along, of as many rows as were measured', () => {
  const time = Float64Array.from({ length: 400 }, (_, row) => row * 86_400_000);
  const result = trainPipeline({ ...base, task: 'regression', target: TABLE.sales, algorithm: 'ridge', time });
  const { columns, time: times } = result.heldOut;
  assert.deepEqual([...new Set(columns.map(rowCountOf))], [result.rows.validation]);
  assert.equal(times?.length, result.rows.validation);
  assert.ok(
    times.every((moment) => moment >= 300 * 86_400_000),
    'they are not the latest',
  );
});
