import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLanguageCode, languageCodes, languages } from './languages.ts';

test('the codes are those of the table, in the order of the specification', () => {
  assert.deepEqual(languageCodes, ['en', 'es', 'fr', 'de', 'hi', 'ja', 'zh', 'ar']);
  assert.deepEqual([...languageCodes].toSorted(), Object.keys(languages).toSorted());
});

test('only the codes of the table are languages', () => {
  assert.ok(isLanguageCode('ja'));
  for (const other of ['pt', 'EN', 'en-US', '', 'toString', '__proto__', undefined, 7])
    assert.ok(!isLanguageCode(other));
});

for (const code of languageCodes) {
  const { tag, direction, name, nativeName, firstWeekday, defaultCurrency } = languages[code];
  test(`${name} agrees with what Intl knows of ${tag}`, () => {
    const locale = new Intl.Locale(tag);
    assert.equal(locale.language, code);
    assert.equal(new Intl.DateTimeFormat(tag).resolvedOptions().locale, tag);
    assert.equal(new Intl.DisplayNames('en', { type: 'language' }).of(code), name);
    const known = new Intl.DisplayNames(tag, { type: 'language' }).of(code === 'zh' ? 'zh-Hans' : code);
    assert.equal(known?.toLocaleLowerCase(tag), nativeName.toLocaleLowerCase(tag));
    assert.equal(locale.getWeekInfo().firstDay, firstWeekday);
    assert.equal(locale.getTextInfo().direction, direction);
    assert.ok(Intl.supportedValuesOf('currency').includes(defaultCurrency));
  });
}
