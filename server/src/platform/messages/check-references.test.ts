import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkReferences } from './check-references.ts';

function check(
  text: string,
  { keys, errorKeys = [], unnamed = {} }: { keys: string[]; errorKeys?: string[]; unnamed?: Record<string, string> },
) {
  return checkReferences([{ path: 'src/page.tsx', text }], { messageKeys: new Set(keys), errorKeys, unnamed });
}

const missing = (key: string) => [`src/page.tsx asks for ${key}, which no catalogue has`];

test('keys that are asked for and exist are no fault', () => {
  assert.deepEqual(check("say(language, 'shop.open')", { keys: ['shop.open'] }), []);
  assert.deepEqual(
    check('const title = { a: "shop.open", b: `shop.shut` };', { keys: ['shop.open', 'shop.shut'] }),
    [],
  );
});

test('a key that no catalogue has is found', () => {
  const keys = ['shop.open'];
  const use = "t('shop.open'); ";
  assert.deepEqual(check(`${use} t('shop.opne')`, { keys }), missing('shop.opne'));
  assert.deepEqual(check(`${use} messages.translate(\n  language,\n  'shop.opne',\n)`, { keys }), missing('shop.opne'));
  assert.deepEqual(check(`${use} const map = { a: 'shop.door.opne' }`, { keys }), missing('shop.door.opne'));
});

test('dotted names of other things are no keys', () => {
  const text = "t('shop.open'); import('shop.errors.ts'); route({ operation: 'shop.doors.list' }); sql('shop.doors')";
  assert.deepEqual(check(text, { keys: ['shop.open'] }), []);
});

test('a key that nothing asks for is found', () => {
  assert.deepEqual(check("t('shop.open')", { keys: ['shop.open', 'shop.shut'] }), ['nothing asks for shop.shut']);
});

test('a key that is completed at run time counts for all that begin so', () => {
  const text = 't(`shop.door.${state}`)';
  assert.deepEqual(check(text, { keys: ['shop.door.open', 'shop.door.shut'] }), []);
  assert.deepEqual(check(text, { keys: ['shop.open'] }), [
    'src/page.tsx asks for keys that begin with shop.door.; no catalogue has one',
    'nothing asks for shop.open',
  ]);
});

test('a whole namespace cannot be excused by completing it', () => {
  assert.deepEqual(check('t(`shop.${name}`)', { keys: ['shop.open'] }), ['nothing asks for shop.open']);
});

test('defined errors need their texts and use them', () => {
  const errorKeys = ['shop.errors.shut.title', 'shop.errors.shut.detail'];
  assert.deepEqual(check('', { keys: errorKeys, errorKeys }), []);
  assert.deepEqual(check('', { keys: ['shop.errors.shut.title'], errorKeys }), [
    'a defined error or fault needs shop.errors.shut.detail, which no catalogue has',
  ]);
});

test('keys that no source names need an exception, and an exception needs keys', () => {
  const unnamed = { 'shop.roles.': 'the role names the key' };
  assert.deepEqual(check('', { keys: ['shop.roles.owner'], unnamed }), []);
  assert.deepEqual(check("t('shop.open')", { keys: ['shop.open'], unnamed }), [
    'the exception for shop.roles. covers no key',
  ]);
});
