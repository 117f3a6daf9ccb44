import assert from 'node:assert/strict';
import type { Definition } from '../../src/domains/automation/definition/definition.ts';
import { readDefinition } from '../../src/domains/automation/definition/read-definition.ts';
import { advance, beginRun } from '../../src/domains/automation/interpreter/advance.ts';
import type { Json, RunCommand, RunEvent, StepFailure } from '../../src/domains/automation/interpreter/protocol.ts';
import type { RunState } from '../../src/domains/automation/interpreter/state.ts';

/** A definition of the steps, as it would be sent. */
export function define(steps: readonly object[], settings: object = {}): Definition {
  const read = readDefinition({
    workflow_name: 'Test',
    workflow_type: 'manual',
    trigger_conditions: {},
    workflow_steps: steps,
    settings,
  });
  assert.ok('definition' in read, JSON.stringify('faults' in read ? read.faults : null));
  return read.definition;
}

export const ORGANIZATION = { id: 1, name: 'Acme', language: 'en', timeZone: 'Europe/Berlin', currency: 'EUR' };
const RUN = { id: 'run_1', workflowId: 7, startedAt: 0 };

type WithoutMoment<T> = T extends unknown ? Omit<T, 'at' | 'chance'> : never;
type Execute = Extract<RunCommand, { kind: 'execute' }>;

/** A run that a test leads step by step. */
export function startRun(definition: Definition, data: Json = {}, { at: begin = 0 } = {}) {
  let state = beginRun({ definition, trigger: { kind: 'manual', data }, organization: ORGANIZATION, run: RUN });
  let now = begin;
  const run = {
    get state(): RunState {
      return state;
    },
    set state(next: RunState) {
      state = next;
    },
    definition,
    /** Takes in an event; what it commands. */
    send(event: WithoutMoment<RunEvent>, { at: moment = now, chance = 0 } = {}): readonly RunCommand[] {
      now = moment;
      const advanced = advance(run.definition, state, { ...event, at: moment, chance });
      state = advanced.state;
      return advanced.commands;
    },
    start: () => run.send({ kind: 'started' }),
    succeed: (key: string, output: Json = null, attempt = 1, at = now) =>
      run.send({ kind: 'step_succeeded', key, attempt, output }, { at }),
    fail: (key: string, attempt = 1, failure: Partial<StepFailure> = {}) =>
      run.send({
        kind: 'step_failed',
        key,
        attempt,
        failure: { code: 'broken', message: 'It broke.', isRetryable: false, ...failure },
      }),
    fire: (key: string, at: number) => run.send({ kind: 'timer_fired', key }, { at }),
  };
  return run;
}

/** Commands in short: `execute a`, `timer b 5000`, `settle succeeded`. */
export function brief(commands: readonly RunCommand[]): string[] {
  return commands.map((command) => {
    const { kind } = command;
    if (kind === 'execute') return `execute ${command.key}${command.attempt === 1 ? '' : ` ${command.attempt}`}`;
    if (kind === 'set_timer') return `timer ${command.key} ${command.at}`;
    if (kind === 'note') return `${command.status} ${command.key}`;
    if (kind === 'settle') return `settle ${command.status}`;
    if (kind === 'escalate_approval') return `escalate ${command.key} ${command.level}`;
    return `${kind === 'ask_approval' ? 'ask' : 'abandon'} ${command.key}`;
  });
}

export const executed = (commands: readonly RunCommand[]): Execute[] =>
  commands.filter((command): command is Execute => command.kind === 'execute');

/** A step that a handler does. */
export const work = (id: string, more: object = {}) => ({
  id,
  type: 'script',
  source: 'return input',
  input: {},
  ...more,
});
