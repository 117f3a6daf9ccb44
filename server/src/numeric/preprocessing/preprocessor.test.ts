import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTable, type Column, isCoded, rowCountOf, takeRows } from '../column.ts';
import { readContainer, writeContainer } from '../artifact/container.ts';
import { fieldsOf } from '../artifact/fields.ts';
import { at, intAt } from '../element.ts';
import { columnMeans } from '../matrix/matrix.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, numericErrorOf } from '../testing/assertions.ts';
import { booleans, mixedTable, numbers, snapshot, times, words } from '../testing/synthetic-data.ts';
import { featureSchema } from './feature-schema.ts';
import { designSources, fitPreprocessor, type Preprocessor, treeWidthOf } from './preprocessor.ts';
import { readPreprocessor } from './preprocessor-artifact.ts';
import { encodeRecord } from './record.ts';
import { categoryCountsOf, transformColumns, transformForTrees } from './transform.ts';

const HASH = { hashSeed: 17 };
const DAY_MS = 86_400_000;

function valueAt(column: Column, row: number): unknown {
  if (isCoded(column)) return column.dictionary[intAt(column.codes, row)] ?? null;
  const value = at(column.values, row);
  if (Number.isNaN(value)) return null;
  return column.kind === 'boolean' ? value === 1 : value;
}

function recordAt(columns: readonly Column[], row: number): Record<string, unknown> {
  return Object.fromEntries(columns.map((column) => [column.name, valueAt(column, row)]));
}

/** One feature of each kind, without missing values. */
function smallTable(): Column[] {
  const rows = Array.from({ length: 20 }, (_, i) => i);
  return [
    numbers(
      'age',
      rows.map((i) => 20 + i),
    ),
    booleans(
      'vip',
      rows.map((i) => i % 3 === 0),
    ),
    words(
      'plan',
      'category',
      rows.map((i) => (i % 4 === 0 ? 'pro' : 'basic')),
    ),
    times(
      'since',
      rows.map((i) => i * DAY_MS),
    ),
  ];
}

function small(): Preprocessor {
  return fitPreprocessor(smallTable(), HASH);
}

const COMPLETE = { age: 30, vip: true, plan: 'pro', since: '1970-01-05' };

test('a record is encoded to the bit as the same row of columns', () => {
  for (const seed of [1, 2, 3]) {
    const { columns } = mixedTable(300, createRng(seed));
    const preprocessor = fitPreprocessor(columns, HASH);
    const kinds = preprocessor.encoders.map(({ kind }) => kind);
    assert.deepEqual(kinds, ['number', 'boolean', 'category', 'time', 'text']);
    const x = transformColumns(preprocessor, columns);
    const trees = transformForTrees(preprocessor, columns);
    for (let r = 0; r < x.rows; r += 1) {
      const { rows } = encodeRecord(preprocessor, recordAt(columns, r), ['linear', 'tree']);
      assert.deepEqual(rows.linear, x.data.slice(r * x.columns, (r + 1) * x.columns));
      assert.deepEqual(rows.tree, trees.data.slice(r * trees.columns, (r + 1) * trees.columns));
    }
  }
});

test('every design column has mean zero over the training rows', () => {
  const { columns } = mixedTable(400, createRng(4));
  const x = transformColumns(fitPreprocessor(columns, HASH), columns);
  assertAllClose(columnMeans(x), new Float64Array(x.columns), 1e-12);
  assert.ok(x.data.every((value) => Number.isFinite(value)));
});

test('fitting and transforming leave the columns as they are, and the hash seed decides the result', () => {
  const { columns } = mixedTable(200, createRng(5));
  const before = snapshot(columns);
  const preprocessor = fitPreprocessor(columns, HASH);
  transformColumns(preprocessor, columns);
  assert.deepEqual(snapshot(columns), before);
  assert.deepEqual(fitPreprocessor(columns, HASH), preprocessor);
  assert.notDeepEqual(fitPreprocessor(columns, { hashSeed: 18 }), preprocessor);
});

test('each design column names its source, in order and without gaps', () => {
  const { columns } = mixedTable(300, createRng(6));
  const preprocessor = fitPreprocessor([numbers('constant', new Float64Array(300)), ...columns], HASH);
  const sources = designSources(preprocessor);
  assert.equal(sources.length, preprocessor.width);
  assert.deepEqual([...new Set(sources)], [1, 2, 3, 4, 5]);
  assert.deepEqual(sources, Int32Array.from(sources).toSorted());
});

test('columns that teach nothing are excluded, each with its reason', () => {
  const rows = Array.from({ length: 12 }, (_, i) => i);
  const preprocessor = fitPreprocessor(
    [
      numbers(
        'same',
        rows.map(() => 4),
      ),
      numbers(
        'nothing',
        rows.map(() => Number.NaN),
      ),
      booleans(
        'always',
        rows.map(() => true),
      ),
      booleans(
        'unknown',
        rows.map(() => null),
      ),
      times(
        'instant',
        rows.map(() => 0),
      ),
      words(
        'one',
        'category',
        rows.map(() => 'x'),
      ),
      words(
        'blank',
        'text',
        rows.map(() => ' '),
      ),
      words(
        'id',
        'text',
        rows.map((i) => `id-${i}`),
      ),
      numbers('good', rows),
    ],
    HASH,
  );
  const reasons = preprocessor.encoders.map((encoder) => (encoder.kind === 'excluded' ? encoder.reason : 'used'));
  assert.deepEqual(reasons, [
    'constant',
    'empty',
    'constant',
    'empty',
    'constant',
    'constant',
    'empty',
    'identifier',
    'used',
  ]);
  assert.equal(preprocessor.width, 1);
  assert.deepEqual(
    featureSchema(preprocessor).map(({ name }) => name),
    ['good'],
  );
  const { values, warnings } = encodeRecord(preprocessor, { good: 3, id: {}, same: 'not looked at' });
  assert.deepEqual([values, warnings], [[null, null, null, null, null, null, null, null, 3], []]);
});

test('prose of kind category stays labels', () => {
  const rows = Array.from({ length: 60 }, (_, i) => `the parcel number ${i} came late`);
  const kinds = (kind: 'category' | 'text'): unknown =>
    fitPreprocessor([words('t', kind, rows)], HASH).encoders[0]?.kind;
  assert.deepEqual([kinds('text'), kinds('category')], ['text', 'excluded']);
});

test('a column that is not there is missing in every row, others are not looked at', () => {
  const preprocessor = fitPreprocessor(smallTable(), HASH);
  const [age] = smallTable();
  const x = transformColumns(preprocessor, [age ?? assert.fail(), numbers('other', new Float64Array(20))]);
  const { rows } = encodeRecord(preprocessor, { age: 20 });
  assert.deepEqual(x.data.slice(0, x.columns), rows.linear);
  assert.equal(rows.tree.length, 0);
  const onlyTimes = fitPreprocessor(
    [
      words(
        't',
        'text',
        Array.from({ length: 60 }, (_, i) => `one two three four ${i}`),
      ),
    ],
    HASH,
  );
  assert.deepEqual(
    [...transformColumns(onlyTimes, [numbers('other', [1])]).data],
    Array.from({ length: 8 }, () => 0),
  );
});

test('tables are checked: kinds, lengths and names', () => {
  const preprocessor = small();
  const { params } = numericErrorOf('column_kind_mismatch', () =>
    transformColumns(preprocessor, [words('age', 'text', ['1'])]),
  );
  assert.deepEqual(params, { column: 'age', kind: 'text', expected: 'number' });
  numericErrorOf('column_kind_mismatch', () => transformColumns(preprocessor, [numbers('plan', [1])]));
  numericErrorOf('column_kind_mismatch', () => transformColumns(preprocessor, [times('age', [1])]));
  assert.equal(transformColumns(preprocessor, [words('plan', 'text', ['pro'])]).rows, 1);
  numericErrorOf('shape_mismatch', () => fitPreprocessor([numbers('a', [1]), numbers('b', [1, 2])], HASH));
  numericErrorOf('duplicate_column', () => fitPreprocessor([numbers('a', [1]), numbers('a', [1])], HASH));
  numericErrorOf('too_few_rows', () => fitPreprocessor([numbers('a', [])], HASH));
  assert.deepEqual(fitPreprocessor([], HASH), { encoders: [], width: 0 });
  assert.equal(checkTable([]), 0);
});

test('rows are taken from columns of either form', () => {
  const rows = Int32Array.of(2, 0);
  assert.deepEqual(takeRows(numbers('a', [1, 2, 3]), rows), numbers('a', [3, 1]));
  const taken = takeRows(words('b', 'text', ['x', 'y', null]), rows);
  assert.deepEqual(taken, { name: 'b', kind: 'text', codes: Int32Array.of(-1, 0), dictionary: ['x', 'y'] });
  assert.equal(rowCountOf(taken), 2);
});

test('a complete record within the training range has no warnings', () => {
  const { warnings, values } = encodeRecord(small(), COMPLETE);
  assert.deepEqual(warnings, []);
  assert.deepEqual(values, [30, true, 'pro', '1970-01-05']);
});

test('numeric text is the number it spells', () => {
  assert.deepEqual(encodeRecord(small(), { ...COMPLETE, age: ' 30 ', vip: 'yes' }), encodeRecord(small(), COMPLETE));
});

test('what is noteworthy about a record is said, by column', () => {
  const { warnings } = encodeRecord(small(), { age: 400, plan: 'gold', since: '1999-12-31', typo: 1, vip: null });
  assert.deepEqual(warnings, [
    { code: 'outside_training_range', column: 'age', params: { value: 400, min: 20, max: 39 } },
    { code: 'missing_value', column: 'vip', params: {} },
    { code: 'unseen_category', column: 'plan', params: { value: 'gold' } },
    {
      code: 'outside_training_range',
      column: 'since',
      params: { value: '1999-12-31', min: '1970-01-01', max: '1970-01-20' },
    },
    { code: 'unknown_field', column: 'typo', params: {} },
  ]);
  const early = encodeRecord(small(), { ...COMPLETE, age: 19, since: '1969-12-01' }).warnings;
  assert.deepEqual(
    early.map(({ column }) => column),
    ['age', 'since'],
  );
});

function warningsAt(since: string): number {
  return encodeRecord(small(), { ...COMPLETE, since }).warnings.length;
}

test('a time a little beyond the training range is no cause for a warning', () => {
  assert.deepEqual(['1970-01-24', '1969-12-28'].map(warningsAt), [0, 0]);
  assert.deepEqual(['1970-01-26', '1969-12-26'].map(warningsAt), [1, 1]);
});

test('a rare category is no unseen one', () => {
  const plans = Array.from({ length: 20 }, (_, i) => (i === 0 ? 'rare' : 'basic'));
  const preprocessor = fitPreprocessor([words('plan', 'category', [...plans, 'pro', 'pro', 'pro'])], HASH);
  assert.deepEqual(encodeRecord(preprocessor, { plan: 'rare' }).warnings, []);
});

test('every value of the wrong type is a fault with its column', () => {
  const { faults } = numericErrorOf('invalid_record', () =>
    encodeRecord(small(), { age: 'abc', vip: 'perhaps', plan: ['pro'], since: '2024-02-30' }),
  );
  assert.deepEqual(faults, [
    { column: 'age', code: 'not_a_number' },
    { column: 'vip', code: 'not_a_boolean' },
    { column: 'plan', code: 'not_a_text' },
    { column: 'since', code: 'not_a_time' },
  ]);
  const prose = fitPreprocessor(
    [
      words(
        't',
        'text',
        Array.from({ length: 60 }, (_, i) => `one two three four ${i}`),
      ),
    ],
    HASH,
  );
  numericErrorOf('invalid_record', () => encodeRecord(prose, { t: {} }));
});

test('a record without a single value of a feature is refused', () => {
  numericErrorOf('record_has_no_features', () => encodeRecord(small(), {}));
  numericErrorOf('record_has_no_features', () => encodeRecord(small(), { other: 1, age: null }));
});

test('features are read from the record itself, not from what it inherits', () => {
  const preprocessor = fitPreprocessor([numbers('constructor', [1, 2, 3]), numbers('__proto__', [1, 2, 4])], HASH);
  const record: Record<string, unknown> = JSON.parse('{"constructor": 2}');
  const { values } = encodeRecord(preprocessor, record);
  assert.deepEqual(values, [2, null]);
  assert.deepEqual(encodeRecord(preprocessor, JSON.parse('{"__proto__": 4}')).values, [null, 4]);
});

test('the schema tells what a form must know', () => {
  const text = words(
    'note',
    'text',
    Array.from({ length: 60 }, (_, i) => `one two three four ${i}`),
  );
  assert.deepEqual(featureSchema(small()), [
    { name: 'age', type: 'number', min: 20, max: 39, integer: true, example: 29 },
    { name: 'vip', type: 'boolean', example: false },
    { name: 'plan', type: 'category', categories: ['basic', 'pro'], example: 'basic' },
    { name: 'since', type: 'time', min: '1970-01-01', max: '1970-01-20', example: '1970-01-10' },
  ]);
  assert.deepEqual(featureSchema(fitPreprocessor([text], HASH)), [
    { name: 'note', type: 'text', example: 'one two three four 0' },
  ]);
});

test('the example of every feature is accepted without a warning', () => {
  const { columns } = mixedTable(300, createRng(9));
  const preprocessor = fitPreprocessor(columns, HASH);
  const record = Object.fromEntries(featureSchema(preprocessor).map(({ name, example }) => [name, example]));
  assert.deepEqual(encodeRecord(preprocessor, record).warnings, []);
});

test('a preprocessor comes back from its bytes as it was', () => {
  const { columns } = mixedTable(300, createRng(7));
  const preprocessor = fitPreprocessor([numbers('constant', new Float64Array(300)), ...columns], HASH);
  const bytes = writeContainer(1, preprocessor);
  const back = readPreprocessor(fieldsOf(readContainer(1, bytes), 'preprocessor'));
  assert.deepEqual(back, preprocessor);
  assert.deepEqual(writeContainer(1, back), bytes);
  numericErrorOf('artifact_corrupted', () => readPreprocessor(fieldsOf({ ...preprocessor, width: 3 }, 'preprocessor')));
});

test('trees see one column per feature: raw values, codes, and NaN where a value is missing', () => {
  const columns = [
    numbers('age', [30, Number.NaN, 1e200, ...Array.from({ length: 37 }, (_, r) => 40 + r)]),
    booleans('vip', [true, false, null, ...Array.from({ length: 37 }, (_, r) => r % 2 === 0)]),
    words('plan', 'category', [
      'a',
      'b',
      null,
      ...Array.from({ length: 37 }, (_, r) => (r === 9 ? 'rare' : ('ab'[r % 2] ?? null))),
    ]),
    times('when', [0, Number.NaN, 86_400_000, ...Array.from({ length: 37 }, (_, r) => r * 43_200_000)]),
  ];
  const preprocessor = fitPreprocessor(columns, HASH);
  const x = transformForTrees(preprocessor, columns);
  assert.deepEqual([x.columns, treeWidthOf(preprocessor)], [4, 4]);
  assert.deepEqual(Array.from(x.data.subarray(0, 12)), [
    30,
    1,
    0,
    0,
    Number.NaN,
    0,
    1,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    86_400_000,
  ]);
  assert.deepEqual([...x.categoryCounts], [0, 0, 3, 0]);
  assert.deepEqual([...designSources(preprocessor, 'tree')], [0, 1, 2, 3]);
  const codeOf = (plan: string): number | undefined =>
    encodeRecord(preprocessor, { age: 1, plan }, ['tree']).rows.tree[2];
  assert.deepEqual([codeOf('rare'), codeOf('never seen'), codeOf('b')], [2, 2, 1]);
});

test('trees tell more categories apart than linear models, and an unseen one without rare ones is missing', () => {
  const names = Array.from({ length: 240 }, (_, r) => `c${String(r % 60).padStart(2, '0')}`);
  const preprocessor = fitPreprocessor([words('c', 'category', names)], HASH);
  const [encoder] = preprocessor.encoders;
  assert.ok(encoder?.kind === 'category');
  assert.deepEqual([encoder.levels.length, encoder.furtherLevels.length, encoder.rareHashes.length], [50, 10, 0]);
  assert.deepEqual([...categoryCountsOf(preprocessor)], [60]);
  const codes = transformForTrees(preprocessor, [words('c', 'category', names)]).data;
  assert.equal(new Set(codes.slice(0, 60)).size, 60);
  const { rows, warnings } = encodeRecord(preprocessor, { c: 'new' }, ['tree']);
  assert.deepEqual([...rows.tree], [Number.NaN]);
  assert.equal(warnings[0]?.code, 'unseen_category');
  assert.deepEqual(encodeRecord(preprocessor, { c: encoder.furtherLevels[0] ?? '' }, ['linear']).warnings, []);
});

test('times are told to trees with the turns of their cycles, a week begins on Monday', () => {
  const hours = Array.from({ length: 400 }, (_, r) => Date.UTC(2024, 0, 1) + r * 3_600_000 * 25);
  const preprocessor = fitPreprocessor([times('t', hours)], HASH);
  const [encoder] = preprocessor.encoders;
  assert.ok(encoder?.kind === 'time');
  assert.deepEqual(encoder.cycles, [0, 1, 2]);
  const { rows } = encodeRecord(preprocessor, { t: '2024-01-08T12:00:00Z' }, ['tree']);
  const [time, , week, day] = rows.tree;
  assert.deepEqual([time, day], [Date.UTC(2024, 0, 8, 12), 0.5]);
  assert.ok(Math.abs((week ?? 0) - 0.5 / 7) < 1e-12);
  const missing = encodeRecord(fitPreprocessor([times('t', hours), numbers('n', hours)], HASH), { n: 1 }, ['tree']);
  assert.ok(missing.rows.tree.slice(0, 4).every((value) => Number.isNaN(value)));
});

test('prose that is missing is NaN to trees', () => {
  const notes = words(
    'note',
    'text',
    Array.from({ length: 80 }, (_, r) => (r === 0 ? null : `one two three four ${r}`)),
  );
  const x = transformForTrees(fitPreprocessor([notes], HASH), [notes]);
  assert.ok(x.data.slice(0, x.columns).every((value) => Number.isNaN(value)));
  assert.ok(x.data.slice(x.columns).every((value) => Number.isFinite(value)));
});
