// `then` is a field of workflows.
/* oxlint-disable unicorn/no-thenable */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMessages } from '../../../platform/messages/messages.ts';
import { languageCodes } from '../../../platform/messages/languages.ts';
import { definitionFaultCodes } from './definition-faults.ts';
import { readDefinition } from './read-definition.ts';

const LEADS = {
  workflow_name: 'AI-Powered Lead Qualification',
  workflow_type: 'ai_triggered',
  trigger_conditions: {
    event_type: 'lead_created',
    conditions: [{ field: 'lead_source', operator: 'equals', value: 'website' }],
  },
  workflow_steps: [
    {
      type: 'ai_prediction',
      model_id: 1,
      input_mapping: {
        company_size: 'trigger.company_employees',
        industry: 'trigger.industry',
        budget: 'trigger.estimated_budget',
      },
      output_variable: 'qualification_score',
    },
    {
      type: 'condition_check',
      conditions: [{ variable: 'qualification_score.prediction', operator: 'greater_than', value: 0.7 }],
      output_variable: 'is_qualified',
    },
    {
      type: 'notification',
      conditions: [{ variable: 'is_qualified', operator: 'equals', value: true }],
      notification_type: 'email',
      recipients: ['sales@company.com'],
      subject: 'High-Quality Lead Alert',
      message: 'A qualified lead has been identified: {{trigger.company_name}}',
    },
  ],
};
const CHURN = {
  workflow_name: 'High_Value_Customer_Churn_Alert',
  workflow_type: 'ai_triggered',
  category: 'customer',
  trigger_conditions: {
    event_type: 'prediction_completed',
    conditions: [
      { field: 'prediction_type', operator: 'equals', value: 'customer_churn' },
      { field: 'churn_probability', operator: 'greater_than', value: 0.8 },
    ],
  },
  workflow_steps: [
    {
      type: 'notification',
      notification_type: 'email',
      recipients: ['customer_success@company.com'],
      subject: 'High-Value Customer at Risk',
      message: 'Customer {{customer_name}} has high churn probability ({{churn_probability}}%)',
    },
    {
      type: 'data_update',
      table_name: 'customers',
      record_id: '{{customer_id}}',
      updates: { risk_level: 'high', last_risk_assessment: '{{current_timestamp}}' },
    },
  ],
};

const work = { type: 'script', source: 'return 1', input: {} };
const everything = {
  workflow_name: 'Everything',
  workflow_type: 'scheduled',
  trigger_conditions: {
    schedule: { cron: '0 30 2 * * *', time_zone: 'Europe/Berlin' },
    idempotency_key: '{{trigger.id}}',
    webhook: {},
    conditions: { any: [{ not: { field: 'a', operator: 'is_null' } }, { formula: 'trigger.n > 1' }] },
  },
  settings: { timeout_seconds: 60, concurrency: 2 },
  workflow_steps: [
    {
      type: 'condition_check',
      conditions: [],
      then: [{ ...work, on_error: { goto: 'last' } }],
      else: [{ type: 'delay', duration: { hours: '{{trigger.hours}}' }, next_business_hour: true }],
    },
    {
      type: 'parallel',
      join: 1,
      timeout_seconds: 10,
      branches: [{ steps: [work, work] }, { id: 'named', on_error: 'continue', steps: [] }],
    },
    {
      type: 'loop',
      items: { formula: '[1, 2]' },
      collect: 'item',
      break_when: [{ field: 'item', operator: 'equals', value: 1 }],
      steps: [{ type: 'loop', range: { to: 3 }, steps: [work] }],
    },
    {
      type: 'data_query',
      query: { dataset: 'orders', filter: { field: 'x', operator: 'equals', value: '{{item}}' } },
      retry: { max_attempts: 5 },
    },
    { type: 'data_query', sql: 'select {{ 1', parameters: ['{{trigger.x}}'] },
    { type: 'approval_request', approvers: { roles: ['owner'] }, title: 'OK?', form: [{ name: 'sum', label: 'Sum' }] },
    {
      type: 'external_api',
      url: 'https://example.com/{{x}}',
      body: { a: '{{x}}' },
      response_mapping: { id: 'body.id' },
    },
    { ...work, id: 'last', source: 'const a = {{}};' },
  ],
};

test('both workflows of the specification are taken as they are, and what is read is read again to the same', () => {
  for (const source of [LEADS, CHURN, everything]) {
    const first = readDefinition(source);
    assert.ok('definition' in first, JSON.stringify(first));
    const again = readDefinition(JSON.parse(JSON.stringify(first.definition)));
    assert.deepEqual(again, first);
  }
});

test('ids are made where none are given, and defaults filled in', () => {
  const read = readDefinition(everything);
  assert.ok('definition' in read);
  const [check, parallel, loop] = read.definition.workflow_steps as any[];
  assert.deepEqual([check.id, check.then[0].id, check.else[0].id], ['step_1', 'step_1_then_1', 'step_1_else_1']);
  assert.deepEqual(
    parallel.branches.map(({ id }: any) => id),
    ['step_2_branch_1', 'named'],
  );
  assert.equal(parallel.branches[0].steps[1].id, 'step_2_branch_1_2');
  assert.equal(loop.steps[0].steps[0].id, 'step_3_step_1_step_1');
  assert.deepEqual([loop.concurrency, loop.steps[0].range.step, loop.retry], [1, 1, null]);
  const query = read.definition.workflow_steps[3];
  assert.equal(query?.retry?.max_attempts, 5);
  assert.equal(query?.retry?.backoff, 'exponential');
  const taken = readDefinition({ ...LEADS, workflow_steps: [{ ...work }, { ...work, id: 'step_1' }] });
  assert.deepEqual('definition' in taken && taken.definition.workflow_steps.map(({ id }) => id), ['step_1_', 'step_1']);
});

const steps = (...workflow_steps: unknown[]) => ({ ...CHURN, workflow_steps });
const nest = (depth: number): object => ({
  type: 'loop',
  range: { to: 1 },
  steps: depth === 0 ? [work] : [nest(depth - 1)],
});
const nestConditions = (depth: number): object =>
  depth === 0 ? { formula: 'true' } : { not: nestConditions(depth - 1) };
const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);

test('every fault is told with its pointer', () => {
  const cases: [unknown, string][] = [
    [5, ' wrong_kind'],
    [{}, '/workflow_name field_missing'],
    [{ ...LEADS, workflow_nam: 'x' }, '/workflow_nam field_unknown_near'],
    [{ ...LEADS, zzzzzz: 'x' }, '/zzzzzz field_unknown'],
    [{ ...LEADS, workflow_type: 'magic' }, '/workflow_type not_one_of'],
    [{ ...LEADS, workflow_name: '' }, '/workflow_name text_length'],
    [{ ...LEADS, description: 5 }, '/description wrong_kind'],
    [{ ...LEADS, trigger_conditions: [] }, '/trigger_conditions wrong_kind'],
    [{ ...LEADS, trigger_conditions: {} }, '/trigger_conditions/event_type field_missing'],
    [{ ...LEADS, trigger_conditions: { event_typ: 'x' } }, '/trigger_conditions/event_typ field_unknown_near'],
    [
      { ...everything, trigger_conditions: { webhook: { path: 'shop' } } },
      '/trigger_conditions/webhook/path field_unknown',
    ],
    [{ ...LEADS, workflow_type: 'scheduled', trigger_conditions: {} }, '/trigger_conditions/schedule field_missing'],
    [
      { ...everything, trigger_conditions: { schedule: { cron: '61 * * * *' } } },
      '/trigger_conditions/schedule/cron cron_invalid',
    ],
    [
      { ...everything, trigger_conditions: { schedule: { cron: '* * * * * * *' } } },
      '/trigger_conditions/schedule/cron cron_invalid',
    ],
    [
      { ...everything, trigger_conditions: { schedule: { cron: '* * * * *', time_zone: 'Mars/Base' } } },
      '/trigger_conditions/schedule/time_zone time_zone_unknown',
    ],
    [
      { ...everything, trigger_conditions: { ...everything.trigger_conditions, idempotency_key: '{{ x' } },
      '/trigger_conditions/idempotency_key template_invalid',
    ],
    [{ ...LEADS, settings: { timeout_seconds: 0 } }, '/settings/timeout_seconds number_out_of_range'],
    [{ ...LEADS, workflow_steps: [] }, '/workflow_steps list_length'],
    [{ ...LEADS, workflow_steps: {} }, '/workflow_steps wrong_kind'],
    [{ ...LEADS, description: 'x'.repeat(1_000_001) }, ' definition_too_large'],
    [steps(5), '/workflow_steps/0 wrong_kind'],
    [
      steps({ type: 'notification', notification_type: 'sms', recipients: [1], message: 'x' }),
      '/workflow_steps/0/notification_type not_one_of',
    ],
    [
      steps({ type: 'notification', recipients: [1], message: 'x', category: 'security' }),
      '/workflow_steps/0/category not_one_of',
    ],
    [steps({}), '/workflow_steps/0/type field_missing'],
    [steps({ type: 'notificaton' }), '/workflow_steps/0/type not_one_of'],
    [steps({ type: 7 }), '/workflow_steps/0/type not_one_of'],
    [steps({ ...work, sorce: 1 }), '/workflow_steps/0/sorce field_unknown_near'],
    [steps({ ...work, id: '1 x' }), '/workflow_steps/0/id name_invalid'],
    [steps({ ...work, id: 'a' }, { ...work, id: 'a' }), '/workflow_steps/1/id id_repeated'],
    [steps({ ...work, output_variable: 'trigger' }), '/workflow_steps/0/output_variable name_reserved'],
    [steps({ ...work, id: 'run' }), '/workflow_steps/0/id name_reserved'],
    [steps({ ...work, on_error: { goto: 'nowhere' } }), '/workflow_steps/0/on_error/goto goto_unfit'],
    [steps({ ...work, id: 'a' }, { ...work, on_error: { goto: 'a' } }), '/workflow_steps/1/on_error/goto goto_unfit'],
    [
      steps({ type: 'loop', range: { to: 1 }, steps: [{ ...work, on_error: { goto: 'a' } }] }, { ...work, id: 'a' }),
      '/workflow_steps/0/steps/0/on_error/goto goto_unfit',
    ],
    [
      steps({ type: 'parallel', branches: [{ steps: [{ ...work, on_error: { goto: 'a' } }] }] }, { ...work, id: 'a' }),
      '/workflow_steps/0/branches/0/steps/0/on_error/goto goto_unfit',
    ],
    [steps({ ...work, on_error: 'explode' }), '/workflow_steps/0/on_error not_one_of'],
    [steps({ ...work, retry: { max_attempts: 99 } }), '/workflow_steps/0/retry/max_attempts number_out_of_range'],
    [steps({ ...work, retry: 'often' }), '/workflow_steps/0/retry wrong_kind'],
    [steps({ ...work, timeout_seconds: 'long' }), '/workflow_steps/0/timeout_seconds wrong_kind'],
    [steps({ type: 'delay', duration: {}, retry: { max_attempts: 2 } }), '/workflow_steps/0/retry field_not_of_type'],
    [steps({ type: 'delay', duration: {}, timeout_seconds: 5 }), '/workflow_steps/0/timeout_seconds field_not_of_type'],
    [steps({ type: 'delay' }), '/workflow_steps/0 some_of_fields'],
    [steps({ type: 'delay', duration: {}, until: '2026-01-01' }), '/workflow_steps/0 one_of_fields'],
    [steps({ type: 'delay', duration: { hours: -1 } }), '/workflow_steps/0/duration/hours number_out_of_range'],
    [steps({ type: 'data_query' }), '/workflow_steps/0 one_of_fields'],
    [steps({ type: 'data_update', table_name: 't', updates: {} }), '/workflow_steps/0 one_of_fields'],
    [steps({ type: 'notification', message: 'x' }), '/workflow_steps/0 some_of_fields'],
    [steps({ type: 'notification', recipients: ['a'], message: '{{ x' }), '/workflow_steps/0/message template_invalid'],
    [
      steps({ type: 'notification', recipients: ['a'], message: { formula: '1 +' } }),
      '/workflow_steps/0/message formula_invalid',
    ],
    [steps({ type: 'notification', recipients: [true], message: 'x' }), '/workflow_steps/0/recipients/0 wrong_kind'],
    [steps({ type: 'notification', recipients: 'x', message: 'x' }), '/workflow_steps/0/recipients wrong_kind'],
    [
      steps({ type: 'notification', recipients: Array.from({ length: 501 }, () => 'x'), message: 'x' }),
      '/workflow_steps/0/recipients list_length',
    ],
    [steps({ type: 'ai_prediction', model_id: 1.5, input_mapping: {} }), '/workflow_steps/0/model_id wrong_kind'],
    [
      steps({ type: 'ai_prediction', model_id: 1, input_mapping: { 'a/b': 'x..y' } }),
      '/workflow_steps/0/input_mapping/a~1b path_invalid',
    ],
    [
      steps({ type: 'ai_prediction', model_id: 1, input_mapping: { a: ['x', '..'] } }),
      '/workflow_steps/0/input_mapping/a/1 path_invalid',
    ],
    [
      steps({ type: 'ai_prediction', model_id: 1, input_mapping: {}, explain: 'yes' }),
      '/workflow_steps/0/explain wrong_kind',
    ],
    [steps({ type: 'ai_prediction', input_mapping: {} }), '/workflow_steps/0/model_id field_missing'],
    [steps({ type: 'external_api', url: 'x', headers: { a: 5 } }), '/workflow_steps/0/headers/a wrong_kind'],
    [
      steps({ type: 'external_api', url: 'x', body: deep(30) }),
      '/workflow_steps/0/body' + '/0'.repeat(20) + ' too_deep',
    ],
    [steps({ type: 'loop', steps: [work] }), '/workflow_steps/0 one_of_fields'],
    [steps({ type: 'loop', range: { to: 1 } }), '/workflow_steps/0/steps field_missing'],
    [steps({ type: 'loop', range: { to: 1 }, steps: 5 }), '/workflow_steps/0/steps wrong_kind'],
    [steps({ type: 'loop', range: { to: 1, step: 0 }, steps: [work] }), '/workflow_steps/0/range/step step_zero'],
    [steps({ type: 'parallel' }), '/workflow_steps/0/branches field_missing'],
    [steps({ type: 'parallel', branches: [5] }), '/workflow_steps/0/branches/0 wrong_kind'],
    [steps({ type: 'parallel', join: 3, branches: [{ steps: [work] }] }), '/workflow_steps/0/join number_out_of_range'],
    [
      steps({ type: 'parallel', branches: [{ steps: [work], polic: 1 }] }),
      '/workflow_steps/0/branches/0/polic field_unknown',
    ],
    [steps({ type: 'condition_check' }), '/workflow_steps/0/conditions field_missing'],
    [steps(nest(9)), '/workflow_steps/0' + '/steps/0'.repeat(7) + '/steps too_deep'],
    [steps(...Array.from({ length: 501 }, () => work)), '/workflow_steps too_many_steps'],
    ...(
      [
        [5, ' wrong_kind'],
        [[5], '/0 wrong_kind'],
        [[{}], '/0 condition_incomplete'],
        [[{ field: 'a' }], '/0 condition_incomplete'],
        [[{ field: 'a', variable: 'b', operator: 'equals', value: 1 }], '/0 condition_incomplete'],
        [[{ all: [], any: [] }], '/0 condition_incomplete'],
        [[{ formula: 'true', field: 'x' }], '/0 condition_incomplete'],
        [[{ feild: 'a', operator: 'equals', value: 1 }], '/0/feild field_unknown_near'],
        [[{ field: 5, operator: 'equals', value: 1 }], '/0/field wrong_kind'],
        [[{ variable: 5, operator: 'equals', value: 1 }], '/0/variable wrong_kind'],
        [[{ field: 'a', operator: 'equls', value: 1 }], '/0/operator not_one_of'],
        [[{ field: 'a', operator: 'equals', value: 1, ignore_case: 1 }], '/0/ignore_case wrong_kind'],
        [[{ field: 'a', operator: 'equals' }], '/0 operator_value'],
        [[{ field: 'a', operator: 'between', value: [1] }], '/0/value operator_value'],
        [[{ field: 'a', operator: 'in', value: 5 }], '/0/value operator_value'],
        [[{ field: 'a..b', operator: 'equals', value: 1 }], '/0 path_invalid'],
        [[{ field: 'a', operator: 'matches', value: '(' }], '/0 pattern_invalid'],
        [[{ field: 'a', operator: 'equals', value: '{{ x' }], '/0 template_invalid'],
        [{ any: 5 }, '/any wrong_kind'],
        [{ formula: 'a +' }, ' formula_invalid'],
        [nestConditions(12), '/not'.repeat(10) + ' too_deep'],
        [Array.from({ length: 101 }, () => ({ formula: 'true' })), ' list_length'],
      ] as [unknown, string][]
    ).map(([conditions, fault]): [unknown, string] => [
      steps({ ...work, conditions }),
      `/workflow_steps/0/conditions${fault}`,
    ]),
  ];
  const seen = new Set<string>();
  for (const [source, expected] of cases) {
    const read = readDefinition(source);
    assert.ok('faults' in read, expected);
    const told = read.faults.map(({ pointer, code }) => `${pointer} ${code}`);
    assert.ok(told.includes(expected), `${expected} is not among ${told.join(' | ')}`);
    for (const fault of read.faults) {
      seen.add(fault.code);
      const messages = createMessages({ onFault: (problem) => assert.fail(JSON.stringify(problem)) });
      for (const language of languageCodes)
        messages.translate(language, `automation.faults.${fault.code}`, fault.params);
    }
  }
  const unseen = definitionFaultCodes.filter((fault) => !seen.has(fault));
  assert.deepEqual(unseen, ['template_too_long', 'tag_too_long', 'formula_too_long', 'pattern_too_long']);
});

test('all faults are told at once', () => {
  const read = readDefinition(steps({ ...work, retry: { max_attempts: 0 }, zzz: 1 }, { type: 'delay' }));
  assert.ok('faults' in read);
  assert.equal(read.faults.length, 3);
});

test('names such as __proto__ are names like any other', () => {
  const source = JSON.parse('{"__proto__": 1, "constructor": 2}');
  const read = readDefinition({ ...steps({ type: 'data_update', table_name: 't', record_id: 1, updates: source }) });
  assert.ok('definition' in read);
  assert.deepEqual(Object.keys((read.definition.workflow_steps[0] as any).updates), ['__proto__', 'constructor']);
});
