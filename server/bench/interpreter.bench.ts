// The workflow interpreter alone: runs of three steps (a prediction, a condition, a message, as in the first workflow of
// the specification), each led to its end; parsing definitions; a loop of a thousand items. CPU time of this process, the
// best of five rounds. Run: node server/bench/interpreter.bench.ts
import { readDefinition } from '../src/domains/automation/definition/read-definition.ts';
import { advance, beginRun } from '../src/domains/automation/interpreter/advance.ts';
import { define, ORGANIZATION, work } from '../test/support/workflow-runs.ts';

const ROUNDS = 5;
const RUN = { id: 'run_1', workflowId: 1, startedAt: 0 };
const DATA = { company_employees: 120, industry: 'retail', estimated_budget: 50_000, company_name: 'Acme' };

const LEADS = {
  workflow_name: 'Leads',
  workflow_type: 'ai_triggered',
  trigger_conditions: { event_type: 'lead_created' },
  workflow_steps: [
    {
      type: 'ai_prediction',
      model_id: 1,
      input_mapping: {
        size: 'trigger.company_employees',
        industry: 'trigger.industry',
        budget: 'trigger.estimated_budget',
      },
      output_variable: 'score',
    },
    {
      type: 'condition_check',
      conditions: [{ variable: 'score.prediction', operator: 'greater_than', value: 0.7 }],
      output_variable: 'is_qualified',
    },
    {
      type: 'notification',
      conditions: [{ variable: 'is_qualified', operator: 'equals', value: true }],
      notification_type: 'email',
      recipients: ['sales@company.com'],
      message: 'A qualified lead has been identified: {{trigger.company_name}}',
    },
  ],
};

/** CPU microseconds for one `act`, the least of the rounds. */
function measure(count: number, act: () => void): number {
  const costs = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i += 1) act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  });
  return Math.min(...costs);
}

function say(name: string, costUs: number, unit: string): void {
  console.log(
    `${name.padEnd(44)} ${costUs.toFixed(2).padStart(10)} µs  ${Math.round(1e6 / costUs).toLocaleString('en')} ${unit}/s`,
  );
}

const read = readDefinition(LEADS);
if (!('definition' in read)) throw new Error('The definition has faults.');
const { definition } = read;
const start = { definition, trigger: { kind: 'event', data: DATA }, organization: ORGANIZATION, run: RUN };

const perRun = measure(20_000, () => {
  const moment = { at: 0, chance: 0 };
  let { state } = advance(definition, beginRun(start), { kind: 'started', ...moment });
  const output = { prediction: 0.9, prediction_id: 'p' };
  ({ state } = advance(definition, state, { kind: 'step_succeeded', key: 'step_1', attempt: 1, output, ...moment }));
  ({ state } = advance(definition, state, {
    kind: 'step_succeeded',
    key: 'step_3',
    attempt: 1,
    output: null,
    ...moment,
  }));
  if (state.status !== 'succeeded') throw new Error(state.status);
});
say('a run of three steps, all of it', perRun, 'runs');
say('one event of it (advance)', perRun / 3, 'advances');
say(
  'reading its definition',
  measure(2000, () => readDefinition(LEADS)),
  'definitions',
);

const loop = define([
  { id: 'l', type: 'loop', items: 'trigger.rows', concurrency: 10, steps: [work('s', { input: { item: 'item' } })] },
]);
const rows = Array.from({ length: 1000 }, (_, i) => ({ id: i, name: `row ${i}` }));
const perLoop = measure(20, () => {
  let { state } = advance(loop, beginRun({ ...start, definition: loop, trigger: { kind: 'event', data: { rows } } }), {
    kind: 'started',
    at: 0,
    chance: 0,
  });
  for (let i = 0; i < rows.length; i += 1) {
    ({ state } = advance(loop, state, {
      kind: 'step_succeeded',
      key: `l[${i}].s`,
      attempt: 1,
      output: null,
      at: 0,
      chance: 0,
    }));
  }
  if (state.status !== 'succeeded') throw new Error(state.status);
});
say('one item of a loop over 1,000, ten at once', perLoop / rows.length, 'items');
