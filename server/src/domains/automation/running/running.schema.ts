import Type from 'typebox';
import { pageOf, pageQuery } from '../../../http/page.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const closed = { additionalProperties: false } as const;
const id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const runId = Type.String({ pattern: '^[\\w-]{1,60}$', examples: ['run_01k5z3v8r2m4c6t8w0x2y4z6a8'] });
const anyJson = (description: string) => Type.Unsafe<unknown>({ description });

export const workflowParams = Type.Object({ id });
export const runParams = Type.Object({ id: runId });

const anyObject = (description: string) =>
  Type.Unsafe<Readonly<Record<string, unknown>>>({
    type: 'object',
    maxProperties: 1000,
    additionalProperties: true,
    description,
  });

export const startBody = Type.Object(
  {
    input: Type.Optional(anyObject('What the steps find under `trigger`.')),
    idempotency_key: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'The same key starts one run, however often it comes.',
      }),
    ),
  },
  { ...closed, examples: [{ input: { customer_id: 'C-10001' }, idempotency_key: 'ask-C-10001' }] },
);

export const startedSchema = Type.Object({
  run_id: runId,
  is_new: Type.Boolean({ description: 'False where a run with this key was there.' }),
});

const failure = Type.Object({
  code: Type.String(),
  message: Type.String(),
  isRetryable: Type.Optional(Type.Boolean()),
});

const runFields = {
  id: runId,
  workflow_id: Type.Integer(),
  version: nullable(Type.Integer({ description: 'Of the workflow; the one that the run keeps to.' })),
  parent_run_id: nullable(Type.String({ description: 'The failed run that an error workflow answers for.' })),
  trigger_kind: Type.String({ examples: ['event', 'schedule', 'manual', 'webhook', 'error', 'back_fill'] }),
  status: Type.Enum(['running', 'paused', 'succeeded', 'failed', 'cancelled']),
  activity: nullable(
    Type.Enum(['working', 'queued', 'waiting'], { description: 'What a run that is not over does; else null.' }),
  ),
  failure: nullable(failure),
  created_at: timestamp('When it began.'),
  updated_at: timestamp('When it last got on.'),
  finished_at: nullable(timestamp('When it ended.')),
};
export const runPage = pageOf(Type.Object(runFields));
export const runSchema = Type.Object({
  ...runFields,
  trigger: anyJson('What it was begun with.'),
  output: anyJson('What it came to.'),
  plan: Type.Array(
    Type.Object({
      id: Type.String(),
      name: nullable(Type.String()),
      type: Type.String({ description: 'The type of the step; `branch` for a branch of a parallel one.' }),
      parent_id: nullable(Type.String({ description: 'The step or branch that it stands within.' })),
      arm: nullable(Type.Enum(['then', 'else'], { description: 'The answer of its condition that leads to it.' })),
    }),
    { description: 'The steps of its version, in their order.' },
  ),
  under_way: Type.Array(
    Type.Object({
      key: Type.String(),
      step_id: Type.String(),
      waits_for: Type.Enum(['work', 'time', 'decision', 'others'], {
        description: '`others`: a parallel or a loop, whose steps are not over.',
      }),
      attempt: nullable(Type.Integer()),
      since: timestamp('When it was begun.'),
      until: nullable(timestamp('When it goes on, or is given up, at the latest.')),
    }),
    { description: 'The steps that are begun and not over.' },
  ),
});

export const runQuery = Type.Object({
  ...pageQuery.properties,
  workflow_id: Type.Optional(id),
  status: Type.Optional(
    Type.Enum(['running', 'paused', 'succeeded', 'failed', 'cancelled'], {
      description: 'Failed ones wait to be retried.',
    }),
  ),
  parent_run_id: Type.Optional(runId),
  from: Type.Optional(timestamp('Begun then or later.')),
  to: Type.Optional(timestamp('Begun before.')),
});

export const stepsPage = pageOf(
  Type.Object({
    sequence: Type.Integer(),
    key: Type.String({ description: 'The instance of the step: its id, within loops and branches by the way to it.' }),
    step_id: Type.String(),
    step_type: Type.String(),
    attempt: Type.Integer(),
    status: Type.Enum(['running', 'succeeded', 'failed', 'skipped']),
    input: anyJson(
      'With every expression resolved. Of conditions, also those for which a step was skipped: `{conditions}`, what was looked at, each `{place, variable, operator, value, actual, before?, holds}` or `{place, formula, holds}`; at most twenty, long values cut, secrets left out.',
    ),
    output: anyJson('By which later steps name it.'),
    failure: nullable(failure),
    logs: Type.Array(Type.String(), {
      description: 'What it has written, such as a script by `console.log`: 16 kB at most.',
    }),
    started_at: timestamp('When it began.'),
    finished_at: timestamp('When it ended.'),
  }),
);

const retryFields = {
  from: Type.Optional(
    Type.Union(
      [
        Type.Enum(['failed', 'start']),
        Type.Object({ step_key: Type.String({ minLength: 1, maxLength: 500 }) }, closed),
      ],
      {
        default: 'failed',
        description: 'Where it begins again: at the step that failed, at the start, or at any step by its key.',
      },
    ),
  ),
  version: Type.Optional(
    Type.Enum(['same', 'newest'], {
      default: 'same',
      description: 'Steps of the newest version are found by their ids.',
    }),
  ),
};
export const retryBody = Type.Object(
  {
    ...retryFields,
    input: Type.Optional(anyObject('What the run is begun with in place of what it was; it then begins at the start.')),
  },
  { ...closed, examples: [{ from: 'failed', version: 'newest' }] },
);
export const retryManyBody = Type.Object(
  {
    run_ids: Type.Optional(Type.Array(runId, { minItems: 1, maxItems: 500 })),
    workflow_id: Type.Optional(id),
    ...retryFields,
  },
  {
    ...closed,
    description: 'The runs named, or the latest 500 failed ones of a workflow.',
    examples: [{ workflow_id: 7, from: 'failed', version: 'newest' }],
  },
);
export const retriedSchema = Type.Object({
  retried: Type.Array(runId),
  refused: Type.Array(Type.Object({ run_id: runId, code: Type.String() })),
});

const scheduleFields = {
  cron: Type.String(),
  time_zone: Type.String(),
  overlap: Type.Enum(['skip', 'queue', 'allow']),
  catch_up: Type.Enum(['none', 'last', 'all']),
  jitter_seconds: Type.Integer(),
};
export const scheduleQuery = Type.Object({
  ticks: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 10, description: 'How many to name.' })),
});
export const scheduleSchema = Type.Object({
  ...scheduleFields,
  next_ticks: Type.Array(timestamp('Without the jitter.')),
});
export const lookAheadQuery = Type.Object({
  cron: Type.String({ minLength: 9, maxLength: 200, examples: ['0 7 * * 1-5'] }),
  time_zone: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'IANA name; default: the organization’s.',
      examples: ['Europe/Berlin'],
    }),
  ),
  ...scheduleQuery.properties,
});
export const lookAheadSchema = Type.Object({
  time_zone: Type.String(),
  next_ticks: Type.Array(timestamp('Without the jitter.')),
});
export const ticksQuery = pageQuery;
export const ticksPage = pageOf(
  Type.Object({
    tick_at: timestamp('When it was due.'),
    outcome: Type.Enum(['started', 'waiting', 'skipped', 'missed']),
    run_id: nullable(Type.String()),
    is_back_fill: Type.Boolean(),
    noted_at: timestamp('When that was decided.'),
  }),
);
export const backFillBody = Type.Object(
  {
    from: timestamp('Ticks then or later.'),
    to: timestamp('Ticks up to then, not in the future.'),
    preview: Type.Optional(Type.Boolean({ default: false, description: 'Only say which ticks there are.' })),
  },
  { ...closed, examples: [{ from: '2026-03-01T00:00:00Z', to: '2026-03-08T00:00:00Z', preview: true }] },
);
export const backFillSchema = Type.Object({
  ticks: Type.Array(timestamp('Of the range.')),
  started: Type.Integer({ description: 'Runs that were started: ticks that had one already get no second.' }),
});
