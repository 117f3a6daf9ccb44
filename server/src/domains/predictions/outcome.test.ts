import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError } from '../../platform/errors.ts';
import { type Learned, readOutcome } from './outcome.ts';

const sales: Learned = {
  model_type: 'forecasting',
  target_column: 'next_month_sales',
  classes: [],
  positive_class: null,
};
const churn: Learned = {
  model_type: 'classification',
  target_column: 'churned',
  classes: ['no', 'yes'],
  positive_class: 'yes',
};
const flag: Learned = { ...churn, classes: [false, true], positive_class: true };
const grade: Learned = { ...churn, target_column: 'grade', classes: [1, 2, 3], positive_class: null };

const UNDERSTOOD: [what: string, learned: Learned, outcome: Record<string, unknown>, actual: unknown][] = [
  ['a number under the target’s name', sales, { next_month_sales: 5 }, 5],
  ['a single number under any name', sales, { actual_sales: 162_000 }, 162_000],
  ['the target’s value among others', sales, { next_month_sales: 5, note: 'wet', week: 3 }, 5],
  ['a class under the target’s name', churn, { churned: 'yes' }, 'yes'],
  ['a boolean for two classes that are words', churn, { churned: false }, 'no'],
  ['a single boolean under any name', churn, { left_us: true }, 'yes'],
  ['1 and 0 for two classes', churn, { churned: 1 }, 'yes'],
  ['a class written as text', flag, { churned: 'true' }, true],
  ['a boolean class', flag, { churned: false }, false],
  ['0 for a boolean class', flag, { churned: 0 }, false],
  ['a number that is a class', grade, { grade: 2 }, 2],
  ['a single number that is a class', grade, { result: 3 }, 3],
];

for (const [what, learned, outcome, actual] of UNDERSTOOD) {
  test(`understands ${what}`, () => assert.equal(readOutcome(outcome, learned), actual));
}

const REFUSED: [what: string, learned: Learned, outcome: Record<string, unknown>, code: string][] = [
  ['nothing', sales, {}, 'outcome_without_target'],
  ['two numbers of which none has the target’s name', sales, { a: 1, b: 2 }, 'outcome_without_target'],
  ['a text under another name', churn, { left: 'yes' }, 'outcome_without_target'],
  ['words for a number', sales, { next_month_sales: 'many' }, 'outcome_not_a_number'],
  ['a boolean for a number', sales, { next_month_sales: true }, 'outcome_not_a_number'],
  ['a number beyond all numbers', sales, { next_month_sales: Infinity }, 'outcome_not_a_number'],
  ['null', sales, { next_month_sales: null }, 'outcome_not_a_number'],
  ['a class that was never learned', churn, { churned: 'maybe' }, 'outcome_not_a_class'],
  ['a number that is no class', grade, { grade: 4 }, 'outcome_not_a_class'],
  ['a boolean where there are three classes', grade, { grade: true }, 'outcome_not_a_class'],
  ['an object', churn, { churned: { yes: 1 } }, 'outcome_not_a_class'],
  ['the name of what every object has', churn, JSON.parse('{"__proto__": "yes", "x": 1}'), 'outcome_without_target'],
];

for (const [what, learned, outcome, code] of REFUSED) {
  test(`refuses ${what}`, () => {
    assert.throws(
      () => readOutcome(outcome, learned),
      (error) => isAppError(error) && error.code === 'feedback_invalid' && error.faults[0]?.code === code,
    );
  });
}
