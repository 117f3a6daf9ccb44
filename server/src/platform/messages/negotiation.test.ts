import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageCodes } from './languages.ts';
import { createNegotiation } from './negotiation.ts';

const negotiate = createNegotiation({ supportedLanguages: languageCodes, defaultLanguage: 'en', autoDetect: true });
const fromHeader = (acceptLanguage: string) => negotiate({ acceptLanguage });

test("the user's language wins over the organization's, and both over the browser's", () => {
  assert.equal(negotiate({ user: 'ja', organization: 'de', acceptLanguage: 'fr' }), 'ja');
  assert.equal(negotiate({ user: null, organization: 'de', acceptLanguage: 'fr' }), 'de');
  assert.equal(negotiate({ user: null, organization: null, acceptLanguage: 'fr' }), 'fr');
  assert.equal(negotiate({}), 'en');
});

test('a stored language that is not supported does not count', () => {
  const few = createNegotiation({ supportedLanguages: ['en', 'fr'], defaultLanguage: 'fr', autoDetect: true });
  assert.equal(few({ user: 'ja', organization: 'en' }), 'en');
  assert.equal(few({ user: '__proto__', acceptLanguage: 'ja' }), 'fr');
});

test('without detection the header does not count', () => {
  const fixed = createNegotiation({ supportedLanguages: languageCodes, defaultLanguage: 'es', autoDetect: false });
  assert.equal(fixed({ acceptLanguage: 'ja' }), 'es');
  assert.equal(fixed({ organization: 'hi', acceptLanguage: 'ja' }), 'hi');
});

const cases: readonly (readonly [header: string, expected: string, why: string])[] = [
  ['de', 'de', 'a language by itself'],
  ['de-AT-1996', 'de', 'a longer range is cut back'],
  ['DE-at', 'de', 'case does not matter'],
  ['pt-BR, es;q=0.5', 'es', 'what is not supported is passed over'],
  ['fr;q=0.2, hi;q=0.9, ja;q=0.5', 'hi', 'quality decides'],
  ['fr;q=0.5, hi;q=0.5', 'fr', 'order decides between equals'],
  ['fr; q=0.1 , ja ; q=0.2', 'ja', 'white space does not matter'],
  ['en-US,en;q=0.9,ar;q=0.8', 'en', 'a usual browser'],
  ['fr;q=0', 'en', 'zero refuses'],
  ['*', 'en', 'anything is the default'],
  ['*, en;q=0', 'es', 'anything but the default'],
  ['pt, *;q=0.1', 'en', 'anything rather than nothing'],
  ['fr;q=0, fr-CA', 'en', 'a refused language is not reached by cutting back'],
  ['defoo', 'en', 'a range is cut at hyphens only'],
  ['zh', 'zh', 'Chinese without a script is Simplified'],
  ['zh-CN', 'zh', 'China writes Simplified'],
  ['zh-Hans-TW', 'zh', 'a script that is named counts, not the region'],
  ['zh-SG', 'zh', 'Singapore writes Simplified'],
  ['zh-Hant', 'en', 'Traditional is not Simplified'],
  ['zh-TW', 'en', 'Taiwan writes Traditional'],
  ['zh-HK', 'en', 'Hong Kong writes Traditional'],
  ['zh-MO', 'en', 'Macao writes Traditional'],
  ['zh-Hant-CN', 'en', 'Traditional in China is not Simplified'],
  ['zh-hant-x-a-b-toolongsubtag', 'en', 'malformed Traditional is not Simplified'],
  ['zh-TW,zh;q=0.9,ja;q=0.8', 'ja', 'the bare zh that browsers add to Traditional is not Simplified'],
  ['zh-TW,zh-CN;q=0.9', 'zh', 'Simplified that is asked for beside Traditional'],
  ['zh,zh-TW;q=0.9', 'zh', 'Simplified that is preferred to Traditional'],
];

for (const [header, expected, why] of cases) {
  test(`Accept-Language "${header}" gives ${expected}: ${why}`, () => assert.equal(fromHeader(header), expected));
}

test('malformed headers neither throw nor hide what is well formed', () => {
  assert.equal(fromHeader('fr;q=2, de;q=abc, ;;;, =, ja'), 'ja');
  for (const header of ['', ',', ';q=1', '-', 'fr--', 'fr_FR', '\u0000', '☃', 'q=0.5', '{}', 'fr;q=', 'fr;q=0.1234']) {
    assert.equal(fromHeader(header), 'en', header);
  }
});

test('only the beginning of an endless header is read', () => {
  assert.equal(fromHeader(`${'xx,'.repeat(300)}ja`), 'ja');
  assert.equal(fromHeader(`${'xx,'.repeat(1_000_000)}ja`), 'en');
  assert.equal(fromHeader('a-'.repeat(1_000_000)), 'en');
});
