import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import fixtures from './fixtures/rng-fixtures.json' with { type: 'json' };
import { createRng, xoshiro128 } from './rng.ts';

function take(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

test('xoshiro128** gives the words of the reference implementation', () => {
  assert.deepEqual(take(10, xoshiro128(Uint32Array.from(fixtures.xoshiro.state))), fixtures.xoshiro.words);
  const state = Uint32Array.of(0x964d_4a0c, 0xd40a_b895, 0xad7f_decb, 0x3006_f0f0);
  assert.deepEqual(take(4, xoshiro128(state)), [0xf139_1922, 0x6fe5_3806, 0xa5be_2840, 0xf510_ee70]);
});

test('a seed gives the same stream as the reference program', () => {
  for (const { seed, words } of fixtures.seeds) assert.deepEqual(take(6, createRng(seed).uint32), words);
});

test('a child stream depends on the seed and the key, not on what was drawn', () => {
  for (const { seed, key, words } of fixtures.children) {
    const parent = createRng(seed);
    assert.deepEqual(take(6, parent.split(key).uint32), words);
    parent.normal();
    assert.deepEqual(take(6, parent.split(key).uint32), words);
  }
  const siblings = ['a', 'b', 'aa'].map((key) => createRng(1).split(key).uint32());
  assert.equal(new Set(siblings).size, 3);
  assert.notEqual(createRng(1).split('a').split('b').uint32(), createRng(1).split('b').split('a').uint32());
});

test('a seed that is no whole number of 53 bits is refused', () => {
  for (const seed of [-1, 1.5, Number.NaN, 2 ** 53]) {
    const { params } = numericErrorOf('invalid_hyperparameter', () => createRng(seed));
    assert.equal(params['name'], 'seed');
  }
});

test('uniform numbers lie in [0, 1) with the mean and variance of the distribution', () => {
  const rng = createRng(3);
  const draws = take(100_000, rng.uniform);
  assert.ok(draws.every((value) => value >= 0 && value < 1));
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
  assertClose(mean, 0.5, 0.005);
  assertClose(variance, 1 / 12, 0.002);
});

test('whole numbers are equally frequent below any bound', () => {
  for (const bound of [1, 3, 7, 10]) {
    const rng = createRng(bound);
    const counts = Array.from({ length: bound }, () => 0);
    for (let i = 0; i < 50_000; i += 1) {
      const value = rng.integer(bound);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    const expected = 50_000 / bound;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    assert.ok(chiSquare < 30, `bound ${bound}: chi square ${chiSquare}`);
  }
});

test('whole numbers below a bound just over 2³¹ are unbiased, which needs draws to be thrown away', () => {
  const rng = createRng(5);
  const bound = 3 * 2 ** 30;
  const lowThird = take(30_000, () => rng.integer(bound)).filter((value) => value < 2 ** 30).length;
  assertClose(lowThird / 30_000, 1 / 3, 0.015);
});

test('normal numbers have the moments of the distribution', () => {
  const rng = createRng(4);
  const draws = take(100_000, rng.normal);
  const moment = (power: number): number => draws.reduce((sum, value) => sum + value ** power, 0) / draws.length;
  assertClose(moment(1), 0, 0.02);
  assertClose(moment(2), 1, 0.02);
  assertClose(moment(3), 0, 0.05);
  assertClose(moment(4), 3, 0.05);
});

test('a shuffle keeps the members, and every order of three is equally frequent', () => {
  const rng = createRng(9);
  const counts = new Map<string, number>();
  for (let i = 0; i < 12_000; i += 1) {
    const items = Int32Array.of(1, 2, 3);
    rng.shuffle(items);
    counts.set(items.join(), (counts.get(items.join()) ?? 0) + 1);
  }
  assert.deepEqual([...counts.keys()].toSorted(), ['1,2,3', '1,3,2', '2,1,3', '2,3,1', '3,1,2', '3,2,1']);
  for (const count of counts.values()) assertClose(count / 12_000, 1 / 6, 0.015);
});
