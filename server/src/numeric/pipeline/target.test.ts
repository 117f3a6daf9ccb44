import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '../column.ts';
import type { NumericErrorCode } from '../numeric-error.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { booleans, numbers, times, words } from '../testing/synthetic-data.ts';
import type { Label } from './pipeline.ts';
import { prepareTarget } from './target.ts';

function repeated<T>(...pairs: readonly (readonly [T, number])[]): T[] {
  return pairs.flatMap(([value, count]) => Array.from({ length: count }, () => value));
}

function classesOf(values: readonly string[], positiveClass?: Label): readonly Label[] {
  return prepareTarget('classification', words('y', 'text', values), positiveClass).description.classes;
}

test('the labels of several classes are sorted, codes follow their order, missing ones are left out', () => {
  const column = words('y', 'text', [...repeated(['low', 6], ['high', 5], ['mid', 7]), null, ' ']);
  const { description, target, withoutTarget, warnings } = prepareTarget('classification', column, undefined);
  assert.deepEqual(description, { name: 'y', classes: ['high', 'low', 'mid'], positive: -1 });
  assert.equal(target.classCount, 3);
  assert.deepEqual([target.values[0], target.values[6], target.values[11]], [1, 0, 2]);
  assert.ok(Number.isNaN(target.values[18]) && Number.isNaN(target.values[19]));
  assert.equal(withoutTarget, 2);
  assert.deepEqual(warnings, []);
});

test('of two classes the positive one stands last: true or 1, else the rarer, else the later', () => {
  const yes = booleans('y', repeated([true, 9], [false, 5]));
  assert.deepEqual(prepareTarget('classification', yes, undefined).description, {
    name: 'y',
    classes: [false, true],
    positive: 1,
  });
  const one = numbers('y', repeated([1, 9], [2, 5]));
  const flipped = prepareTarget('classification', one, undefined);
  assert.deepEqual(flipped.description.classes, [2, 1]);
  assert.deepEqual([flipped.target.values[0], flipped.target.values[13]], [1, 0]);
  assert.deepEqual(classesOf(repeated(['TRUE', 9], ['false', 5])), ['false', 'TRUE']);
  assert.deepEqual(classesOf(repeated(['a', 5], ['b', 9])), ['b', 'a']);
  assert.deepEqual(classesOf(repeated(['a', 9], ['b', 5])), ['a', 'b']);
  assert.deepEqual(classesOf(repeated(['a', 7], ['b', 7])), ['a', 'b']);
});

function named(column: Column, label: Label): readonly Label[] {
  return prepareTarget('classification', column, label).description.classes;
}

test('the positive class may be named, in the spelling of the data', () => {
  assert.deepEqual(classesOf(repeated(['a', 5], ['b', 9]), ' b '), ['a', 'b']);
  const yes = booleans('y', repeated([true, 9], [false, 5]));
  for (const label of [false, 'false', 0, 'no']) assert.deepEqual(named(yes, label), [true, false]);
  const figures = numbers('y', repeated([1, 9], [2, 5]));
  for (const label of [2, '2']) assert.deepEqual(named(figures, label), [1, 2]);
  numericErrorOf('positive_class_unknown', () => classesOf(repeated(['a', 5], ['b', 9]), 'c'));
  numericErrorOf('positive_class_unknown', () => named(yes, 'perhaps'));
  assert.equal(classesOf(repeated(['a', 5], ['b', 9], ['c', 5]), 'not looked at').length, 3);
});

test('any number but zero is true in a boolean target', () => {
  const column = { name: 'y', kind: 'boolean', values: Float64Array.from(repeated([0, 5], [1, 3], [2, 3])) } as const;
  const { description, target } = prepareTarget('classification', column, undefined);
  assert.deepEqual(description.classes, [false, true]);
  assert.equal(
    target.values.reduce((sum, value) => sum + value, 0),
    6,
  );
});

test('labels that differ in spaces or composition only are one', () => {
  assert.deepEqual(classesOf(repeated(['Café', 4], ['Cafe\u0301 ', 4], ['x', 5])), ['Café', 'x']);
});

test('a class with fewer than five rows is left out with a warning', () => {
  const column = words('y', 'category', repeated(['a', 6], ['b', 7], ['typo', 4]));
  const { description, target, warnings, withoutTarget } = prepareTarget('classification', column, undefined);
  assert.deepEqual(description.classes, ['b', 'a']);
  assert.equal(target.values.filter((value) => Number.isNaN(value)).length, 4);
  assert.deepEqual(warnings, [{ code: 'rare_class_left_out', params: { label: 'typo', rows: 4 } }]);
  assert.equal(withoutTarget, 0);
});

function refuse(code: NumericErrorCode, values: readonly (string | null)[]): unknown {
  return numericErrorOf(code, () => prepareTarget('classification', words('y', 'text', values), undefined)).params;
}

test('targets that cannot be classified are refused, with the figures', () => {
  assert.deepEqual(refuse('single_class', repeated(['only', 20])), { label: 'only' });
  assert.deepEqual(refuse('class_too_small', repeated(['a', 20], ['b', 4])), { label: 'b', rows: 4, required: 5 });
  assert.deepEqual(refuse('too_few_rows', repeated<string | null>([null, 20])), { rows: 0, required: 10 });
  const many = Array.from({ length: 51 }, (_, i) => `c${i}`);
  assert.deepEqual(refuse('too_many_classes', many), { classes: 51, limit: 50 });
  numericErrorOf('too_many_classes', () => prepareTarget('classification', numbers('y', Array(60).keys()), undefined));
  const when = times('when', [1, 2, 3]);
  assert.deepEqual(
    numericErrorOf('target_not_categorical', () => prepareTarget('classification', when, undefined)).params,
    {
      column: 'when',
      kind: 'time',
    },
  );
});

test('labels that the dictionary has and no row are no classes', () => {
  const dictionary = ['a', 'b', ...Array.from({ length: 100 }, (_, i) => `unused ${i}`)];
  const codes = Int32Array.from(repeated([0, 6], [1, 6], [999, 1]));
  const { description, withoutTarget } = prepareTarget(
    'classification',
    { name: 'y', kind: 'text', codes, dictionary },
    undefined,
  );
  assert.deepEqual([description.classes, withoutTarget], [['a', 'b'], 1]);
});

test('a number target is taken as it is; NaN, infinite and enormous values are missing', () => {
  const values = [...Array(10).keys(), Number.NaN, Number.POSITIVE_INFINITY, 1e101];
  const { target, withoutTarget, description } = prepareTarget('regression', numbers('y', values), undefined);
  assert.deepEqual([withoutTarget, target.classCount, description.classes.length], [3, 0, 0]);
  assert.ok(Number.isNaN(target.values[11]) && Number.isNaN(target.values[12]));
});

test('targets that are no numbers, constant or almost empty cannot be regressed', () => {
  for (const column of [words('y', 'text', ['1']), booleans('y', [true]), times('y', [1])]) {
    const { params } = numericErrorOf('target_not_numeric', () => prepareTarget('regression', column, undefined));
    assert.deepEqual(params, { column: 'y', kind: column.kind });
  }
  const same = numbers('y', repeated([3, 20], [Number.NaN, 1]));
  assert.deepEqual(numericErrorOf('constant_target', () => prepareTarget('regression', same, undefined)).params, {
    value: 3,
  });
  const few = numbers('y', [...Array(9).keys(), Number.NaN]);
  assert.deepEqual(numericErrorOf('too_few_rows', () => prepareTarget('regression', few, undefined)).params, {
    rows: 9,
    required: 10,
  });
  numericErrorOf('too_few_rows', () => prepareTarget('regression', numbers('y', []), undefined));
});
