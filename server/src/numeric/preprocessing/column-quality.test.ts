import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '../column.ts';
import { createRng } from '../rng/rng.ts';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import { booleans, mixedTable, numbers, snapshot, times, words } from '../testing/synthetic-data.ts';
import { type ColumnFinding, type ColumnQuality, describeColumns } from './column-quality.ts';

function qualityOf(column: Column): ColumnQuality {
  return describeColumns([column])[0] ?? assert.fail();
}

function codesOf(column: Column): ColumnFinding['code'][] {
  return qualityOf(column).findings.map(({ code }) => code);
}

function each<T>(of: (i: number) => T): T[] {
  return Array.from({ length: 100 }, (_, i) => of(i));
}

function twins(a: Column, b: Column): number {
  return describeColumns([a, b]).flatMap(({ findings }) => findings.filter(({ code }) => code === 'near_duplicate'))
    .length;
}

test('numbers are summed up, blanks and what counts as blank apart', () => {
  const values = [4, 1, 3, 2, 2, Number.NaN, Infinity, 1e101];
  const { rows, blanks, distinct, numbers: summary, topValues } = qualityOf(numbers('n', values));
  assert.deepEqual([rows, blanks, distinct, topValues.length], [8, 3, 4, 0]);
  assert.ok(summary !== null);
  assert.deepEqual([summary.min, summary.max], [1, 4]);
  assertClose(summary.mean, 2.4, 1e-12);
  assertClose(summary.standardDeviation, Math.sqrt(1.3), 1e-12);
  assert.deepEqual(summary.quantiles[3], { share: 0.5, value: 2 });
  assert.deepEqual(summary.quantiles[4], { share: 0.75, value: 3 });
});

test('huge numbers and a single one have finite figures', () => {
  const huge = qualityOf(numbers('n', [1e100, -1e100, 1e100])).numbers;
  assertClose((huge?.standardDeviation ?? 0) / 1e100, Math.sqrt(4 / 3), 1e-12);
  assert.equal(qualityOf(numbers('n', [7])).numbers?.standardDeviation, 0);
});

test('labels and booleans are counted, the most frequent first', () => {
  const plans = ['b', 'a', ' a ', null, '', 'c', 'b', 'b'];
  const { blanks, distinct, topValues, numbers: summary } = qualityOf(words('plan', 'category', plans));
  assert.deepEqual([blanks, distinct, summary], [2, 3, null]);
  assert.deepEqual(topValues, [
    { value: 'b', rows: 3 },
    { value: 'a', rows: 2 },
    { value: 'c', rows: 1 },
  ]);
  const flags = qualityOf(booleans('flag', [false, true, false, null]));
  assert.deepEqual([flags.blanks, flags.distinct], [1, 2]);
  assert.deepEqual(flags.topValues, [
    { value: 'false', rows: 2 },
    { value: 'true', rows: 1 },
  ]);
  assert.equal(
    qualityOf(
      words(
        'many',
        'category',
        Array.from({ length: 99 }, (_, i) => `v${i % 33}`),
      ),
    ).topValues.length,
    10,
  );
});

test('empty, constant and mostly blank columns are named', () => {
  assert.deepEqual(codesOf(numbers('n', [Number.NaN, Number.NaN])), ['empty']);
  assert.deepEqual(codesOf(words('l', 'text', [null, ' '])), ['empty']);
  assert.deepEqual(codesOf(booleans('b', [null])), ['empty']);
  assert.deepEqual(codesOf(numbers('n', [3, 3])), ['constant']);
  assert.deepEqual(codesOf(booleans('b', [true, true, null, null])), ['constant', 'mostly_blank']);
  assert.deepEqual(qualityOf(numbers('n', [1, 2, Number.NaN, Number.NaN, Number.NaN])).findings, [
    { code: 'mostly_blank', params: { share: 0.6 } },
  ]);
});

test('whole numbers of a small table are measures where there is room for them to differ by chance', () => {
  const rng = createRng(6);
  const incomes = (rows: number): Column =>
    numbers('income', new Set(Array.from({ length: rows }, () => 20_000 + rng.integer(1e7))));
  assert.deepEqual(codesOf(incomes(100)), []);
  assert.deepEqual(codesOf(incomes(1500)), ['identifier_like']);
  const counted = Array.from({ length: 30 }, (_, i) => 7 * i);
  assert.deepEqual(codesOf(numbers('every seventh', counted)), []);
  assert.deepEqual(
    codesOf(
      numbers(
        'id',
        counted.map((value) => value / 7 + 501),
      ),
    ),
    ['identifier_like'],
  );
});

test('keys are named: whole numbers and short texts of their own, but no measures, times or prose', () => {
  assert.deepEqual(
    codesOf(
      numbers(
        'id',
        each((i) => 1000 + i),
      ),
    ),
    ['identifier_like'],
  );
  assert.deepEqual(
    codesOf(
      words(
        'id',
        'text',
        each((i) => `customer-${i}`),
      ),
    ),
    ['identifier_like'],
  );
  assert.deepEqual(
    codesOf(
      numbers(
        'measure',
        each((i) => i + 0.5),
      ),
    ),
    [],
  );
  assert.deepEqual(
    codesOf(
      times(
        't',
        each((i) => i * 1000),
      ),
    ),
    [],
  );
  assert.deepEqual(
    codesOf(
      words(
        'note',
        'text',
        each((i) => `a long remark about ${i}`),
      ),
    ),
    [],
  );
  assert.deepEqual(codesOf(numbers('few', [1, 2, 3])), []);
});

test('outliers are counted by their distance from the median, in spreads that outliers do not widen', () => {
  const rng = createRng(3);
  const values = Array.from({ length: 500 }, () => rng.normal());
  assert.deepEqual(codesOf(numbers('n', values)), []);
  assert.deepEqual(qualityOf(numbers('n', [...values, 60, -80])).findings, [
    { code: 'outliers', params: { rows: 2, share: 2 / 502 } },
  ]);
  // More than half are equal: the median distance is 0, the mean one is not.
  const mostly = Array.from({ length: 100 }, (_, i) => (i === 0 ? 50 : Number(i < 30)));
  assert.deepEqual(qualityOf(numbers('n', mostly)).findings, [{ code: 'outliers', params: { rows: 1, share: 0.01 } }]);
});

test('rare labels are counted', () => {
  const labels = [...Array.from({ length: 50 }, () => 'usual'), 'once', 'twice', 'twice', 'three', 'three', 'three'];
  assert.deepEqual(qualityOf(words('l', 'category', labels)).findings, [
    { code: 'rare_categories', params: { categories: 2, rows: 3 } },
  ]);
});

test('a column that says the same as an earlier one is named with it', () => {
  const rng = createRng(4);
  const euros = Array.from({ length: 300 }, (_, i) => (i % 7 === 0 ? Number.NaN : rng.normal()));
  const other = euros.map(() => rng.normal());
  const plans = euros.map((_, i) => ['a', 'b', 'c'][i % 3] ?? null);
  const found = describeColumns([
    numbers('euros', euros),
    numbers('other', other),
    numbers(
      'debt',
      euros.map((value) => 5 - 100 * value + 0.1 * rng.normal()),
    ),
    numbers(
      'loose',
      euros.map((value) => value + 0.3 * rng.normal()),
    ),
    words('plan', 'category', plans),
    words(
      'tarif',
      'text',
      plans.map((plan) => `the ${plan}`),
    ),
    words(
      'nearly',
      'text',
      plans.map((plan, i) => (i === 299 ? 'z' : plan)),
    ),
    words(
      'same',
      'category',
      plans.map(() => 'x'),
    ),
  ]);
  const named = found.flatMap(({ name, findings }) =>
    findings.flatMap(({ code, params }) => (code === 'near_duplicate' ? [[name, params['column']]] : [])),
  );
  assert.deepEqual(named, [
    ['debt', 'euros'],
    ['tarif', 'plan'],
  ]);
  const debt = found[2]?.findings.find(({ code }) => code === 'near_duplicate');
  assert.ok(Number(debt?.params['correlation']) < -0.995);
});

test('duplicates are looked for along the whole table, and not in a few rows', () => {
  const line = Array.from({ length: 10_000 }, (_, i) => i % 97);
  const bent = line.map((value, i) => (i < 5000 ? value : -value));
  assert.equal(twins(numbers('a', line), numbers('b', bent)), 0);
  assert.equal(twins(numbers('a', line), numbers('b', line)), 1);
  assert.equal(twins(numbers('a', line.slice(0, 19)), numbers('b', line.slice(0, 19))), 0);
  assert.equal(twins(words('a', 'text', ['x', 'y']), words('b', 'text', ['x', 'y'])), 0);
});

test('tables without rows or columns, and odd ones', () => {
  assert.deepEqual(describeColumns([]), []);
  assert.deepEqual(codesOf(numbers('n', [])), ['empty']);
  numericErrorOf('duplicate_column', () => describeColumns([numbers('n', [1]), numbers('n', [1])]));
  numericErrorOf('shape_mismatch', () => describeColumns([numbers('n', [1]), numbers('m', [])]));
});

test('the table is left as it was', () => {
  const { columns } = mixedTable(60, createRng(5));
  const before = snapshot(columns);
  assert.equal(describeColumns(columns).length, 5);
  assert.deepEqual(columns, before);
});
