import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageCodes } from '../../platform/messages/languages.ts';
import { createMessages } from '../../platform/messages/messages.ts';
import type { Contribution } from './answer.ts';
import { createWording } from './wording.ts';

const messages = createMessages({
  onFault: (fault) => {
    throw new Error(JSON.stringify(fault));
  },
});
const contribution = (value: Contribution['value'], label?: string): Contribution => ({
  feature: 'monthly_charges',
  ...(label === undefined ? {} : { label }),
  value,
  contribution: 0.5,
});
const say = (part: Contribution, language: (typeof languageCodes)[number] = 'en') =>
  createWording(language, messages).explanation({ base_value: 0, unit: 'target', contributions: [part] })
    .contributions[0]?.text;

const TEXTS: [what: string, part: Contribution, expected: string][] = [
  ['a number', contribution(1234.5678), 'monthly_charges is 1,234.568'],
  ['a small number', contribution(0.000_012_345), 'monthly_charges is 0.0000123'],
  ['a negative number', contribution(-0.5), 'monthly_charges is -0.5'],
  ['nought', contribution(0), 'monthly_charges is 0'],
  ['a word', contribution('pro'), 'monthly_charges is pro'],
  ['a heading', contribution(1, 'Monthly charges'), 'Monthly charges is 1'],
  ['a boolean', contribution(false), 'monthly_charges: no'],
  ['nothing', contribution(null), 'monthly_charges is missing'],
  ['a date', contribution('2024-01-15T00:00:00.000Z'), 'monthly_charges is 01/15/2024'],
  ['a time', contribution('2024-01-15T14:30:00.000Z'), 'monthly_charges is 01/15/2024, 2:30 PM'],
  ['a long text', contribution('x'.repeat(500)), `monthly_charges is ${'x'.repeat(80)}…`],
];

for (const [what, part, expected] of TEXTS) {
  test(`a contribution says ${what}`, () => assert.equal(say(part), expected));
}

test('a contribution is said in the language of the reader', () => {
  assert.equal(say(contribution(1234.5), 'de'), 'monthly_charges ist 1.234,5');
  assert.equal(say(contribution(true), 'ja'), 'monthly_charges：はい');
});

test('a warning has words in every language and says where', () => {
  for (const language of languageCodes) {
    const [warning] = createWording(language, messages).warnings([
      { code: 'outside_training_range', column: 'a/b', params: { value: 7, min: 1, max: 2 } },
    ]);
    assert.equal(warning?.pointer, '/input_data/a~1b');
    assert.match(warning.detail, /7.*1.*2/);
  }
});
