import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isolate } from './bidi.ts';

const [FSI, PDI, RLO, RLI] = ['\u2068', '\u2069', '\u202E', '\u2067'];

test('in a right-to-left sentence every text is isolated', () => {
  assert.equal(isolate('orders (2)', 'rtl'), `${FSI}orders (2)${PDI}`);
  assert.equal(isolate('طلبات', 'rtl'), `${FSI}طلبات${PDI}`);
});

test('in a left-to-right sentence only right-to-left text is isolated', () => {
  assert.equal(isolate('orders', 'ltr'), 'orders');
  assert.equal(isolate('注文', 'ltr'), '注文');
  assert.equal(isolate('orders טלפון', 'ltr'), `${FSI}orders טלפון${PDI}`);
  assert.equal(isolate('\u200Forders', 'ltr'), `${FSI}\u200Forders${PDI}`);
});

test('nothing is isolated twice', () => {
  const once = isolate('orders', 'rtl');
  assert.equal(isolate(once, 'rtl'), once);
  assert.equal(isolate(`${RLI}טל${PDI}`, 'ltr'), `${RLI}טל${PDI}`);
});

test('isolates inside a text stay, so that a list can be a param', () => {
  const list = `${FSI}a${PDI} و${FSI}b${PDI}`;
  assert.equal(isolate(list, 'rtl'), `${FSI}${list}${PDI}`);
});

test('controls that would reach out of the text are dropped', () => {
  assert.equal(isolate(`${RLO}exe.gpj`, 'ltr'), 'exe.gpj');
  assert.equal(isolate(`a${PDI}b`, 'rtl'), `${FSI}ab${PDI}`);
  assert.equal(isolate(`${RLI}a`, 'rtl'), `${FSI}a${PDI}`);
  assert.equal(isolate(`${PDI}a${FSI}`, 'ltr'), 'a');
});

test('an empty text stays empty', () => assert.equal(isolate('', 'rtl'), ''));
