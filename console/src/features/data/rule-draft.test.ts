import { expect, test } from 'vitest';
import { blankDraft, ruleOf, suits } from './rule-draft.ts';

const draft = { ...blankDraft, column: 'amount' };
const read = (text: string) => (Number.isNaN(Number(text)) ? null : Number(text));

test('a rule says what its kind needs, and no more', () => {
  expect(ruleOf({ ...draft, allowed: '1.5' }, 'number', read)).toEqual({
    kind: 'not_blank',
    column: 'amount',
    allowed_share: 0.015,
    severity: 'medium',
  });
  expect(ruleOf({ ...draft, kind: 'in_range', minimum: '0', values: 'x' }, 'number', read)).toMatchObject({
    minimum: 0,
  });
  expect(ruleOf({ ...draft, kind: 'fresh' }, 'date', read)).toEqual({
    kind: 'fresh',
    column: 'amount',
    hours: 24,
    severity: 'medium',
  });
});

test('a rule that lacks something is none yet', () => {
  expect(ruleOf({ ...draft, kind: 'in_range' }, 'number', read)).toBeNull();
  expect(ruleOf({ ...draft, kind: 'in_range', minimum: 'low' }, 'number', read)).toBeNull();
  expect(ruleOf({ ...draft, kind: 'pattern' }, 'text', read)).toBeNull();
  expect(ruleOf({ ...draft, kind: 'condition' }, 'text', read)).toBeNull();
  expect(ruleOf({ ...draft, allowed: '101' }, 'text', read)).toBeNull();
});

test('values stand one a line and are numbers where the column is', () => {
  const listed = { ...draft, kind: 'one_of' as const, values: '1\n2\n' };
  expect(ruleOf(listed, 'integer', read)).toMatchObject({ values: [1, 2] });
  expect(ruleOf(listed, 'text', read)).toMatchObject({ values: ['1', '2'] });
  expect(ruleOf({ ...listed, values: '1\nmany' }, 'integer', read)).toBeNull();
});

test('a kind suits columns of some types only', () => {
  expect([suits('pattern', 'number'), suits('in_range', 'text'), suits('fresh', 'date')]).toEqual([false, false, true]);
});
