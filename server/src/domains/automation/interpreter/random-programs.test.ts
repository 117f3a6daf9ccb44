// `then` is a field of workflows.
/* oxlint-disable unicorn/no-thenable */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { define, ORGANIZATION } from '../../../../test/support/workflow-runs.ts';
import type { Definition } from '../definition/definition.ts';
import { advance, beginRun } from './advance.ts';
import type { RunCommand, RunEvent } from './protocol.ts';
import { rewind } from './rewind.ts';
import type { RunState } from './state.ts';

const PROGRAMS = Number(process.env['WORKFLOW_PROGRAMS'] ?? 120);
const SCHEDULES = 4;

type Dice = () => number;
const dice = (seed: number): Dice => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};
const hash = (text: string): number =>
  Buffer.from(text).reduce((sum, byte) => Math.imul(sum ^ byte, 16_777_619) >>> 0, 2_166_136_261);
const pick = <T>(roll: Dice, items: readonly T[]): T => items[Math.floor(roll() * items.length)] as T;

/** A program without races: what comes of it must not depend on who is quicker. */
function program(roll: Dice): Definition {
  let count = 0;
  let budget = 14;
  const list = (depth: number, names: readonly string[]): object[] => {
    const steps: object[] = [];
    const seen = [...names];
    const length = 1 + Math.floor(roll() * 3);
    const ids = Array.from({ length }, () => `n${(count += 1)}`);
    for (const [i, id] of ids.entries()) {
      budget -= 1;
      steps.push(step(id, depth, seen, ids.slice(i + 1)));
      seen.push(id);
    }
    return steps;
  };
  const onError = (later: readonly string[]): unknown => {
    if (roll() < 0.6) return 'fail';
    return later.length > 0 && roll() < 0.5 ? { goto: pick(roll, later) } : 'continue';
  };
  const step = (id: string, depth: number, names: readonly string[], later: readonly string[]): object => {
    const base: Record<string, unknown> = { id, on_error: onError(later) };
    if (roll() < 0.2 && names.length > 0) base['conditions'] = [{ field: pick(roll, names), operator: 'is_not_null' }];
    const kinds =
      budget > 0 && depth < 3
        ? ['work', 'work', 'work', 'delay', 'ask', 'check', 'parallel', 'loop']
        : ['work', 'delay'];
    switch (pick(roll, kinds)) {
      case 'delay':
        return { ...base, type: 'delay', duration: { seconds: Math.floor(roll() * 50) } };
      case 'ask':
        return {
          ...base,
          type: 'approval_request',
          approvers: { users: [1] },
          title: 'x',
          deadline_seconds: 100,
          escalation: [{ after_seconds: 10 }],
          on_rejected: pick(roll, ['stop', 'fail', 'continue']),
          on_deadline: pick(roll, ['fail', 'approve', 'reject', 'continue']),
        };
      case 'check':
        return {
          ...base,
          type: 'condition_check',
          conditions: [{ field: 'trigger.n', operator: 'greater_than', value: Math.floor(roll() * 10) }],
          then: list(depth + 1, names),
          else: roll() < 0.5 ? list(depth + 1, names) : [],
        };
      case 'parallel':
        return {
          ...base,
          type: 'parallel',
          branches: Array.from({ length: 1 + Math.floor(roll() * 3) }, (_, i) => ({
            id: `${id}_b${i}`,
            on_error: pick(roll, ['fail', 'continue']),
            steps: list(depth + 1, names),
          })),
        };
      case 'loop':
        return {
          ...base,
          type: 'loop',
          ...(roll() < 0.5 ? { range: { from: 1, to: Math.floor(roll() * 5) } } : { items: 'trigger.list' }),
          concurrency: 1 + Math.floor(roll() * 3),
          on_item_error: pick(roll, ['fail', 'continue']),
          ...(roll() < 0.4 ? { collect: { formula: 'index * 2' } } : {}),
          ...(roll() < 0.3
            ? { break_when: [{ field: 'index', operator: 'equals', value: Math.floor(roll() * 4) }] }
            : {}),
          steps: list(depth + 1, names),
        };
      default:
        return {
          ...base,
          type: 'script',
          source: 'x',
          input:
            names.length > 0 && roll() < 0.5 ? { seen: { formula: `has(trigger.${pick(roll, names)}) ? 1 : 0` } } : {},
          retry: { max_attempts: 1 + Math.floor(roll() * 3), initial_seconds: 1 },
        };
    }
  };
  return define(list(0, []));
}

type Execute = Extract<RunCommand, { kind: 'execute' }>;
type Way = { definition: Definition; salt: string; roll: Dice; state: RunState; calm?: boolean };

/** What the world answers: the same for a key and attempt, whenever it is asked. */
function answer({ key, attempt }: Execute, salt: string): 'ok' | 'again' | 'broken' {
  const luck = hash(`${salt} ${key} ${attempt}`) % 100;
  if (salt === 'kind') return 'ok';
  return luck < 72 ? 'ok' : luck < 90 ? 'again' : 'broken';
}

/** Leads a run to its end by one of all possible orders, with repeats, crashes and pauses. */
function walk({ definition, salt, roll, state: begin, calm = false }: Way) {
  let state = begin;
  let now = 0;
  const open = new Map<string, Execute>();
  const asked = new Set<string>();
  const timers = new Map<string, number>();
  const log: { event: RunEvent; after: string }[] = [];
  const attempts: string[] = [];
  const succeeded = new Set<string>();
  let settled: Extract<RunCommand, { kind: 'settle' }> | null = null;

  function take(event: RunEvent): void {
    const advanced = advance(definition, state, event);
    // A crash: what was not committed is taken in once more from what was.
    const kept: RunState = JSON.parse(JSON.stringify(state));
    if (!calm && roll() < 0.3)
      assert.deepEqual(JSON.stringify(advance(definition, kept, event)), JSON.stringify(advanced));
    state = roll() < 0.5 ? JSON.parse(JSON.stringify(advanced.state)) : advanced.state;
    log.push({ event, after: JSON.stringify(state) });
    for (const command of advanced.commands) {
      assert.equal(settled, null, 'nothing is commanded after the end');
      if (command.kind === 'execute') {
        assert.ok(!succeeded.has(command.key), `${command.key} had succeeded`);
        assert.ok(!attempts.includes(`${command.key} ${command.attempt}`), 'no attempt twice');
        attempts.push(`${command.key} ${command.attempt}`);
        open.set(command.key, command);
      } else if (command.kind === 'ask_approval') asked.add(command.key);
      else if (command.kind === 'set_timer') timers.set(command.key, command.at);
      else if (command.kind === 'settle') settled = command;
      else if (command.kind === 'abandon') {
        open.delete(command.key);
        asked.delete(command.key);
        timers.delete(command.key);
      }
    }
  }

  const moment = () => ({ at: now, chance: roll() });
  const isDecided = (key: string): boolean => hash(`${salt} ${key} decided`) % 3 > 0;
  take({ kind: 'started', ...moment() });
  for (let turn = 0; settled === null; turn += 1) {
    assert.ok(turn < 5000, 'it ends');
    if (!calm && roll() < 0.15 && log.length > 0) {
      const before = JSON.stringify(state);
      const { event } = pick(roll, log);
      const commands = advance(definition, state, { ...event, at: now }).commands.filter(
        ({ kind }) => kind !== 'set_timer',
      );
      if (event.kind === 'step_succeeded' || event.kind === 'step_failed' || event.kind === 'started') {
        assert.deepEqual(commands, [], 'a repeated event commands nothing');
        assert.equal(JSON.stringify(advance(definition, state, event).state), before);
      }
    }
    if (!calm && roll() < 0.1) take({ kind: 'paused', ...moment() });
    const choices: (() => void)[] = [
      ...[...open.values()].map((command) => () => {
        open.delete(command.key);
        now = Math.max(now, command.notBefore) + 1;
        const { key, attempt } = command;
        const outcome = answer(command, salt);
        if (outcome === 'ok') succeeded.add(key);
        if (outcome === 'ok')
          take({ kind: 'step_succeeded', key, attempt, output: hash(`${salt} ${key}`) % 1000, ...moment() });
        else
          take({
            kind: 'step_failed',
            key,
            attempt,
            failure: { code: `${outcome} ${key}`, message: 'm', isRetryable: outcome === 'again' },
            ...moment(),
          });
      }),
      ...[...asked].filter(isDecided).map((key) => () => {
        asked.delete(key);
        timers.delete(key);
        const outcome = hash(`${salt} ${key} verdict`) % 2 === 0 ? 'approved' : 'rejected';
        take({
          kind: 'approval_decided',
          key,
          decision: { outcome, deciders: [1], comment: null, fields: {} },
          ...moment(),
        });
      }),
      ...[...timers]
        .filter(([key]) => !asked.has(key) || !isDecided(key))
        .map(([key, due]) => () => {
          timers.delete(key);
          now = Math.max(now, due);
          take({ kind: 'timer_fired', key, ...moment() });
        }),
    ];
    if (state.status === 'paused' && (choices.length === 0 || roll() < 0.4)) take({ kind: 'resumed', ...moment() });
    else if (choices.length > 0) pick(roll, choices)();
    else if (settled === null) assert.fail('something is waited for that nobody can bring');
  }
  return { state, settled: settled as Extract<RunCommand, { kind: 'settle' }>, log, succeeded };
}

/** What must not depend on the order; moments do. */
const outcomeOf = ({ state, settled }: ReturnType<typeof walk>) =>
  JSON.stringify([settled.status, settled.failure?.code ?? null, state.variables]).replaceAll(
    /"resumed_at":"[^"]*"/g,
    '"resumed_at":""',
  );

const trigger = { kind: 'manual', data: { n: 5, list: ['a', 'b', 'c'] } };
const begin = (definition: Definition) =>
  beginRun({ definition, trigger, organization: ORGANIZATION, run: { id: 'r', workflowId: 1, startedAt: 0 } });

test('whatever the order of branches, crashes, repeats and pauses, a program comes to the same', () => {
  const ends = { succeeded: 0, failed: 0, cancelled: 0 };
  for (let seed = 1; seed <= PROGRAMS; seed += 1) {
    const definition = program(dice(seed));
    const outcomes = Array.from({ length: SCHEDULES }, (_, i) => {
      const way = walk({
        definition,
        salt: `s${seed}`,
        roll: dice(seed * 1000 + i),
        state: begin(definition),
        calm: i === 0,
      });
      if (i === 0) ends[way.settled.status] += 1;
      return outcomeOf(way);
    });
    for (const outcome of outcomes) assert.equal(outcome, outcomes[0], `program ${seed}`);
  }
  assert.ok(ends.succeeded > PROGRAMS / 5 && ends.failed > PROGRAMS / 10, JSON.stringify(ends));
});

test('a run led again from any prefix of its events stands where it stood', () => {
  for (let seed = 1; seed <= PROGRAMS / 5; seed += 1) {
    const definition = program(dice(seed));
    const { log } = walk({ definition, salt: `p${seed}`, roll: dice(seed), state: begin(definition) });
    let state = begin(definition);
    for (const { event, after } of log) {
      state = advance(definition, state, event).state;
      assert.equal(JSON.stringify(state), after, `program ${seed}`);
    }
  }
});

test('a failed run tried again in a kinder world succeeds without repeating what had succeeded', () => {
  let tried = 0;
  for (let seed = 1; seed <= PROGRAMS; seed += 1) {
    const definition = program(dice(seed));
    const first = walk({ definition, salt: `f${seed}`, roll: dice(seed), state: begin(definition) });
    if (first.settled.status !== 'failed') continue;
    tried += 1;
    const again = rewind(definition, first.state, 'failed');
    assert.ok('state' in again);
    const commands = new Set<string>();
    const second = walk({ definition, salt: 'kind', roll: dice(seed + 7), state: again.state });
    for (const { event } of second.log) if (event.kind === 'step_succeeded') commands.add(event.key);
    // What stays failed is what a definition itself refuses: an approval, a deadline.
    if (second.settled.status === 'failed')
      assert.match(`${second.settled.failure?.code}`, /^approval_/, `program ${seed}`);
    for (const key of commands) assert.ok(!first.succeeded.has(key), `${key} of program ${seed}`);
  }
  assert.ok(tried > PROGRAMS / 10);
});
