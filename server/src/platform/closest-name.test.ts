import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closestName } from './closest-name.ts';

const columns = ['monthly_charges', 'tenure', 'churned', 'total_charges', 'größe', '顧客番号'];

const CASES: [wanted: string, expected: string | null][] = [
  ['Monthly Charges', 'monthly_charges'],
  ['montly_charges', 'monthly_charges'],
  ['tenrue', 'tenure'],
  ['chruned', 'churned'],
  ['total charge', 'total_charges'],
  ['Groesse', null],
  ['grösse', 'größe'],
  ['顧客号', '顧客番号'],
  ['revenue', null],
  ['', null],
  ['x'.repeat(10_000), null],
];

for (const [wanted, expected] of CASES) {
  test(`"${wanted.slice(0, 20)}" ${expected === null ? 'is near none' : `means ${expected}`}`, () => {
    assert.equal(closestName(wanted, columns), expected);
  });
}
