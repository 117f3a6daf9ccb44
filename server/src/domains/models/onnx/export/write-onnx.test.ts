import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import {
  type Algorithm,
  type BatchPrediction,
  type Column,
  type FittedPipeline,
  type PortableModel,
  predictRows,
  toPortable,
  trainPipeline,
} from '../../../../numeric/index.ts';
import { readGraph } from '../graph.ts';
import { findGraphFaults } from '../mapping.ts';
import { isRuntimeThere } from '../runtime.ts';
import { findObstacles, writeOnnx } from './write-onnx.ts';

// Features of every kind that ONNX has operators for, with blanks, rare words and some that training does not see.
const ROWS = 700;
const DAY_MS = 86_400_000;
const COLOURS = ['red', 'green', 'blue', 'grey', ...Array.from({ length: 30 }, (_, i) => `odd${i}`)];
const every = (row: number, each: number): boolean => row % each === each - 1;
const colourOf = (row: number): number => (every(row, 11) ? 4 + ((row * 7) % 30) : (row * 5) % 4);
const size = Float64Array.from({ length: ROWS }, (_, row) => (every(row, 17) ? Number.NaN : ((row * 37) % 97) / 7));
const vip = Float64Array.from({ length: ROWS }, (_, row) => (every(row, 37) ? Number.NaN : Number(row % 3 === 0)));
const day = Float64Array.from({ length: ROWS }, (_, row) =>
  every(row, 29) ? Number.NaN : Date.UTC(2021, 0, 1) + row * 2 * DAY_MS + (row % 24) * 3_600_000,
);
const colour = Int32Array.from({ length: ROWS }, (_, row) => (every(row, 23) ? -1 : colourOf(row)));
const scores = Float64Array.from({ length: ROWS }, (_, row) => {
  const base = (Number.isNaN(size[row] ?? 0) ? 8 : (size[row] ?? 0)) + (colour[row] === 0 ? 5 : (colour[row] ?? 0) % 3);
  return base + (vip[row] === 1 ? 2 : 0) + Math.sin(row / 26) * 3 + ((row * 7919) % 13) / 4;
});
const columns: Column[] = [
  { name: 'size', kind: 'number', values: size },
  { name: 'colour', kind: 'text', codes: colour, dictionary: COLOURS },
  { name: 'day', kind: 'time', values: day },
  { name: 'vip', kind: 'boolean', values: vip },
];
const words = (name: string, labels: readonly string[], of: (score: number) => number): Column => ({
  name,
  kind: 'text',
  codes: Int32Array.from(scores, of),
  dictionary: [...labels],
});
const targets = {
  large: words('large', ['no', 'yes'], (score) => Number(score > 11)),
  grade: words('grade', ['low', 'middle', 'high'], (score) => (score < 8 ? 0 : score < 14 ? 1 : 2)),
  score: { name: 'score', kind: 'number', values: scores },
} satisfies Record<string, Column>;

/** The same again with words that nobody has seen. */
const asked: Column[] = columns.map((column) =>
  'codes' in column
    ? {
        ...column,
        codes: column.codes.map((code, row) => (row % 50 === 7 ? COLOURS.length : code)),
        dictionary: [...COLOURS, 'never seen'],
      }
    : column,
);

interface Answers {
  numbers(output: string): Float64Array;
  labels: string[];
}

/** Asks a file as whoever received it does, of whom it is not known that the product wrote it. */
async function ask(file: Uint8Array, rows: readonly Column[], outputs: readonly string[]): Promise<Answers> {
  const runtime = createRequire(import.meta.url)('onnxruntime-web');
  runtime.env.wasm.numThreads = 1;
  const session = await runtime.InferenceSession.create(file, { executionProviders: ['wasm'] });
  const feeds = rows.map((column) => {
    const isText = 'codes' in column;
    const data = isText ? Array.from(column.codes, (code) => column.dictionary[code] ?? '') : column.values;
    return [column.name, new runtime.Tensor(isText ? 'string' : 'float64', data, [data.length, 1])];
  });
  const found = await session.run(Object.fromEntries(feeds), [...outputs]);
  await session.release();
  return { numbers: (output) => Float64Array.from(found[output].data), labels: Array.from(found.label?.data ?? []) };
}

const request = {
  task: 'regression',
  columns,
  algorithm: 'ridge',
  validationSplit: 0.2,
  hyperparameterTuning: false,
  seed: 1,
} as const;

function fit(algorithm: Algorithm, target: Column, calibration?: 'platt' | 'isotonic' | 'none'): FittedPipeline {
  const task = target.kind === 'number' ? 'regression' : 'classification';
  const asTold = calibration === undefined ? {} : { calibration };
  return trainPipeline({ ...request, task, target, algorithm, ...asTold }).pipeline;
}

function assertClose(found: Float64Array, expected: Float64Array, what: string): void {
  assert.equal(found.length, expected.length);
  for (const [i, value] of found.entries()) {
    const right = expected[i] ?? Number.NaN;
    const difference = Math.abs(value - right);
    assert.ok(difference <= 1e-9 * Math.max(1, Math.abs(right)), `${what} of row ${i}: ${value} instead of ${right}`);
  }
}

const CASES: [algorithm: Algorithm, target: keyof typeof targets, calibration?: 'platt' | 'isotonic' | 'none'][] = [
  ['logistic_regression', 'large', 'none'],
  ['logistic_regression', 'grade', 'platt'],
  ['decision_tree', 'large', 'none'],
  ['gradient_boosting', 'large', 'isotonic'],
  ['gradient_boosting', 'grade', 'isotonic'],
  ['random_forest', 'large', 'platt'],
  ['random_forest', 'grade', 'none'],
  ['ensemble', 'large', 'isotonic'],
  ['ensemble', 'grade', 'platt'],
  ['linear_regression', 'score'],
  ['elastic_net', 'score'],
  ['gradient_boosting', 'score'],
  ['ensemble', 'score'],
];

/** Parts of the form that the files below have. */
const seen = new Set<string>();

function see({ members, calibration, features }: PortableModel): void {
  for (const { method } of calibration) seen.add(method);
  for (const { kind } of features) seen.add(kind);
  if (members.length > 1) seen.add('several members');
  for (const member of members) {
    seen.add(member.link);
    if (!('trees' in member)) continue;
    const { category_set: sets, missing_left: left, leaf_width: width } = member.trees;
    if (sets.some((set, node) => set >= 0 && left[node] === 1)) seen.add('a set, and missing to the left');
    if (width > 1) seen.add('wide leaves');
  }
}

for (const [algorithm, name, calibration] of CASES) {
  test(`as an ONNX file ${algorithm} of ${name} gives the same answers`, async (context) => {
    const pipeline = fit(algorithm, targets[name], calibration);
    const model = toPortable(pipeline);
    see(model);
    const file = writeOnnx(model, { source: 'a test' });
    const graph = readGraph(file);
    assert.deepEqual(graph && findGraphFaults(graph), []);
    assert.deepEqual(
      graph?.inputs.map((input) => [input.name, input.type, input.shape]),
      columns.map((column) => [column.name, 'codes' in column ? 'string' : 'double', [null, 1]]),
    );
    if (!isRuntimeThere())
      return context.diagnostic('its answers were not asked for: onnxruntime-web is not installed');
    const expected: BatchPrediction = predictRows(pipeline, asked);
    if (expected.kind === 'regression') {
      const { numbers } = await ask(file, asked, ['value', 'lower', 'upper']);
      assertClose(numbers('value'), expected.predictions, 'value');
      assertClose(numbers('lower'), expected.lower, 'lower');
      assertClose(numbers('upper'), expected.upper, 'upper');
      return;
    }
    const { numbers, labels } = await ask(file, asked, ['probabilities', 'label']);
    assertClose(numbers('probabilities'), expected.probabilities, 'probabilities');
    assert.deepEqual(
      labels,
      Array.from(expected.labels, (label) => String(expected.classes[label])),
    );
  });
}

test('the files have every part of the form', () => {
  const kinds = ['number', 'category', 'time', 'boolean'];
  const links = ['identity', 'logistic', 'share', 'softmax'];
  const parts = ['isotonic', 'platt', 'several members', 'a set, and missing to the left', 'wide leaves'];
  assert.deepEqual(
    [...kinds, ...links, ...parts].filter((part) => !seen.has(part)),
    [],
  );
});

test('a column of prose stands in the way, and no other', () => {
  const note: Column = {
    name: 'note',
    kind: 'text',
    codes: Int32Array.from({ length: ROWS }, (_, row) => row),
    dictionary: Array.from(
      { length: ROWS },
      (_, row) => `${COLOURS[row % 4]} thing, number ${row}, came ${row % 7} days late`,
    ),
  };
  const { pipeline } = trainPipeline({ ...request, columns: [...columns, note], target: targets.score });
  assert.deepEqual(findObstacles(toPortable(pipeline)), ['note']);
});
