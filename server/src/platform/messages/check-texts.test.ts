import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTexts } from './check-texts.ts';
import type { LanguageCode } from './languages.ts';

const file = (language: LanguageCode, content: Record<string, string> | string, namespace = 'shop') => ({
  language,
  namespace,
  source: typeof content === 'string' ? content : JSON.stringify(content, null, 2),
});

function check(language: LanguageCode, english: Record<string, string>, translated: Record<string, string> | string) {
  const files = language === 'en' ? [file('en', translated)] : [file('en', english), file(language, translated)];
  return checkTexts(files, { languages: [language], names: ['PostgreSQL'] });
}

const one = (english: string, translated: string, language: LanguageCode = 'de') =>
  check(language, { 'shop.a': english }, { 'shop.a': translated });

test('whole catalogues have no fault', () => {
  const english = { 'shop.rows': '{n, plural, one {# row} other {# rows}} of {name}', 'shop.ok': 'OK' };
  assert.deepEqual(check('en', english, english), []);
  assert.deepEqual(
    check('de', english, { 'shop.rows': '{n, plural, one {# Zeile} other {# Zeilen}} von {name}', 'shop.ok': 'OK' }),
    [],
  );
  assert.deepEqual(check('ja', english, { 'shop.rows': '{name} の {n, plural, other {# 行}}', 'shop.ok': 'はい' }), []);
});

test('a missing file is found', () => {
  assert.deepEqual(checkTexts([file('en', { 'shop.a': 'A' })], { languages: ['en', 'fr'], names: [] }), [
    'fr/shop.json is missing',
  ]);
  assert.deepEqual(checkTexts([file('fr', { 'shop.a': 'A' })], { languages: ['en', 'fr'], names: [] }), [
    'en/shop.json is missing',
  ]);
});

test('missing, extra and misplaced keys are found', () => {
  assert.deepEqual(check('de', { 'shop.a': 'Apple', 'shop.b': 'Bee' }, { 'shop.a': 'Apfel', 'garden.c': 'Beet' }), [
    'de/shop.json: shop.b is missing',
    'de/shop.json: garden.c is not in English',
    'de/shop.json: garden.c is no key of the namespace shop',
  ]);
});

test('a key that stands in the file twice is found', () => {
  assert.deepEqual(check('en', {}, '{\n  "shop.a": "Apple",\n  "shop.a": "Pear"\n}'), [
    'en/shop.json: the key shop.a stands there twice',
  ]);
});

test('a file that is not a flat object of texts is found', () => {
  assert.match(check('en', {}, '{"shop.a": {"b": "c"}}').join(), /shop\.a in en\/shop\.json is not a text/);
  assert.match(check('en', {}, '["a"]').join(), /is not an object/);
  assert.match(check('en', {}, '{"shop.a": ').join(), /JSON/);
});

test('a text that is not ICU MessageFormat is found', () => {
  assert.match(one('Hello {name}', 'Hallo {name').join(), /shop\.a is not ICU MessageFormat/);
});

test('an empty text and stray white space are found', () => {
  assert.deepEqual(one('Apple', ' '), ['de/shop.json: shop.a is empty']);
  assert.deepEqual(one('Apple', 'Apfel '), ['de/shop.json: shop.a begins or ends with white space']);
});

test('placeholders that differ from English are found', () => {
  assert.deepEqual(one('Hello {name}', 'Hallo {nmae}'), [
    'de/shop.json: shop.a takes {nmae} as text, English as nothing',
    'de/shop.json: shop.a takes {name} as nothing, English as text',
  ]);
  assert.deepEqual(one('Port {port, number, ::group-off}', 'Port {port, number}'), [
    'de/shop.json: shop.a takes {port} as number, English as number {"useGrouping":false}',
  ]);
  assert.deepEqual(one('{s, select, on {lit} other {dark}}', '{s, select, an {hell} other {dunkel}}'), [
    'de/shop.json: shop.a takes {s} as select(an|other), English as select(on|other)',
  ]);
  assert.deepEqual(one('{n, plural, one {# day} other {# days}}', '{n} Tage'), [
    'de/shop.json: shop.a takes {n} as text, English as number',
  ]);
});

test('a plural that lacks a category of its language is found, ordinals included', () => {
  const english = '{n, plural, one {# day} other {# days}}';
  assert.deepEqual(one(english, '{n, plural, one {يوم} two {يومان} few {# أيام} other {# يوم}}', 'ar'), [
    'ar/shop.json: shop.a lacks the plural category zero of {n}',
    'ar/shop.json: shop.a lacks the plural category many of {n}',
  ]);
  assert.deepEqual(one(english, '{n, plural, one {# día} other {# días}}', 'es'), [
    'es/shop.json: shop.a lacks the plural category many of {n}',
  ]);
  assert.deepEqual(one(english, '{n, plural, one {# 日} other {# 日}}', 'ja'), [
    'ja/shop.json: shop.a has the plural category one of {n}, which its language does not know',
  ]);
  assert.deepEqual(
    one('{n, selectordinal, one {#st} other {#th}}', '{n, selectordinal, one {#st} other {#th}}', 'en'),
    [
      'en/shop.json: shop.a lacks the plural category two of {n}',
      'en/shop.json: shop.a lacks the plural category few of {n}',
    ],
  );
});

test('text left in English is found, but names and placeholders are not', () => {
  for (const language of ['hi', 'ja', 'zh', 'ar'] as const) {
    assert.deepEqual(one('Apple', 'Apple', language), [`${language}/shop.json: shop.a is not translated`]);
    assert.deepEqual(one('PostgreSQL {version}', 'PostgreSQL {version}', language), []);
    assert.deepEqual(one('{a}: {b}', '{a}: {b}', language), []);
  }
  assert.deepEqual(one('Start', 'Start'), []);
  assert.deepEqual(one('The apple is green.', 'The apple is green.'), ['de/shop.json: shop.a is not translated']);
});

test('an apostrophe that swallows a placeholder is found', () => {
  assert.match(one('The file {name}', "Le fichier de l'{name}", 'fr').join(), /has an apostrophe that takes/);
  assert.match(one("The '{name}'", "Das '{name}'").join(), /has an apostrophe that takes/);
  assert.deepEqual(one('The file {name}', 'Le fichier de l’{name}', 'fr'), []);
  assert.deepEqual(one('It is there', "C'est là", 'fr'), []);
});
