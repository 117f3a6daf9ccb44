import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBudget } from './training-receipt.ts';

const ask = (budget: ReturnType<typeof createBudget>, times: number) =>
  Array.from({ length: times }, () => budget.isSpent());

test('without a budget the search is never cut', () => {
  const budget = createBudget(null, null);
  assert.deepEqual([ask(budget, 3), budget.spentAfter()], [[false, false, false], null]);
});

test('a budget that is over stays over, and tells when it was', () => {
  const budget = createBudget(-1, null);
  assert.deepEqual([ask(budget, 2), budget.spentAfter()], [[true, true], 0]);
});

test('a repetition is cut at the same question, whatever the clock says', () => {
  const budget = createBudget(null, 2);
  assert.deepEqual([ask(budget, 4), budget.spentAfter()], [[false, false, true, true], 2]);
});
