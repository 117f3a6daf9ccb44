import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brief, define, ORGANIZATION, work } from '../../../../test/support/workflow-runs.ts';
import type { Definition } from '../definition/definition.ts';
import type { ApprovalDecision } from './protocol.ts';
import { simulate, type Answers } from './simulate.ts';

const RUN = { id: 'run_1', workflowId: 1, startedAt: 0 };
const HOUR = 3_600_000;

const lead = (definition: Definition, answers: Partial<Answers> = {}, limit = 1000) =>
  simulate(
    { definition, trigger: { kind: 'manual', data: { n: 1 } }, organization: ORGANIZATION, run: RUN },
    { execute: async ({ key }) => ({ output: key }), approve: async () => null, ...answers },
    { at: 0, limit },
  );

const ask = {
  id: 'ask',
  type: 'approval_request',
  approvers: { users: [1] },
  title: 'OK?',
  deadline_seconds: 3600,
  on_deadline: 'continue',
};

test('a simulation comes to the end of a run without waiting', async () => {
  const definition = define([
    work('a', { retry: { max_attempts: 2, initial_seconds: 60, jitter: 0 } }),
    { id: 'd', type: 'delay', duration: { days: 2 } },
    ask,
    { id: 'p', type: 'parallel', join: 1, branches: [{ steps: [work('x')] }, { steps: [{ ...ask, id: 'slow' }] }] },
  ]);
  const { settled, history, state } = await lead(definition, {
    execute: async ({ key, attempt }) =>
      key === 'a' && attempt === 1 ? { failure: { code: 'busy', message: '', isRetryable: true } } : { output: key },
  });
  assert.equal(settled?.status, 'succeeded');
  assert.equal((state.variables['ask'] as { outcome?: string }).outcome, 'expired');
  const commands = history.map(({ command }) => command);
  assert.deepEqual(brief(commands).slice(0, 3), ['execute a', 'execute a 2', `timer d ${60_000 + 48 * HOUR}`]);
  assert.equal(history.at(-1)?.at, 60_000 + 49 * HOUR, 'the clock has jumped over the waits');
});

test('approvals are answered as they are assumed to be', async () => {
  const decision: ApprovalDecision = { outcome: 'rejected', deciders: [1], comment: null, fields: {} };
  const { settled, history } = await lead(define([ask, work('z')]), { approve: async () => decision });
  assert.equal(settled?.status, 'succeeded');
  assert.ok(!brief(history.map(({ command }) => command)).includes('execute z'));
});

test('a simulation ends at its limit', async () => {
  const definition = define([{ id: 'l', type: 'loop', range: { to: 50 }, steps: [work('s')] }]);
  const { settled, state } = await lead(definition, {}, 10);
  assert.equal(settled, null);
  assert.equal(state.status, 'running');
});

test('a run that begins too many steps is ended, whatever its steps say of errors', async () => {
  const inner = {
    id: 'i',
    type: 'loop',
    range: { to: 1000 },
    on_error: 'continue',
    on_item_error: 'continue',
    steps: [{ id: 'q', type: 'condition_check', conditions: [], on_error: 'continue' }],
  };
  const { settled } = await lead(
    define([{ id: 'l', type: 'loop', range: { to: 1000 }, on_item_error: 'continue', steps: [inner] }]),
  );
  assert.equal(settled?.failure?.code, 'too_many_steps');
});
