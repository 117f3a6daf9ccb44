import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, defineErrors, isAppError, listErrorMessageKeys } from './errors.ts';

const errors = defineErrors(
  'kitchen',
  {
    oven_cold: { status: 409 },
    too_many_cooks: { status: 429, headers: (params) => ({ 'retry-after': String(params['seconds']) }) },
  },
  { faults: ['unknown_spice'] },
);

test('an error names its catalogue, status and params, and its message is for the log', () => {
  const error = errors.oven_cold({ oven: 'left', degrees: 40 });
  assert.ok(error instanceof Error);
  assert.equal(error.message, 'kitchen.oven_cold {"oven":"left","degrees":40}');
  assert.equal(error.name, 'AppError');
  assert.deepEqual(
    { namespace: error.namespace, code: error.code, status: error.status, params: error.params, faults: error.faults },
    { namespace: 'kitchen', code: 'oven_cold', status: 409, params: { oven: 'left', degrees: 40 }, faults: [] },
  );
});

test('an error keeps its cause and its faults', () => {
  const cause = new Error('fuse');
  const faults = [{ pointer: '/spices/0', code: 'unknown_spice', params: { spice: 'sand' } }] as const;
  const error = errors.oven_cold({}, { faults, cause });
  assert.equal(error.cause, cause);
  assert.deepEqual(error.faults, faults);
  assert.equal('cause' in errors.oven_cold(), false);
});

test('headers are made from the params', () => {
  assert.deepEqual(errors.too_many_cooks({ seconds: 7 }).headers, { 'retry-after': '7' });
  assert.deepEqual(errors.oven_cold().headers, {});
});

test('the stack of an error begins where it was made', () => {
  const [, top = ''] = errors.oven_cold().stack?.split('\n') ?? [];
  assert.match(top, /errors\.test\.ts/);
});

test('only our own errors are AppErrors', () => {
  assert.equal(isAppError(errors.oven_cold()), true);
  assert.equal(errors.oven_cold() instanceof AppError, true);
  assert.equal(isAppError(new Error('kitchen.oven_cold')), false);
  assert.equal(isAppError({ code: 'oven_cold', status: 409 }), false);
  assert.equal(isAppError(null), false);
});

test('a code cannot be defined twice in one namespace', () => {
  assert.throws(() => defineErrors('kitchen', { oven_cold: { status: 500 } }), /kitchen\.oven_cold is defined twice/);
  assert.doesNotThrow(() => defineErrors('cellar', { oven_cold: { status: 500 } }));
});

test('every defined error and fault says which messages it needs', () => {
  const keys = listErrorMessageKeys().filter((key) => key.startsWith('kitchen.'));
  assert.deepEqual(keys, [
    'kitchen.errors.oven_cold.title',
    'kitchen.errors.oven_cold.detail',
    'kitchen.errors.too_many_cooks.title',
    'kitchen.errors.too_many_cooks.detail',
    'kitchen.faults.unknown_spice',
  ]);
});
