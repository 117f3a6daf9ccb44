import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NumericError, readImportedTarget } from '../../../numeric/index.ts';
import { askRows, type OpenModel, predictColumns, predictImported } from './ask-imported.ts';
import { importanceOf } from './importance.ts';
import { decodeVersion, encodeVersion, featuresOf, type ImportedModel, isImported } from './imported-model.ts';
import type { Feed } from './runtime.ts';

/** A number `a` and a text `w`, two classes of which the second is the positive one. */
const model: ImportedModel = {
  format: 'onnx',
  task: 'classification',
  target: { name: 'left', classes: [false, true], positive: 1 },
  features: [
    { name: 'a', kind: 'number', min: 0, max: 10, integer: true, categories: [], typical: 5 },
    { name: 'w', kind: 'category', min: 0, max: 0, integer: false, categories: ['x', 'y'], typical: 'x' },
  ],
  inputs: [
    { name: 'A', type: 'float', columns: ['a'], isList: false, missing: null },
    { name: 'W', type: 'string', columns: ['w'], isList: true, missing: 'none' },
  ],
  output: 'p',
  places: [0, 1],
  isSingle: false,
  threshold: 0.5,
  interval: null,
  graph: Uint8Array.of(1, 2, 3, 4, 5),
};

type Answer = (feeds: ReadonlyMap<string, Feed>, row: number) => number[];

/** Stands in for the optional runtime: the same interface over a function. */
function open(changed: Partial<ImportedModel>, answer: Answer): OpenModel & { asked: number[] } {
  const asked: number[] = [];
  return {
    model: { ...model, ...changed },
    asked,
    graph: {
      async run(feeds, rows) {
        asked.push(rows);
        const answers = Array.from({ length: rows }, (_, row) => answer(feeds, row));
        return { values: Float64Array.from(answers.flat()), width: answers[0]?.length ?? 0 };
      },
      release: () => Promise.resolve(),
    },
  };
}

/** a / 10, and half of it where the word is not x. */
const chance: Answer = (feeds, row) => {
  const a = Number(feeds.get('A')?.data[row]) / 10;
  const p = feeds.get('W')?.data[row] === 'x' ? a : a / 2;
  return [1 - p, p];
};

const COLUMNS = [
  { name: 'a', kind: 'number', values: Float64Array.of(2, 8, 6) },
  { name: 'w', kind: 'text', codes: Int32Array.of(0, 0, 1), dictionary: ['x', 'y'] },
] as const;

test('columns are answered as the tensors want them, and labels follow from the threshold', async () => {
  const answered = await predictColumns(open({}, chance), COLUMNS);
  assert.ok(answered.kind === 'classification');
  assert.deepEqual([...answered.predictions], [0.2, 0.8, 0.3]);
  assert.deepEqual([...answered.labels], [0, 1, 0]);
});

test('what is missing stands as the mapping says, by the type of the tensor', async () => {
  const seen: Record<string, unknown[]> = {};
  const look: Answer = (feeds) => {
    for (const [name, { data }] of feeds) seen[name] = [...data];
    return [1, 0];
  };
  const cells = [Float64Array.of(Number.NaN, 2.6), [null, 'y']];
  const input = { columns: ['a'], isList: false, missing: null };
  const inputs = [
    { ...input, name: 'float', type: 'float' as const },
    { ...input, name: 'given', type: 'double' as const, missing: -1 },
    { ...input, name: 'whole', type: 'int64' as const },
    { ...input, name: 'small', type: 'int32' as const, missing: 7 },
    { ...input, name: 'flag', type: 'bool' as const },
    { ...input, name: 'text', type: 'string' as const, columns: ['w'], missing: 'none' },
  ];
  await askRows(open({ inputs }, look), cells, 2);
  assert.deepEqual(seen['float'], [Number.NaN, Math.fround(2.6)]);
  assert.deepEqual(seen['given'], [-1, 2.6]);
  assert.deepEqual(seen['whole'], [0n, 3n]);
  assert.deepEqual(seen['small'], [7, 3]);
  assert.deepEqual(seen['flag'], [0, 1]);
  assert.deepEqual(seen['text'], ['none', 'y']);
});

test('a file that takes one row is asked row by row, others by the thousand', async () => {
  const cells = [new Float64Array(4500).fill(3), Array.from({ length: 4500 }, () => 'x')];
  const single = open({ isSingle: true }, chance);
  await askRows(
    single,
    cells.map((each) => each.slice(0, 3)),
    3,
  );
  assert.deepEqual(single.asked, [1, 1, 1]);
  const many = open({}, chance);
  await askRows(many, cells, 4500);
  assert.deepEqual(many.asked, [2000, 2000, 500]);
});

test('of two classes the second one’s probability may stand alone, and classes may be turned', async () => {
  const half: Answer = (feeds, row) => chance(feeds, row).slice(1);
  assert.deepEqual([...(await askRows(open({}, half), [Float64Array.of(2), ['x']], 1))], [0.8, 0.2]);
  assert.deepEqual([...(await askRows(open({ places: [1, 0] }, half), [Float64Array.of(2), ['x']], 1))], [0.2, 0.8]);
  assert.deepEqual([...(await askRows(open({ places: [1, 0] }, chance), [Float64Array.of(2), ['x']], 1))], [0.2, 0.8]);
});

test('what is no probability, or no number, is refused', async () => {
  const one = [Float64Array.of(2), ['x']];
  const number: Partial<ImportedModel> = { task: 'regression', target: { name: 'y', classes: [], positive: -1 } };
  const cases: [Partial<ImportedModel>, number[]][] = [
    [{}, [0.4, 0.4]],
    [{}, [-0.2, 1.2]],
    [{}, [Number.NaN, 1]],
    [{}, [0.2, 0.3, 0.5]],
    [number, [Number.NaN]],
    [number, [1, 2]],
  ];
  for (const [changed, answer] of cases) {
    const asking = askRows(
      open(changed, () => [...answer]),
      one,
      1,
    );
    await assert.rejects(asking, { code: 'onnx_answers_unfit' }, JSON.stringify(answer));
  }
});

test('an explanation divides what lies between the typical record’s answer and this one', async () => {
  const answer = await predictImported(open({}, chance), { a: 8, w: 'y' });
  assert.ok(answer.kind === 'binary');
  assert.deepEqual([answer.prediction, answer.label, answer.confidence], [0.4, false, 0.6]);
  const { unit, baseValue, score, contributions } = answer.explanation;
  assert.deepEqual([unit, baseValue, score], ['probability', 0.5, 0.4]);
  const shares = Object.fromEntries(contributions.map((each) => [each.feature, each.contribution.toFixed(3)]));
  // a: (0.3 + 0.15) / 2; w: (−0.25 − 0.4) / 2.
  assert.deepEqual(shares, { a: '0.225', w: '-0.325' });
  const typical = await predictImported(open({}, chance), { a: 5, w: 'x' });
  assert.deepEqual([typical.explanation.baseValue, typical.explanation.contributions[0]?.contribution], [0.5, 0]);
  await assert.rejects(predictImported(open({}, chance), { a: [] }), NumericError);
});

test('of several classes the one that is asked for is explained, and numbers have their interval', async () => {
  const classes = ['low', 'middle', 'high'];
  const several = open({ target: { name: 'l', classes, positive: -1 }, places: [0, 1, 2] }, (feeds, row) => {
    const p = Number(feeds.get('A')?.data[row]) / 20;
    return [0.5 - p, 0.1, 0.4 + p];
  });
  const best = await predictImported(several, { a: 8 });
  assert.ok(best.kind === 'multi_class');
  assert.deepEqual([best.label, best.probabilities.length], ['high', 3]);
  assert.ok((best.explanation.contributions[0]?.contribution ?? 0) > 0);
  const other = await predictImported(several, { a: 8 }, 'low');
  assert.ok((other.explanation.contributions[0]?.contribution ?? 0) < 0);

  const interval = { level: 0.9, halfWidth: 2, coverage: 0.88 };
  const target = { name: 'y', classes: [], positive: -1 };
  const number = open({ task: 'regression', target, interval }, (feeds, row) => [Number(feeds.get('A')?.data[row])]);
  const answer = await predictImported(number, { a: 4, w: 'x' });
  assert.ok(answer.kind === 'regression');
  assert.deepEqual([answer.interval.lower, answer.prediction, answer.interval.upper], [2, 4, 6]);
  assert.deepEqual([answer.confidence, answer.explanation.unit], [0.88, 'target']);
  const rows = await predictColumns(number, COLUMNS);
  assert.ok(rows.kind === 'regression');
  assert.deepEqual([...rows.lower], [0, 6, 4]);
});

test('what the model leans on is the most important', async () => {
  const a = Float64Array.from({ length: 200 }, (_, row) => row % 11);
  const words = Array.from({ length: 200 }, () => 'x');
  const values = a.map((value) => Number(value > 5));
  const target = readImportedTarget({
    task: 'classification',
    target: { name: 'left', kind: 'boolean', values },
    classes: [false, true],
  });
  const found = await importanceOf(open({}, chance), [a, words], target);
  assert.equal(found[0]?.feature, 'a');
  assert.ok((found[0]?.loss_increase ?? 0) > 0.1);
  assert.equal(found[1]?.loss_increase, 0);
});

test('an imported version is kept whole in an artifact of its own kind, and told from a trained one', () => {
  const bytes = encodeVersion(model);
  const read = decodeVersion(bytes);
  assert.ok(isImported(read));
  assert.deepEqual(read, model);
  assert.deepEqual(
    featuresOf(read).map(({ name, type, example }) => [name, type, example]),
    [
      ['a', 'number', 5],
      ['w', 'category', 'x'],
    ],
  );
  const broken = Uint8Array.from(bytes, (byte, at) => (at === bytes.length - 9 ? byte ^ 1 : byte));
  assert.throws(() => decodeVersion(broken), NumericError);
});
