import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng, referenceOf } from '../../../numeric/index.ts';
import { measureDrift } from './drift.ts';
import type { LiveAnswer } from './live-answers.ts';

const rest = () => Promise.resolve();
const numbers = (rows: number, of: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => of(row));
/** Evenly spread over 0 … 1 in an order that follows no pattern. */
const spread = (row: number) => (row * 0.618_033_988_749_895) % 1;
const score = referenceOf({ name: 'score', kind: 'number', values: numbers(1000, spread) });
const columnOf = (name: string, of: (row: number) => number, rows = 1000) => ({
  feature: name,
  reference: referenceOf({ name, kind: 'number', values: numbers(rows, of) }),
});
const answersOf = (rows: number, input: (row: number) => object, prediction = spread): LiveAnswer[] =>
  Array.from({ length: rows }, (_, row) => ({
    input: { ...input(row) },
    output: { prediction: prediction(row) },
    unseen: [],
    at: new Date(0),
  }));

test('a large difference of few rows, and a small one of many, are both no drift', async () => {
  const references = { score, features: [columnOf('x', spread)] };
  const few = await measureDrift(
    references,
    answersOf(199, () => ({ x: 5 })),
    rest,
  );
  assert.equal(few.state, 'not_enough');
  const slight = await measureDrift(
    references,
    answersOf(10_000, (row) => ({ x: spread(row) + 0.06 })),
    rest,
  );
  assert.equal(slight.state, 'stable');
  assert.ok((slight.features[0]?.adjusted_p_value ?? 1) < 0.02, 'the difference is there, and too small to matter');
});

for (let seed = 0; seed < 10; seed += 1) {
  test(`what has shifted is seen, what has not is not: seed ${seed}`, async () => {
    const rng = createRng(seed);
    const normal = () => rng.normal();
    const references = { score, features: [columnOf('x', normal), columnOf('y', normal), columnOf('z', normal)] };
    const ask = (shift: number) =>
      measureDrift(
        references,
        answersOf(600, () => ({ x: normal() + shift, y: normal(), z: normal() })),
        rest,
      );
    assert.equal((await ask(0)).state, 'stable');
    const { state, features } = await ask(0.8);
    assert.deepEqual([state, features[0]?.feature], ['shifted', 'x']);
    assert.deepEqual(
      features.slice(1).map(({ verdict }) => verdict),
      ['stable', 'stable'],
    );
  });
}

test('a stability index that chance alone can give is no drift', async () => {
  const tiny = columnOf('x', spread, 12);
  const { features } = await measureDrift(
    { score, features: [tiny] },
    answersOf(200, (row) => ({ x: spread(row) })),
    rest,
  );
  const [x] = features;
  assert.deepEqual([x?.verdict, (x?.psi ?? 0) > 0.1], ['stable', true]);
});

test('blanks alone are drift, though the values that are there have not moved', async () => {
  const references = { score, features: [columnOf('x', spread)] };
  const answers = answersOf(400, (row) => (row % 3 === 0 ? {} : { x: spread(row) }));
  const { state, features } = await measureDrift(references, answers, rest);
  assert.deepEqual([state, features[0]?.missing_before], ['shifted', 0]);
  assert.ok((features[0]?.p_value ?? 0) > 0.05);
});

test('moments are shown and not judged', async () => {
  const year = 31_536_000_000;
  const values = numbers(1000, (row) => spread(row) * year);
  const seen = { feature: 'seen', reference: referenceOf({ name: 'seen', kind: 'time', values }) };
  const answers = answersOf(300, (row) => ({ seen: new Date((2 + spread(row)) * year).toISOString() }));
  const { state, features } = await measureDrift({ score, features: [seen] }, answers, rest);
  assert.deepEqual([state, features[0]?.verdict], ['stable', 'not_judged']);
  assert.ok((features[0]?.psi ?? 0) > 1);
});

const SEVERITIES: [what: string, shifted: number, prediction: (row: number) => number, severity: string][] = [
  ['one of six features has', 1, spread, 'low'],
  ['two of six features have', 2, spread, 'medium'],
  ['one has and the answers are moving', 1, (row) => spread(row) ** 1.5, 'medium'],
  ['the answers have', 0, (row) => spread(row) ** 3, 'high'],
];

for (const [what, shifted, prediction, severity] of SEVERITIES) {
  test(`where ${what} shifted, the severity is ${severity}`, async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const references = { score, features: names.map((name) => columnOf(name, spread)) };
    const input = (row: number) =>
      Object.fromEntries(names.map((name, index) => [name, spread(row) + (index < shifted ? 0.5 : 0)]));
    const drift = await measureDrift(references, answersOf(500, input, prediction), rest);
    assert.deepEqual([drift.state, drift.severity], ['shifted', severity], JSON.stringify(drift.score));
  });
}

test('of many features that did not move, none is named for being looked at', async () => {
  // Park and Miller (1988), the minimal standard generator.
  let state = 20_240_115;
  const chance = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const names = Array.from({ length: 200 }, (_, index) => `x${index}`);
  // Few rows, so that the index alone would name many.
  const features = names.map((name) => columnOf(name, chance, 100));
  const input = () => Object.fromEntries(names.map((name) => [name, chance()]));
  const drift = await measureDrift({ score, features }, answersOf(200, input), rest);
  assert.ok(drift.features.filter(({ psi }) => psi >= 0.1).length > 50);
  assert.equal(drift.state, 'stable');
});
