import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkParams } from './check-params.ts';

const definition = "export const shopErrors = defineErrors(\n  'shop',\n  { shut: { status: 409 } },\n);";
const texts = new Map([
  ['shop.errors.shut.title', 'Shut'],
  ['shop.errors.shut.detail', '{door} is shut until {hour, number}. {requestId}'],
]);

function check(text: string): string[] {
  const files = [
    { path: 'shop.errors.ts', text: definition },
    { path: 'shop.ts', text },
  ];
  return checkParams(files, { texts, added: ['requestId'] });
}

const without = (param: string) => `shop.ts throws shop.errors.shut without {${param}}, which its text names`;

test('an error with all its params is no fault', () => {
  assert.deepEqual(check("throw shopErrors.shut({ door: 'left', hour: 9 });"), []);
  assert.deepEqual(check('throw shopErrors.shut({ door, hour }, { cause });'), []);
  assert.deepEqual(
    check('throw shopErrors.shut({\n  door: `${at(a, b)}/${c}`,\n  hour: Math.max(...hours, { x: 1 }.x),\n});'),
    [],
  );
});

test('a param that the text names and the error lacks is found', () => {
  assert.deepEqual(check('throw shopErrors.shut({ door });'), [without('hour')]);
  assert.deepEqual(check('throw shopErrors.shut({ door: { hour: 9 } });'), [without('hour')]);
  assert.deepEqual(check('throw shopErrors.shut({ door }, { hour: 9 });'), [without('hour')]);
  assert.deepEqual(check('throw shopErrors.shut();'), [without('door'), without('hour')]);
  assert.deepEqual(check('throw shopErrors.shut({});'), [without('door'), without('hour')]);
});

test('params that are not written out in place are not judged', () => {
  assert.deepEqual(check('throw shopErrors.shut(params); throw shopErrors.shut({ ...params });'), []);
});

test('calls of other things are not judged', () => {
  assert.deepEqual(check('other.shut({ door });'), []);
});
