import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatList } from './formats.ts';
import type { LanguageCode } from './languages.ts';
import { createMessages } from './messages.ts';

const [FSI, PDI] = ['\u2068', '\u2069'];

function messagesOf(content: Partial<Record<LanguageCode, Record<string, string>>>, isolateTexts = true) {
  const faults: string[] = [];
  const catalogues = new Map(
    (['en', 'es', 'fr', 'de', 'hi', 'ja', 'zh', 'ar'] as const).map((code) => [
      code,
      new Map(Object.entries(content[code] ?? {})),
    ]),
  );
  const messages = createMessages({
    catalogues,
    isolateTexts,
    onFault: ({ language, key, reason }) => faults.push(`${language} ${key}: ${reason}`),
  });
  return { ...messages, faults };
}

test('a message is given in the language that is asked for', () => {
  const { translate, faults } = messagesOf({ en: { 'a.b': 'House' }, de: { 'a.b': 'Haus' } });
  assert.equal(translate('de', 'a.b'), 'Haus');
  assert.equal(translate('en', 'a.b'), 'House');
  assert.deepEqual(faults, []);
});

test('what a language lacks is given in English, and what English lacks as its key; each is reported once', () => {
  const { translate, faults } = messagesOf({ en: { 'a.b': 'House' } });
  for (let round = 0; round < 2; round++) {
    assert.equal(translate('fr', 'a.b'), 'House');
    assert.equal(translate('fr', 'a.c'), 'a.c');
  }
  assert.deepEqual(faults, [
    'fr a.b: the catalogue has no such message',
    'fr a.c: the catalogue has no such message',
    'en a.c: the catalogue has no such message',
  ]);
});

test('a message that cannot be read falls back too and never throws', () => {
  const { translate, faults } = messagesOf({ en: { 'a.b': 'House' }, es: { 'a.b': 'Casa {' } });
  assert.equal(translate('es', 'a.b'), 'House');
  assert.equal(faults.length, 1);
});

test('a param that is not given is shown by its name and reported', () => {
  const { translate, faults } = messagesOf({ en: { 'a.b': 'Hello {name}' } });
  assert.equal(translate('en', 'a.b'), 'Hello {name}');
  assert.deepEqual(faults, ['en a.b: no value for {name}']);
});

test('numbers are written as the language writes them, unless the message keeps their digits together', () => {
  const text = '{n} {n, number} {n, number, ::group-off}';
  const { translate } = messagesOf({ en: { 'a.b': text }, es: { 'a.b': text }, hi: { 'a.b': text } });
  assert.equal(translate('en', 'a.b', { n: 1234.5 }), '1,234.5 1,234.5 1234.5');
  assert.equal(translate('es', 'a.b', { n: 1234.5 }), '1.234,5 1.234,5 1234,5');
  assert.equal(translate('hi', 'a.b', { n: 1_234_567 }), '12,34,567 12,34,567 1234567');
});

test('a text that looks like a number stays as it is', () => {
  const { translate } = messagesOf({ en: { 'a.b': '{id}' } });
  assert.equal(translate('en', 'a.b', { id: '0012345' }), '0012345');
});

test('Arabic uses all six plural categories', () => {
  const text = '{n, plural, zero {صفر} one {واحد} two {اثنان} few {# قليل} many {# كثير} other {# آخر}}';
  const { translate } = messagesOf({ ar: { 'a.b': text } });
  const given = [0, 1, 2, 3, 11, 100].map((n) => translate('ar', 'a.b', { n }));
  assert.deepEqual(given, ['صفر', 'واحد', 'اثنان', '3 قليل', '11 كثير', '100 آخر']);
});

test('plural, selectordinal and plain uses of one param go together', () => {
  const text =
    '{n, plural, one {# row} other {# rows}}, the {n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} of {n}';
  const { translate } = messagesOf({ en: { 'a.b': text } });
  assert.equal(translate('en', 'a.b', { n: 1 }), '1 row, the 1st of 1');
  assert.equal(translate('en', 'a.b', { n: 1022 }), '1,022 rows, the 1,022nd of 1,022');
});

test('texts are isolated where they could reorder the sentence, and chosen by their bare value', () => {
  const text = '{name}: {kind, select, own {yours} other {of {kind}}}';
  const { translate } = messagesOf({ en: { 'a.b': text }, ar: { 'a.b': text } });
  assert.equal(translate('ar', 'a.b', { name: 'orders (2)', kind: 'own' }), `${FSI}orders (2)${PDI}: yours`);
  assert.equal(translate('en', 'a.b', { name: 'orders (2)', kind: 'x' }), 'orders (2): of x');
  assert.equal(translate('en', 'a.b', { name: 'طلبات', kind: 'own' }), `${FSI}طلبات${PDI}: yours`);
});

test('a list of isolated names stays so when it becomes a param', () => {
  const { translate } = messagesOf({ ar: { 'a.b': 'الأعمدة: {list}' } });
  const list = formatList(['a', 'b'], 'ar');
  assert.equal(translate('ar', 'a.b', { list }), `الأعمدة: ${FSI}${FSI}a${PDI} و${FSI}b${PDI}${PDI}`);
});

test('terminals get texts without marks', () => {
  const { translate } = messagesOf({ ar: { 'a.b': 'كلمة المرور {password}' } }, false);
  assert.equal(translate('ar', 'a.b', { password: 'x-1' }), 'كلمة المرور x-1');
});

test('dates in messages are in UTC, never in the zone of the machine', () => {
  const { translate } = messagesOf({ de: { 'a.b': '{at, date, ::yyyyMMdd}' } });
  assert.equal(translate('de', 'a.b', { at: Date.UTC(2024, 0, 15, 23, 59) }), '15.01.2024');
});

test("the product's own catalogues are read", () => {
  const messages = createMessages({ onFault: ({ key }) => assert.fail(key) });
  assert.equal(messages.translate('ja', 'platform.jobs.status.failed'), '失敗');
  assert.equal(
    messages.translate('fr', 'platform.errors.rate_limited.detail', { seconds: 1 }),
    'Il y a eu trop de requêtes en peu de temps. Réessayez dans 1 seconde.',
  );
});
