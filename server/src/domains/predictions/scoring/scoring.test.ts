import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { trainPipeline } from '../../../numeric/index.ts';
import type { DeployedModel } from '../../models/index.ts';
import { answer, type AnsweringModel } from '../answer.ts';
import { createScoring } from './scoring.ts';

// A model costs no less than nothing: with this bound every one goes to the threads.
const beside = createScoring({ longestHereMs: -1 });
after(() => beside.close());

let model: DeployedModel & AnsweringModel;

before(() => {
  const values = Float64Array.from({ length: 300 }, (_, row) => row);
  const codes = Int32Array.from({ length: 300 }, (_, row) => row % 3);
  const { pipeline } = trainPipeline({
    task: 'classification',
    columns: [
      { name: 'a', kind: 'number', values },
      { name: 'b', kind: 'number', values: values.map((value) => value % 7) },
    ],
    target: { name: 'y', kind: 'text', codes, dictionary: ['red', 'green', 'blue'] },
    algorithm: 'random_forest',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    seed: 1,
  });
  const labels = new Map([['a', 'Length']]);
  model = { modelId: 1, modelName: 'm', version: 1, purpose: null, pipeline, labels, sizeBytes: 1, autoScaling: true };
});

test('threads answer to the bit what is answered here, also for another class', async () => {
  const inputs = Array.from({ length: 40 }, (_, at) => ({ a: at * 5, b: at % 7, extra: 'x' }));
  const answers = await Promise.all(inputs.map(async (input) => beside.answer(1, model, input)));
  assert.deepEqual(
    answers,
    inputs.map((input) => answer(model, input)),
  );
  const input = { a: 10, b: 3 };
  const blue = await beside.answer(1, model, input, 'blue');
  assert.deepEqual(blue, answer(model, input, 'blue'));
  assert.notDeepEqual(blue.explanation, (await beside.answer(1, model, input, 'red')).explanation);
});

test('versions and organizations are told apart', async () => {
  const { pipeline } = trainPipeline({
    task: 'regression',
    columns: [{ name: 'a', kind: 'number', values: Float64Array.from({ length: 100 }, (_, row) => row) }],
    target: { name: 'y', kind: 'number', values: Float64Array.from({ length: 100 }, (_, row) => 3 * row) },
    algorithm: 'linear_regression',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    seed: 1,
  });
  const other = { ...model, pipeline };
  const input = { a: 7 };
  assert.deepEqual(await beside.answer(2, other, input), answer(other, input));
  assert.deepEqual(await beside.answer(1, { ...other, version: 2 }, input), answer(other, input));
  assert.deepEqual(await beside.answer(1, model, input), answer(model, input));
});

test('what is not valid is refused with its faults, and the thread goes on', async () => {
  await assert.rejects(
    async () => beside.answer(1, model, { a: 'long' }),
    (error: { code: string; faults: unknown }) => {
      assert.equal(error.code, 'input_invalid');
      assert.deepEqual(error.faults, [{ pointer: '/input_data/a', code: 'not_a_number', params: { feature: 'a' } }]);
      return true;
    },
  );
  assert.deepEqual(await beside.answer(1, model, { a: 1 }), answer(model, { a: 1 }));
});

test('a model that costs little is answered here, without a thread', () => {
  const here = createScoring({ longestHereMs: Infinity }).answer(1, model, { a: 1 });
  assert.ok(!(here instanceof Promise));
});
