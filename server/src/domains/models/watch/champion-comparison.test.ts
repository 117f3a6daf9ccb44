import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Column, trainPipeline } from '../../../numeric/index.ts';
import { compareOnHeldOut } from './champion-comparison.ts';
import { judgeChallenger } from './judge-challenger.ts';

const ROWS = 600;
const spread = (row: number) => (row * 0.618_033_988_749_895) % 1;
const values = (of: (row: number) => number) => Float64Array.from({ length: ROWS }, (_, row) => of(row));
const x: Column = { name: 'x', kind: 'number', values: values(spread) };
const time = values((row) => row);
const noise = (row: number) => spread(row * 31 + 7) - 0.5;
const numberTarget = (slope: number): Column => ({
  name: 'y',
  kind: 'number',
  values: values((row) => slope * spread(row) + noise(row)),
});
const wordTarget = (name: string, words: (row: number) => string, dictionary: string[]): Column => ({
  name,
  kind: 'category',
  codes: Int32Array.from({ length: ROWS }, (_, row) => dictionary.indexOf(words(row))),
  dictionary,
});
const learn = (target: Column) =>
  trainPipeline({
    task: target.kind === 'number' ? 'regression' : 'classification',
    columns: [x],
    target,
    algorithm: target.kind === 'number' ? 'ridge' : 'logistic_regression',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    seed: 1,
    time,
  });
const challenge = (champion: Column, challenger: Column, trainedAtMs: number, isClock = true) => {
  const { pipeline, heldOut } = learn(challenger);
  return compareOnHeldOut({ pipeline: learn(champion).pipeline, trainedAtMs }, pipeline, heldOut, isClock);
};

test('who fits the world as it is now is better, and who does not is worse', () => {
  const better = challenge(numberTarget(-3), numberTarget(3), 0) ?? assert.fail();
  assert.ok(better.challenger < better.champion && better.difference > 0 && better.p_value < 1e-6);
  assert.deepEqual([better.metric, better.rows, better.unseen_by_champion], ['squared_error', 120, true]);
  assert.deepEqual(judgeChallenger(better, true), { decision: 'promoted', reason: 'better' });
  assert.deepEqual(judgeChallenger(better, false), { decision: 'awaiting', reason: 'better_without_leave' });
  const worse = { ...better, difference: -better.difference };
  assert.deepEqual(judgeChallenger(worse, true), { decision: 'kept', reason: 'worse' });
  const flattered = { ...worse, unseen_by_champion: false };
  assert.deepEqual(judgeChallenger(flattered, true), { decision: 'kept', reason: 'not_better' });
  assert.deepEqual(judgeChallenger({ ...better, p_value: 0.06 }, true), { decision: 'kept', reason: 'not_better' });
  assert.deepEqual(judgeChallenger({ ...better, p_value: Number.NaN }, true), {
    decision: 'kept',
    reason: 'not_better',
  });
  assert.deepEqual(judgeChallenger(null, true), { decision: 'kept', reason: 'not_comparable' });
});

const rowsFor = (trainedAtMs: number, isClock?: boolean) => {
  const found = challenge(numberTarget(3), numberTarget(3), trainedAtMs, isClock);
  return [found?.rows, found?.unseen_by_champion];
};

test('rows newer than the champion are taken where there are enough; else all, and that is said', () => {
  // The last 120 of 600 are held out: times 480 to 599.
  assert.deepEqual(rowsFor(549), [50, true]);
  assert.deepEqual(rowsFor(550), [120, false]);
  assert.deepEqual(rowsFor(0, false), [120, false], 'numbers that only order the rows are no moments');
});

test('classes meet by their labels, and one that the champion does not know has no chance', () => {
  const two = wordTarget('y', (row) => (spread(row) > 0.5 ? 'high' : 'low'), ['low', 'high']);
  const turned = wordTarget('y', (row) => (spread(row) > 0.5 ? 'high' : 'low'), ['high', 'low']);
  const same = challenge(two, turned, 0) ?? assert.fail();
  assert.ok(Math.abs(same.champion - same.challenger) < 0.05, `${same.champion} and ${same.challenger}`);
  const three = wordTarget('y', (row) => ['low', 'middle', 'high'][Math.floor(spread(row) * 3)] ?? 'low', [
    'low',
    'middle',
    'high',
  ]);
  const found = challenge(two, three, 0) ?? assert.fail();
  assert.ok(found.champion > found.challenger + 1 && found.p_value < 1e-6);
});

const halves = (row: number) => (spread(row) > 0.5 ? 'high' : 'middle');

test('what the champion says of each class is found under its own order of classes', () => {
  const rarelyLow = (row: number) => (row % 12 === 0 ? 'low' : halves(row));
  const known = wordTarget('y', halves, ['high', 'middle']);
  const wider = wordTarget('y', rarelyLow, ['high', 'low', 'middle']);
  const { champion, challenger } = challenge(known, wider, 0) ?? assert.fail();
  // Of the rows, one in twelve has no chance at all; of the others the two say much the same.
  assert.ok(champion < challenger + 0.4, `${champion} and ${challenger}`);
});

test('another target, another task and other kinds of columns are not compared', () => {
  const words = wordTarget('y', (row) => (spread(row) > 0.5 ? 'high' : 'low'), ['low', 'high']);
  assert.equal(challenge(words, numberTarget(3), 0), null);
  assert.equal(challenge({ ...numberTarget(3), name: 'z' }, numberTarget(3), 0), null);
  const { pipeline, heldOut } = learn(numberTarget(3));
  const asWords: Column = { name: 'x', kind: 'category', codes: new Int32Array(120), dictionary: ['a'] };
  const changed = { ...heldOut, columns: [asWords] };
  assert.equal(compareOnHeldOut({ pipeline, trainedAtMs: 0 }, pipeline, changed, true), null);
});
