import { expect, test } from 'vitest';
import type { PlannedStep, StandingStep, StepAttempt } from '../../api/types.ts';
import { sharesOf, timelineOf } from './timeline.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const planned = (id: string, more: Partial<PlannedStep> = {}): PlannedStep => ({
  id,
  name: null,
  type: 'script',
  parent_id: null,
  arm: null,
  ...more,
});
const attempt = (key: string, from: number, to: number, more: Partial<StepAttempt> = {}): StepAttempt => ({
  sequence: from,
  key,
  step_id: key,
  step_type: 'script',
  attempt: 1,
  status: 'succeeded',
  input: null,
  output: null,
  failure: null,
  logs: [],
  started_at: iso(from),
  finished_at: iso(to),
  ...more,
});
const made = (plan: PlannedStep[], attempts: StepAttempt[], underWay: StandingStep[] = [], nowMs = 0) =>
  timelineOf({ plan, attempts, underWay, nowMs, isOver: underWay.length === 0 });

test('steps stand in the order of the plan, also those that were not reached', () => {
  const rows = made([planned('a'), planned('b'), planned('c')], [attempt('b', 5, 9), attempt('a', 0, 5)]);
  expect(rows.map(({ key, state }) => [key, state])).toEqual([
    ['a', 'succeeded'],
    ['b', 'succeeded'],
    ['c', 'ahead'],
  ]);
});

test('tries are bars of their own with the pauses between them', () => {
  const failed = { status: 'failed' } as const;
  const [row] = made(
    [planned('a')],
    [attempt('a', 0, 2, failed), attempt('a', 10, 12, failed), attempt('a', 30, 31, { attempt: 3 })],
  );
  expect(row?.bars.map(({ from, to, kind }) => [from, to, kind])).toEqual([
    [0, 2, 'failed'],
    [2, 10, 'pause'],
    [10, 12, 'failed'],
    [12, 30, 'pause'],
    [30, 31, 'work'],
  ]);
  expect(row?.state).toBe('succeeded');
});

test('turns of a loop and branches hold what stands within them', () => {
  const plan = [
    planned('each', { type: 'loop' }),
    planned('price', { parent_id: 'each' }),
    planned('both', { type: 'parallel' }),
    planned('left', { type: 'branch', parent_id: 'both' }),
    planned('l', { parent_id: 'left' }),
  ];
  const rows = made(plan, [
    attempt('each[1].price', 2, 4),
    attempt('each[0].price', 0, 2, { status: 'failed' }),
    attempt('each', 0, 4, { step_type: 'loop' }),
    attempt('l', 4, 8),
    attempt('both', 4, 8, { step_type: 'parallel' }),
  ]);
  expect(rows.map(({ key, depth, type, state }) => [key, depth, type, state])).toEqual([
    ['each', 0, 'loop', 'succeeded'],
    ['each[0]', 1, 'turn', 'failed'],
    ['each[0].price', 2, 'script', 'failed'],
    ['each[1]', 1, 'turn', 'succeeded'],
    ['each[1].price', 2, 'script', 'succeeded'],
    ['both', 0, 'parallel', 'succeeded'],
    ['left', 1, 'branch', 'succeeded'],
    ['l', 2, 'script', 'succeeded'],
  ]);
});

test('only the branch that ended last is critical', () => {
  const plan = [
    planned('p', { type: 'parallel' }),
    planned('b1', { type: 'branch', parent_id: 'p' }),
    planned('quick', { parent_id: 'b1' }),
    planned('b2', { type: 'branch', parent_id: 'p' }),
    planned('slow', { parent_id: 'b2' }),
    planned('z'),
  ];
  const rows = made(plan, [
    attempt('quick', 0, 3),
    attempt('slow', 0, 9),
    attempt('p', 0, 9, { step_type: 'parallel' }),
    attempt('z', 9, 10),
  ]);
  expect(rows.filter(({ isCritical }) => isCritical).map(({ key }) => key)).toEqual(['slow', 'z']);
});

test('a step that waits does so until now, and what took longest is named', () => {
  const standing = {
    key: 'ask',
    step_id: 'ask',
    waits_for: 'decision',
    attempt: null,
    since: iso(10),
    until: iso(500),
  } as const;
  const rows = made(
    [planned('a'), planned('ask', { type: 'approval_request', name: 'Ask' })],
    [attempt('a', 0, 10)],
    [standing],
    100,
  );
  expect(rows[1]).toMatchObject({ state: 'waiting', bars: [{ from: 10, to: 100, kind: 'wait' }] });
  expect(sharesOf(rows, 0, 100)).toEqual({ work: 10, wait: 90, total: 100, longest: { name: 'Ask', ms: 90 } });
});

test('of many turns those that failed are shown', () => {
  const plan = [planned('each', { type: 'loop' }), planned('s', { parent_id: 'each' })];
  const attempts = Array.from({ length: 100 }, (_, turn) =>
    attempt(`each[${turn}].s`, turn, turn + 1, turn === 77 ? { status: 'failed' } : {}),
  );
  const turns = made(plan, attempts).filter(({ type }) => type === 'turn');
  expect(turns).toHaveLength(30);
  expect(turns.at(-1)?.key).toBe('each[77]');
});

test('what the plan no longer knows is shown after it', () => {
  const rows = made([planned('a')], [attempt('old', 0, 1), attempt('a', 1, 2)]);
  expect(rows.map(({ key }) => key)).toEqual(['a', 'old']);
});
