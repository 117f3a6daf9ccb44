import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatBytes,
  formatCompact,
  formatCurrency,
  formatDate,
  formatDateTime,
  formatDuration,
  formatList,
  formatNumber,
  formatOrdinal,
  formatPercent,
  formatRelativeTime,
  formatTime,
  formatUnit,
} from './formats.ts';
import { type LanguageCode, languageCodes } from './languages.ts';

/** Kinds of spaces and invisible direction marks differ between versions of Unicode's data. */
const plain = (text: string): string =>
  text.replace(/[\u00A0\u202F]/g, ' ').replace(/[\u200E\u200F\u061C\u2068\u2069]/g, '');

function each(format: (language: LanguageCode) => string, expected: readonly string[]): void {
  assert.deepEqual(
    languageCodes.map((language) => plain(format(language))),
    expected,
  );
}

const day = new Date('2024-01-15T09:04:00Z');
const timeZone = 'UTC';

test("the specification's examples of currency", () => {
  assert.equal(plain(formatCurrency(1234.56, 'en')), '$1,234.56');
  assert.equal(plain(formatCurrency(1234.56, 'es')), '1.234,56 €');
  assert.equal(plain(formatCurrency(1234.56, 'hi')), '₹1,234.56');
});

test("the specification's examples of dates", () => {
  assert.equal(plain(formatDate(day, 'en', { timeZone })), '01/15/2024');
  assert.equal(plain(formatDate(day, 'de', { timeZone })), '15.01.2024');
});

test("the specification's examples of numbers", () => {
  assert.equal(plain(formatNumber(1_234_567.89, 'en')), '1,234,567.89');
  assert.equal(plain(formatNumber(1_234_567.89, 'hi')), '12,34,567.89');
});

test('an amount in the currency of each language', () => {
  each(
    (language) => formatCurrency(1234.56, language),
    ['$1,234.56', '1.234,56 €', '1 234,56 €', '1.234,56 €', '₹1,234.56', '￥1,235', '¥1,234.56', '1,234.56 د.إ.'],
  );
});

test('an amount in a currency that the organization has chosen', () => {
  assert.equal(plain(formatCurrency(1234.5, 'de', { currency: 'JPY' })), '1.235 ¥');
  assert.equal(plain(formatCurrency(1234.5, 'ja', { currency: 'KWD' })), 'KWD 1,234.500');
});

test('negative amounts as books write them', () => {
  assert.equal(plain(formatCurrency(-1234.5, 'en', { accounting: true })), '($1,234.50)');
  assert.equal(plain(formatCurrency(-1234.5, 'en')), '-$1,234.50');
});

test('numbers', () => {
  each(
    (language) => formatNumber(1234.5, language),
    ['1,234.5', '1.234,5', '1 234,5', '1.234,5', '1,234.5', '1,234.5', '1,234.5', '1,234.5'],
  );
  assert.equal(formatNumber(2, 'en', { minimumFractionDigits: 2 }), '2.00');
  assert.equal(formatNumber(2.345, 'de', { maximumFractionDigits: 1 }), '2,3');
});

test('dates', () => {
  each(
    (language) => formatDate(day, language, { timeZone }),
    ['01/15/2024', '15/01/2024', '15/01/2024', '15.01.2024', '15/01/2024', '2024/01/15', '2024/01/15', '15/01/2024'],
  );
});

test('a date is the date in its zone', () => {
  const evening = new Date('2024-01-15T20:00:00Z');
  assert.equal(formatDate(evening, 'en', { timeZone: 'America/New_York' }), '01/15/2024');
  assert.equal(formatDate(evening, 'en', { timeZone: 'Asia/Tokyo' }), '01/16/2024');
});

test('times, and dates with times', () => {
  each(
    (language) => formatTime(day, language, { timeZone }),
    ['9:04 AM', '9:04', '09:04', '09:04', '9:04 am', '9:04', '09:04', '9:04 ص'],
  );
  assert.equal(plain(formatDateTime(day, 'en', { timeZone: 'Asia/Tokyo' })), '01/15/2024, 6:04 PM');
  assert.equal(plain(formatDateTime(day, 'de', { timeZone })), '15.01.2024, 09:04');
  assert.equal(plain(formatDateTime(day, 'ja', { timeZone: 'Asia/Tokyo' })), '2024/01/15 18:04');
});

test('shares', () => {
  each(
    (language) => formatPercent(0.8534, language),
    ['85.3%', '85,3 %', '85,3 %', '85,3 %', '85.3%', '85.3%', '85.3%', '85.3%'],
  );
  assert.equal(formatPercent(0.8534, 'en', { maximumFractionDigits: 0 }), '85%');
});

test('compact numbers', () => {
  each(
    (language) => formatCompact(1_234_567, language),
    ['1.2M', '1,2 M', '1,2 M', '1,2 Mio.', '12 लाख', '123万', '123万', '1.2 مليون'],
  );
});

test('units and sizes', () => {
  each(
    (language) => formatBytes(1_540_000, language),
    ['1.5 MB', '1,5 MB', '1,5 Mo', '1,5 MB', '1.5 MB', '1.5 MB', '1.5 MB', '1.5 م.ب'],
  );
  const sizes = [0, 999, 1000, 999_949, 999_950, 2.5e12, 1e16].map((size) => formatBytes(size, 'en'));
  assert.deepEqual(sizes, ['0 bytes', '999 bytes', '1 kB', '999.9 kB', '1 MB', '2.5 TB', '10,000 TB']);
  assert.equal(plain(formatUnit(3.25, 'kilometer', 'de')), '3,3 km');
});

test('moments told from now', () => {
  const before = (ms: number): Date => new Date(day.getTime() - ms);
  each(
    (language) => formatRelativeTime(before(3 * 86_400_000), day, language),
    ['3 days ago', 'hace 3 días', 'il y a 3 jours', 'vor 3 Tagen', '3 दिन पहले', '3 日前', '3天前', 'قبل 3 أيام'],
  );
  const steps = [0, 29_000, 31_000, 3_599_000, 86_000_000, 29.4 * 86_400_000, 30 * 86_400_000, 364 * 86_400_000];
  assert.deepEqual(
    steps.map((ms) => formatRelativeTime(before(ms), day, 'en')),
    ['now', 'now', '1 minute ago', '1 hour ago', 'yesterday', '29 days ago', 'last month', 'last year'],
  );
  assert.equal(formatRelativeTime(new Date(day.getTime() + 7_200_000), day, 'en'), 'in 2 hours');
});

test('yesterday and tomorrow differ in every language', () => {
  for (const language of languageCodes) {
    const [yesterday, tomorrow] = [-86_400_000, 86_400_000].map((ms) =>
      formatRelativeTime(new Date(day.getTime() + ms), day, language),
    );
    assert.notEqual(yesterday, tomorrow, language);
  }
});

test('durations', () => {
  each(
    (language) => formatDuration(3_900_000, language),
    [
      '1 hr, 5 min',
      '1 h y 5 min',
      '1 h et 5 min',
      '1 Std., 5 Min.',
      '1 घं॰, 5 मि॰',
      '1 時間 5 分',
      '1小时5分钟',
      '1 س و5 د',
    ],
  );
  const steps = [0, 250, 1_400, 42_000, 59_600, 61_000, 3_599_900, 3_600_000, 90_000_000, 8.64e9];
  assert.deepEqual(
    steps.map((ms) => formatDuration(ms, 'en')),
    ['0 sec', '250 ms', '1 sec', '42 sec', '1 min', '1 min, 1 sec', '1 hr', '1 hr', '1 day, 1 hr', '100 days'],
  );
});

test('lists', () => {
  each(
    (language) => formatList(['a', 'b', 'c'], language),
    ['a, b, and c', 'a, b y c', 'a, b et c', 'a, b und c', 'a, b, और c', 'a、b、c', 'a、b和c', 'a وb وc'],
  );
  assert.equal(formatList(['a', 'b'], 'fr', { type: 'disjunction' }), 'a ou b');
  assert.equal(formatList(['ä'], 'ar'), '\u2068ä\u2069');
});

test('ordinals', () => {
  each((language) => formatOrdinal(1, language), ['1st', '1.º', '1er', '1.', '1ला', '第1', '第1', 'الـ1']);
  assert.deepEqual(
    [2, 3, 4, 11, 1022].map((n) => formatOrdinal(n, 'en')),
    ['2nd', '3rd', '4th', '11th', '1,022nd'],
  );
  assert.deepEqual(
    [2, 3, 4, 5, 6].map((n) => formatOrdinal(n, 'hi')),
    ['2रा', '3रा', '4था', '5वाँ', '6ठा'],
  );
  assert.equal(formatOrdinal(2, 'fr'), '2e');
});
