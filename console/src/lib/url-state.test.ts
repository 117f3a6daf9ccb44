import { expect, test } from 'vitest';
import { choiceParam, dayParam, listParam, present, safeNext, textParam } from './url-state.ts';

test('a text may have been typed as a number', () => {
  expect(textParam('job_1')).toBe('job_1');
  expect(textParam(12)).toBe('12');
  expect(textParam('')).toBeUndefined();
  expect(textParam({ a: 1 })).toBeUndefined();
});

test('a choice is one of those offered or nothing', () => {
  expect(choiceParam('rows', ['columns', 'rows'])).toBe('rows');
  expect(choiceParam('evil', ['columns', 'rows'])).toBeUndefined();
});

test('a day is one of the calendar or nothing', () => {
  expect(dayParam('2026-11-04')).toBe('2026-11-04');
  expect(dayParam('2026-13-04')).toBeUndefined();
  expect(dayParam('yesterday')).toBeUndefined();
});

test('a list keeps its texts only', () => {
  expect(listParam(['a', 2, null, { b: 1 }])).toEqual(['a', '2']);
  expect(listParam('a')).toBeUndefined();
});

test('what is undefined does not stand in the address', () => {
  expect(Object.keys(present({ tab: undefined, job: 'x' }))).toEqual(['job']);
});

test('after signing in a reader goes on inside this console only', () => {
  expect(safeNext('/o/1/models?x=1')).toBe('/o/1/models?x=1');
  expect(safeNext(undefined)).toBe('/');
  expect(safeNext('https://example.com/o/1')).toBe('/');
  expect(safeNext('//example.com/o/1')).toBe('/');
  expect(safeNext('/o/\\example.com')).toBe('/');
});
