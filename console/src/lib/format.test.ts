import { describe, expect, test } from 'vitest';
import { createFormat } from './format.ts';

const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ').replace(/[\u200E\u200F\u061C]/g, '');

describe('numbers', () => {
  test('are grouped as the language groups them', () => {
    expect(createFormat('en', 'UTC').integer(1_234_567)).toBe('1,234,567');
    expect(createFormat('de', 'UTC').integer(1_234_567)).toBe('1.234.567');
    expect(plain(createFormat('fr', 'UTC').integer(1_234_567))).toBe('1 234 567');
    expect(createFormat('hi', 'UTC').integer(1_234_567)).toBe('12,34,567');
  });

  test('of four digits are grouped in Spanish too', () => {
    expect(createFormat('es', 'UTC').integer(1234)).toBe('1.234');
  });

  test('are written with Latin digits in Arabic', () => {
    expect(plain(createFormat('ar', 'UTC').integer(1234))).toBe('1,234');
  });

  test('below zero carry a true minus sign', () => {
    expect(createFormat('en', 'UTC').figure(-3.5)).toBe('−3.5');
    expect(createFormat('en', 'UTC').signed(-7)).toBe('−7');
    expect(createFormat('en', 'UTC').signed(7)).toBe('+7');
  });

  test('of any size keep the digits that matter', () => {
    const { figure } = createFormat('en', 'UTC');
    expect(figure(0.87449)).toBe('0.874');
    expect(figure(12.3456)).toBe('12.35');
    expect(figure(123.456)).toBe('123.5');
    expect(figure(12_845.6)).toBe('12,846');
  });

  test('that are shares become percentages', () => {
    expect(createFormat('en', 'UTC').percent(0.784)).toBe('78%');
    expect(plain(createFormat('de', 'UTC').percent(0.784, 1))).toBe('78,4 %');
  });
});

describe('money', () => {
  test('is whole from a thousand on, and short where there is little room', () => {
    const { money } = createFormat('en', 'UTC');
    expect(money(1_284_300.4, 'EUR')).toBe('€1,284,300');
    expect(money(70.017, 'EUR')).toBe('€70.02');
    expect(money(1_405_794, 'EUR', 'short')).toBe('€1.41M');
    expect(money(-31_400, 'USD')).toBe('−$31,400');
    expect(plain(createFormat('de', 'UTC').money(1_284_300, 'EUR'))).toBe('1.284.300 €');
  });

  test('of currencies without cents has none', () => {
    expect(createFormat('ja', 'UTC').money(1200, 'JPY')).toBe('￥1,200');
  });
});

describe('sizes and spans', () => {
  test('of files are told in the unit that suits them', () => {
    const { bytes } = createFormat('en', 'UTC');
    expect(bytes(900)).toBe('900 byte');
    expect(bytes(51_183)).toBe('51 kB');
    expect(bytes(14_200_000)).toBe('14 MB');
    expect(bytes(1_240_000)).toBe('1.2 MB');
  });

  test('of time are told in seconds until a minute and a half', () => {
    const { duration } = createFormat('en', 'UTC');
    expect(duration(0.2)).toBe('1 sec');
    expect(duration(75)).toBe('75 sec');
    expect(duration(130)).toBe('2 min');
  });
});

describe('dates', () => {
  test('are those of the given time zone', () => {
    const instant = '2026-11-04T23:30:00Z';
    expect(createFormat('en', 'UTC').date(instant)).toBe('Nov 4, 2026');
    expect(createFormat('en', 'Asia/Tokyo').date(instant)).toBe('Nov 5, 2026');
  });

  test('without a time are the same day in every time zone', () => {
    expect(createFormat('en', 'America/Los_Angeles').day('2026-11-04')).toBe('Nov 4, 2026');
  });

  test('near now are told by their distance', () => {
    const { relative } = createFormat('en', 'UTC');
    const now = Date.parse('2026-11-04T12:00:00Z');
    expect(relative('2026-11-04T11:59:50Z', now)).toBe('now');
    expect(relative('2026-11-04T11:45:00Z', now)).toBe('15 minutes ago');
    expect(relative('2026-11-03T12:00:00Z', now)).toBe('yesterday');
  });

  test('of yesterday are counted in Hindi, which has one word for yesterday and tomorrow', () => {
    const now = Date.parse('2026-11-04T12:00:00Z');
    expect(createFormat('hi', 'UTC').relative('2026-11-03T12:00:00Z', now)).toBe('1 दिन पहले');
  });
});
