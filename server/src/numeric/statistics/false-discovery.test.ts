import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adjustedChances } from './false-discovery.ts';

// R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), 'BH'), and the example of Benjamini & Hochberg 1995, section 3.2.
const EXAMPLES: [chances: number[], adjusted: number[]][] = [
  [
    [0.01, 0.02, 0.03, 0.04, 0.05],
    [0.05, 0.05, 0.05, 0.05, 0.05],
  ],
  [
    [0.9, 0.001, 0.04],
    [0.9, 0.003, 0.06],
  ],
  [[0.2], [0.2]],
  [[], []],
];

for (const [chances, adjusted] of EXAMPLES) {
  test(`the chances ${chances.join(', ') || 'of no test'} are adjusted to ${adjusted.join(', ') || 'none'}`, () => {
    for (const [index, chance] of adjustedChances(chances).entries()) {
      assert.ok(Math.abs(chance - (adjusted[index] ?? -1)) < 1e-12, `${chance} is not ${adjusted[index]}`);
    }
    assert.equal(adjustedChances(chances).length, chances.length);
  });
}

test('four of the fifteen chances of the 1995 paper are named at 5 %', () => {
  const chances = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  assert.equal(adjustedChances(chances).filter((chance) => chance <= 0.05).length, 4);
});
