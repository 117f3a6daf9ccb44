import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NumericError } from '../numeric-error.ts';
import { describeSegments } from './describe-segments.ts';

const isError = (code: string) => (error: unknown) => error instanceof NumericError && error.code === code;
const labels = Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1, -1]);
const spend = Float64Array.from([1, 2, 1, 2, 9, 10, Number.NaN, 9, 5]);
const flat = new Float64Array(9).fill(3);
const codes = Int32Array.from([0, 0, 0, 1, 1, 1, 1, -1, 0]);

test('descriptions of segments: name what sets a segment apart, the strongest first', () => {
  const [first, second] = describeSegments(
    [
      { name: 'spend', kind: 'number', values: spend },
      { name: 'flat', kind: 'number', values: flat },
      { name: 'region', kind: 'category', codes, names: ['north', 'south'] },
    ],
    labels,
  );
  assert.equal(first?.rows, 4);
  assert.ok(Math.abs((first?.share ?? 0) - 4 / 9) < 1e-12);
  assert.deepEqual(
    first?.traits.map(({ column }) => column),
    ['spend', 'region'],
  );
  const [low] = first?.traits ?? [];
  assert.ok(low?.kind === 'number' && low.mean === 1.5 && low.overall === 39 / 8 && low.effect < -0.8);
  const region = second?.traits.find(({ column }) => column === 'region');
  assert.ok(region?.kind === 'category' && region.category === 'north' && region.effect < 0);
  assert.ok(Math.abs(region.share) < 1e-12 && Math.abs(region.overall - 4 / 9) < 1e-12);
});

test('descriptions of segments: say nothing of what is the same everywhere, and no more than is asked for', () => {
  assert.deepEqual(
    describeSegments([{ name: 'flat', kind: 'number', values: flat }], labels).map(({ traits }) => traits),
    [[], []],
  );
  const [one] = describeSegments(
    [
      { name: 'spend', kind: 'number', values: spend },
      { name: 'region', kind: 'category', codes, names: ['north', 'south'] },
    ],
    labels,
    1,
  );
  assert.equal(one?.traits.length, 1);
  const blank = new Float64Array(9).fill(Number.NaN).fill(1, 4, 7);
  assert.deepEqual(describeSegments([{ name: 'blank', kind: 'number', values: blank }], labels)[0]?.traits, []);
  assert.deepEqual(describeSegments([], new Int32Array(0)), []);
  assert.throws(
    () => describeSegments([{ name: 'spend', kind: 'number', values: spend }], new Int32Array(3)),
    isError('shape_mismatch'),
  );
});
