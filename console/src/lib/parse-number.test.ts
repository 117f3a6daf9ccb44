import { expect, test } from 'vitest';
import { parseNumber } from './parse-number.ts';

const english = new Intl.NumberFormat('en-US');
const german = new Intl.NumberFormat('de-DE');
const french = new Intl.NumberFormat('fr-FR');
const hindi = new Intl.NumberFormat('hi-IN');

test('reads a number by the conventions of its language', () => {
  expect(parseNumber('1,234.5', english)).toBe(1234.5);
  expect(parseNumber('1.234,5', german)).toBe(1234.5);
  expect(parseNumber('1 234,5', french)).toBe(1234.5);
  expect(parseNumber('12,34,567.5', hindi)).toBe(1_234_567.5);
});

test('takes a lone separator that cannot group for the decimal sign', () => {
  expect(parseNumber('1.5', german)).toBe(1.5);
  expect(parseNumber('72,23', english)).toBe(72.23);
});

test('takes a separator before three digits as the language means it', () => {
  expect(parseNumber('1.234', german)).toBe(1234);
  expect(parseNumber('1.234', english)).toBe(1.234);
});

test('reads signs, exponents and digits of other scripts', () => {
  expect(parseNumber('−3', english)).toBe(-3);
  expect(parseNumber('+2e3', english)).toBe(2000);
  expect(parseNumber('١٢٫٥', new Intl.NumberFormat('ar-AE'))).toBe(12.5);
  expect(parseNumber('१२.५', hindi)).toBe(12.5);
  expect(parseNumber('１２', new Intl.NumberFormat('ja-JP'))).toBe(12);
});

test('refuses what is no number', () => {
  for (const text of ['', 'twelve', '1-2', '12 apples', '1.2.3,4', 'Infinity', '0x10']) {
    expect(parseNumber(text, english), text).toBeNull();
  }
});
