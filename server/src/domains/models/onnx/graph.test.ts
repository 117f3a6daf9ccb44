import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnGraph, sumGraph } from './fixtures/churn-graph.ts';
import { readGraph } from './graph.ts';
import { findGraphFaults, planGraph } from './mapping.ts';

const churn = readGraph(churnGraph()) ?? assert.fail('it is not read');
const columnTypes = new Map(['tenure', 'charges', 'calls'].map((name) => [name, 'number']));
const asked = { type: 'classification', features: [...columnTypes.keys()], columnTypes } as const;

test('a file says what it takes, what it gives and what it is made of', () => {
  assert.deepEqual(churn.inputs, [{ name: 'X', type: 'float', shape: [null, 3] }]);
  assert.deepEqual(
    churn.outputs.map(({ name, type }) => [name, type]),
    [
      ['label', 'int64'],
      ['probabilities', 'float'],
    ],
  );
  assert.deepEqual(
    churn.operators.map(({ domain, name }) => `${domain} ${name}`),
    ['ai.onnx.ml Imputer', 'ai.onnx.ml LinearClassifier'],
  );
  assert.deepEqual(
    [...churn.opsets],
    [
      ['ai.onnx', 17],
      ['ai.onnx.ml', 3],
    ],
  );
  assert.deepEqual([churn.external, churn.hasFunctions, findGraphFaults(churn)], [[], false, []]);
});

test('a constant among the inputs is not asked for', () => {
  const weight = { name: 'two', type: 'float', shape: [1] } as const;
  const file = sumGraph({ inputs: [{ name: 'a', type: 'float', shape: [null] }, weight] });
  assert.deepEqual(
    readGraph(file)?.inputs.map(({ name }) => name),
    ['a'],
  );
});

test('whatever is cut or changed in a file, it is read or refused, and never hangs', () => {
  const whole = churnGraph();
  for (let length = 0; length < whole.length; length += 1) readGraph(whole.subarray(0, length));
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 0xff;
    readGraph(changed);
  }
  assert.equal(readGraph(Buffer.from('PK\x03\x04 not this')), null);
});

test('where names are plain nothing needs to be said', () => {
  const { plan, faults } = planGraph(churn, { classes: [false, true] }, asked);
  assert.deepEqual(faults, []);
  assert.deepEqual(
    plan.inputs.map(({ name, columns }) => [name, columns]),
    [['X', ['tenure', 'charges', 'calls']]],
  );
  assert.deepEqual([plan.output, plan.isSingle], ['probabilities', false]);
  const sum = readGraph(sumGraph()) ?? assert.fail('it is not read');
  const named = new Map([
    ['b', 'integer'],
    ['a', 'boolean'],
  ]);
  const both = planGraph(sum, {}, { type: 'regression', features: [...named.keys()], columnTypes: named });
  assert.deepEqual([both.faults, both.plan.inputs.map(({ columns }) => columns[0])], [[], ['a', 'b']]);
});

test('an input that is left over, and a date, are told', () => {
  const dates = new Map([...columnTypes, ['calls', 'timestamp']]);
  const { faults } = planGraph(churn, { classes: [0, 1] }, { ...asked, columnTypes: dates });
  assert.deepEqual(
    faults.map(({ pointer, code }) => [pointer, code]),
    [['/query/mapping/inputs/0/columns/2', 'onnx_column_type']],
  );
  const inputs = [{ name: 'X', columns: ['tenure', 'charges', 'calls'] }];
  const more = { ...churn, inputs: [...churn.inputs, { name: 'Z', type: 'other' as const, shape: [] }] };
  const left = planGraph(more, { classes: [0, 1], inputs }, asked).faults;
  assert.deepEqual(
    left.map(({ code }) => code),
    ['onnx_input_unmapped'],
  );
  const zipped = { ...churn, outputs: [{ name: 'output_probability', type: 'other' as const, shape: [] }] };
  assert.deepEqual(
    planGraph(zipped, { classes: [0, 1] }, asked).faults.map(({ code }) => code),
    ['onnx_output_unfit'],
  );
});
