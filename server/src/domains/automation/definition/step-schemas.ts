import Type from 'typebox';
import { conditionsSchema } from './condition-schema.ts';

/**
 * What a field does with expressions, for the reader of definitions and for the interpreter. Without a mark every text
 * in it may be a template (`{{path}}`) and every value a formula (`{"formula": "…"}`).
 * - literal: taken as it is, braces and all (program text, SQL).
 * - paths: a text without braces is a path (`trigger.industry`); `{"value": …}` stands for itself.
 */
export type ExpressionMark = 'literal' | 'paths';
export const EXPRESSIONS = 'x-expressions';
const mark = (kind: ExpressionMark): { [EXPRESSIONS]: ExpressionMark } => ({ [EXPRESSIONS]: kind });

const closed = { additionalProperties: false } as const;
const text = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, description });
const anyObject = (description: string, options: object = {}) =>
  Type.Unsafe<Readonly<Record<string, unknown>>>({
    type: 'object',
    maxProperties: 1000,
    description,
    ...options,
  });
const mapping = (description: string, example: Record<string, unknown>) =>
  anyObject(description, { ...mark('paths'), examples: [example] });
const userOrRole = {
  users: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 100, default: [], description: 'Ids of users.' }),
  roles: Type.Array(text(100, 'A role’s name.'), { maxItems: 20, default: [] }),
};

/**
 * Output (by which later steps name it): `{prediction_id, prediction, label?, probabilities?, probability?,
 * confidence_score, interval?, explanation, model_id, model_version}`, flat: `prediction_output` of `POST /predict` is
 * spread into it, so that `qualification_score.prediction` is the probability of the positive class.
 */
export const aiPrediction = Type.Object(
  {
    model_id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    input_mapping: mapping(
      'The model’s features, each with the path of its value; a number, `{"value": …}`, a template or a formula also serve.',
      { company_size: 'trigger.company_employees', source: { value: 'website' } },
    ),
    prediction_context: Type.Optional(text(200, 'What the prediction is for; kept with it.')),
    entity: Type.Optional(
      Type.Object({ dataset: text(200, 'A dataset.'), id: Type.Union([Type.String(), Type.Number()]) }, closed),
    ),
    explain: Type.Boolean({ default: true, description: 'Whether the output says why.' }),
  },
  closed,
);

/** Output: `{rows, row_count, columns}`, or `{row, …}` beside it where exactly one row was found. */
export const dataQuery = Type.Object(
  {
    query: Type.Optional(anyObject('As `POST /data/query` takes it; every value may be an expression.')),
    sql: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 20_000,
        description:
          'One read-only statement, where the plan allows; values go into `parameters`, never into the text.',
        ...mark('literal'),
      }),
    ),
    parameters: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 100, description: '$1, $2 … of `sql`.' })),
    max_rows: Type.Integer({ minimum: 1, maximum: 10_000, default: 1000 }),
  },
  { ...closed, description: '`query` or `sql`.' },
);

const translation = Type.Optional(
  Type.Object(
    { subject: Type.Optional(Type.String({ maxLength: 500 })), message: Type.String({ maxLength: 50_000 }) },
    closed,
  ),
);

/** Output: `{notification_ids, recipients, channel}`. */
export const notification = Type.Object(
  {
    notification_type: Type.Enum(['in_app', 'websocket', 'email', 'webhook', 'slack'], {
      default: 'in_app',
      description: 'The channel.',
    }),
    recipients: Type.Array(Type.Union([Type.String({ maxLength: 320 }), Type.Integer({ minimum: 1 })]), {
      maxItems: 500,
      default: [],
      description:
        'Ids of users, `role:NAME`, or addresses; of webhooks and Slack the ids of endpoints, none meaning all.',
    }),
    role: Type.Optional(text(100, 'Everybody who has it.')),
    subject: Type.Optional(Type.String({ maxLength: 500 })),
    message: Type.Optional(Type.String({ maxLength: 50_000 })),
    template: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 60,
        description: 'The name of a message template, in place of `subject`, `message` and `translations`.',
      }),
    ),
    values: Type.Optional(
      mapping('What the template takes, each with the path of its value.', { product: 'trigger.product' }),
    ),
    translations: Type.Optional(
      Type.Object(
        {
          en: translation,
          es: translation,
          fr: translation,
          de: translation,
          hi: translation,
          ja: translation,
          zh: translation,
          ar: translation,
        },
        { ...closed, description: 'In other languages, each for its readers; everybody else gets the text above.' },
      ),
    ),
    category: Type.Enum(['workflow_results', 'ai_insights', 'anomaly_alerts', 'model_training', 'performance_alerts'], {
      default: 'workflow_results',
      description: 'By which its readers choose what they are told. Security and billing are the product’s own.',
    }),
    priority: Type.Enum(['low', 'normal', 'high', 'urgent'], { default: 'normal' }),
    data: Type.Optional(anyObject('Goes along for programs.')),
    throttle: Type.Optional(
      Type.Object(
        { key: text(200, 'A template.'), seconds: Type.Integer({ minimum: 1, maximum: 604_800 }) },
        { ...closed, description: 'Whoever was told of the key within the time is not told again.' },
      ),
    ),
    escalate: Type.Optional(
      Type.Array(
        Type.Object(
          {
            channel: Type.Enum(['websocket', 'email']),
            after_seconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
          },
          closed,
        ),
        {
          maxItems: 5,
          description: 'Who has not read it in the inbox by then is told by this channel too. For `in_app`.',
        },
      ),
    ),
  },
  { ...closed, description: '`recipients` or `role`.' },
);

const formField = Type.Object(
  {
    name: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,59}$' }),
    label: text(200, 'What the form says.'),
    type: Type.Enum(['text', 'number', 'boolean', 'date', 'choice'], { default: 'text' }),
    choices: Type.Optional(Type.Array(text(200, 'One of them.'), { minItems: 1, maxItems: 50 })),
    required: Type.Boolean({ default: false }),
  },
  closed,
);

/** Output: `{outcome: 'approved' | 'rejected' | 'expired', approved, deciders, comment, fields}`. */
export const approvalRequest = Type.Object(
  {
    approvers: Type.Object(userOrRole, { ...closed, description: 'Who may decide.' }),
    quorum: Type.Integer({ minimum: 1, maximum: 100, default: 1, description: 'So many must approve.' }),
    allow_self_approval: Type.Boolean({
      default: false,
      description: 'Whether who has started the run may decide.',
    }),
    title: text(200, 'What is asked.'),
    message: Type.Optional(Type.String({ maxLength: 10_000 })),
    form: Type.Array(formField, { maxItems: 30, default: [] }),
    evidence: Type.Array(Type.Unknown(), {
      maxItems: 20,
      default: [],
      description: 'What is shown beside the question: outputs of earlier steps.',
    }),
    deadline_seconds: Type.Integer({ minimum: 1, maximum: 31_536_000, default: 604_800 }),
    on_deadline: Type.Enum(['fail', 'approve', 'reject', 'continue'], {
      default: 'reject',
      description: '`continue`: the output says `expired`, and the next step is done.',
    }),
    on_rejected: Type.Enum(['stop', 'fail', 'continue'], {
      default: 'stop',
      description:
        '`stop`: the run ends here without failing (in a branch or a loop: this branch, this item). `continue`: the next step is done and can ask for `approved`.',
    }),
    escalation: Type.Array(
      Type.Object(
        { after_seconds: Type.Integer({ minimum: 1, maximum: 31_536_000 }), ...userOrRole },
        { ...closed, description: 'Who may decide, and is told, after so long without a decision.' },
      ),
      { maxItems: 10, default: [] },
    ),
    channels: Type.Array(Type.Enum(['in_app', 'email']), { maxItems: 2, default: ['in_app', 'email'] }),
  },
  closed,
);

/** Output: `{operation, affected, record_ids, change_set}`. */
export const dataUpdate = Type.Object(
  {
    table_name: text(200, 'The dataset.'),
    operation: Type.Enum(['update', 'insert', 'upsert'], { default: 'update' }),
    record_id: Type.Optional(
      Type.Union([Type.String({ minLength: 1, maxLength: 1000 }), Type.Number()], { description: 'Its key.' }),
    ),
    filter: Type.Optional(anyObject('Of several records, as in queries.')),
    updates: anyObject('New values by column.', { examples: [{ risk_level: 'high' }] }),
    max_records: Type.Integer({
      minimum: 1,
      maximum: 10_000,
      default: 100,
      description: 'If more would be changed, none is.',
    }),
  },
  { ...closed, description: '`update` takes `record_id` or `filter`.' },
);

/** Output: `{status, headers, body}`; `response_mapping` names parts of it instead. */
export const externalApi = Type.Object(
  {
    method: Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'], { default: 'POST' }),
    url: Type.String({ minLength: 1, maxLength: 4000 }),
    headers: Type.Unsafe<Readonly<Record<string, string>>>({
      type: 'object',
      maxProperties: 50,
      additionalProperties: { type: 'string', maxLength: 4000 },
      default: {},
    }),
    query: Type.Optional(anyObject('Goes into the URL, encoded.')),
    body: Type.Optional(Type.Unknown({ description: 'JSON; a text goes as it is.' })),
    credential: Type.Optional(text(100, 'By name.')),
    response_mapping: Type.Optional(
      Type.Unsafe<Readonly<Record<string, string>>>({
        type: 'object',
        maxProperties: 100,
        additionalProperties: { type: 'string', maxLength: 500 },
        description: 'Names of the output, each with a path in `{status, headers, body}`.',
        examples: [{ ticket: 'body.id' }],
        ...mark('literal'),
      }),
    ),
    expected_status: Type.Array(Type.Integer({ minimum: 100, maximum: 599 }), {
      maxItems: 50,
      default: [],
      description: 'What counts as success; default: 200 to 299.',
    }),
    idempotency_header: Type.String({ minLength: 1, maxLength: 100, default: 'Idempotency-Key' }),
  },
  closed,
);

/** Output: `{resumed_at}`, known when the wait begins. */
export const delay = Type.Object(
  {
    duration: Type.Optional(
      Type.Object(
        {
          days: Type.Optional(Type.Number({ minimum: 0, maximum: 366 })),
          hours: Type.Optional(Type.Number({ minimum: 0, maximum: 8784 })),
          minutes: Type.Optional(Type.Number({ minimum: 0, maximum: 527_040 })),
          seconds: Type.Optional(Type.Number({ minimum: 0, maximum: 31_622_400 })),
        },
        { ...closed, description: 'Added up; a day is 24 hours.' },
      ),
    ),
    until: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description:
          'An instant (`2026-03-31T09:00:00Z`); without an offset, or a day alone, in the organization’s zone.',
      }),
    ),
    next_business_hour: Type.Boolean({
      default: false,
      description: 'If that falls outside the organization’s business hours: when they next begin.',
    }),
  },
  { ...closed, description: '`duration` or `until`, or `next_business_hour` alone.' },
);

/** Output: what the script returns. */
export const script = Type.Object(
  {
    source: Type.String({
      minLength: 1,
      maxLength: 50_000,
      description: 'JavaScript: the body of a function of `input`; `return` gives the output.',
      ...mark('literal'),
    }),
    input: mapping('What the script is handed, as in `input_mapping`.', { total: 'order.amount' }),
    memory_limit_mb: Type.Integer({ minimum: 1, maximum: 64, default: 16 }),
  },
  closed,
);

/** Output: true or false. Its own `conditions` are what is asked, not whether it is done. */
export const conditionCheck = Type.Object({}, closed);

/** Output: `{succeeded, failed, branches: {<id>: {status, failure?}}}`. */
export const parallel = Type.Object(
  {
    join: Type.Union([Type.Enum(['all', 'any']), Type.Integer({ minimum: 1, maximum: 50 })], {
      default: 'all',
      description: 'How many branches must succeed; when enough have, the others are abandoned.',
    }),
  },
  closed,
);

/** Output: `{count, succeeded, failed, results, failures}`; `results` holds what `collect` gives for each item. */
export const loop = Type.Object(
  {
    items: Type.Optional(
      Type.Unknown({
        description: 'A list, or the path, template or formula of one (`orders.rows`).',
        ...mark('paths'),
      }),
    ),
    range: Type.Optional(
      Type.Object(
        { from: Type.Integer({ default: 1 }), to: Type.Integer(), step: Type.Integer({ default: 1 }) },
        { ...closed, description: 'Whole numbers, both ends included.' },
      ),
    ),
    item_variable: Type.String({ pattern: '^[a-z_][A-Za-z0-9_]{0,59}$', default: 'item' }),
    index_variable: Type.String({ pattern: '^[a-z_][A-Za-z0-9_]{0,59}$', default: 'index' }),
    concurrency: Type.Integer({ minimum: 1, maximum: 50, default: 1 }),
    max_items: Type.Integer({ minimum: 1, maximum: 100_000, default: 1000, description: 'More is a failure.' }),
    on_item_error: Type.Enum(['fail', 'continue'], {
      default: 'fail',
      description: '`fail`: no further item is begun, those under way are finished.',
    }),
    break_when: Type.Optional(conditionsSchema),
    collect: Type.Optional(
      Type.Unknown({ description: 'Path, template or formula of what is kept of each item.', ...mark('paths') }),
    ),
  },
  { ...closed, description: '`items` or `range`.' },
);
