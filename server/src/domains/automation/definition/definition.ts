import Type, { type Static } from 'typebox';
import { conditionsSchema, type Condition } from './condition-schema.ts';
import * as parameters from './step-schemas.ts';

export const stepTypes = [
  'ai_prediction',
  'condition_check',
  'data_query',
  'notification',
  'approval_request',
  'data_update',
  'external_api',
  'delay',
  'parallel',
  'loop',
  'script',
] as const;
export type StepType = (typeof stepTypes)[number];

/** Each type with the schema of its own fields: what its handler is given once expressions are resolved. */
export const stepParameters = {
  ai_prediction: parameters.aiPrediction,
  condition_check: parameters.conditionCheck,
  data_query: parameters.dataQuery,
  notification: parameters.notification,
  approval_request: parameters.approvalRequest,
  data_update: parameters.dataUpdate,
  external_api: parameters.externalApi,
  delay: parameters.delay,
  parallel: parameters.parallel,
  loop: parameters.loop,
  script: parameters.script,
} as const satisfies Record<StepType, Type.TSchema>;

/** What the handler of a type reads: `ParametersOf<'external_api'>`. */
export type ParametersOf<T extends StepType> = Static<(typeof stepParameters)[T]>;

/** Types that a handler does; the interpreter does the others alone, or with timers and approvals. */
export const handledTypes = [
  'ai_prediction',
  'data_query',
  'notification',
  'data_update',
  'external_api',
  'script',
] as const satisfies readonly StepType[];

const closed = { additionalProperties: false } as const;
const seconds = (minimum: number, maximum: number, description: string) =>
  Type.Number({ minimum, maximum, description });
const identifier = Type.String({
  pattern: '^[A-Za-z_][A-Za-z0-9_]{0,59}$',
  description: 'Letters of English, digits and _; unique within the workflow.',
});

export const retrySchema = Type.Object(
  {
    max_attempts: Type.Integer({ minimum: 1, maximum: 20 }),
    backoff: Type.Enum(['fixed', 'exponential'], { default: 'exponential' }),
    initial_seconds: seconds(0, 86_400, 'Before the second attempt.'),
    max_seconds: seconds(0, 604_800, 'The longest wait between two attempts.'),
    jitter: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'The share of the wait that is left to chance: 0.2 waits between 80 and 100 % of it.',
    }),
    abort_on: Type.Array(Type.String({ maxLength: 100 }), {
      maxItems: 50,
      description: 'Codes of failures after which there is no further attempt.',
    }),
  },
  closed,
);
export type Retry = Static<typeof retrySchema>;

/** `goto` names a later step of the same list, or of a list around it; it sees the failure as `error`. */
export type OnError = 'fail' | 'continue' | { readonly goto: string };

/** What every step carries; `readDefinition` fills in all of it. The type's own fields stand beside. */
interface StepBase {
  readonly id: string;
  readonly name: string | null;
  /** Skipped when they do not hold; those of a `condition_check` are what it asks. */
  readonly conditions: Condition | null;
  /** Null for what the interpreter does itself: it would only fail again. */
  readonly retry: Retry | null;
  /** Of one attempt; of a parallel or a loop as a whole. Null: as long as it takes. */
  readonly timeout_seconds: number | null;
  readonly on_error: OnError;
  /** By which later steps name the output; without it they name it by the step's id. */
  readonly output_variable: string | null;
}

export const branchSchema = Type.Object(
  {
    id: identifier,
    name: Type.Union([Type.String({ maxLength: 200 }), Type.Null()], { default: null }),
    on_error: Type.Enum(['fail', 'fail_at_once', 'continue'], {
      default: 'fail',
      description:
        '`fail`: the others are finished, then the parallel fails. `fail_at_once`: the others are abandoned.',
    }),
  },
  closed,
);
export type Branch = Readonly<Static<typeof branchSchema>> & { readonly steps: readonly Step[] };

type StepOf<T extends StepType, Nested = unknown> = StepBase & { readonly type: T } & Readonly<ParametersOf<T>> &
  Nested;

export type Step =
  | StepOf<'ai_prediction'>
  | StepOf<'data_query'>
  | StepOf<'notification'>
  | StepOf<'approval_request'>
  | StepOf<'data_update'>
  | StepOf<'external_api'>
  | StepOf<'delay'>
  | StepOf<'script'>
  | StepOf<'condition_check', { readonly then: readonly Step[]; readonly else: readonly Step[] }>
  | StepOf<'parallel', { readonly branches: readonly Branch[] }>
  | StepOf<'loop', { readonly steps: readonly Step[] }>;

export const workflowTypes = ['event_driven', 'ai_triggered', 'scheduled', 'manual', 'webhook'] as const;
export type WorkflowType = (typeof workflowTypes)[number];

export const triggerSchema = Type.Object(
  {
    event_type: Type.Optional(
      Type.Union(
        [
          Type.String({ minLength: 1, maxLength: 200 }),
          Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 20 }),
        ],
        {
          description: 'Which events start a run; event_driven and ai_triggered need it.',
        },
      ),
    ),
    conditions: conditionsSchema,
    schedule: Type.Optional(
      Type.Object(
        {
          cron: Type.String({ minLength: 9, maxLength: 200, description: 'Five fields, or six with seconds first.' }),
          time_zone: Type.Union([Type.String({ maxLength: 100 }), Type.Null()], {
            default: null,
            description: 'IANA name; null: the organization’s.',
          }),
          overlap: Type.Enum(['skip', 'queue', 'allow'], {
            default: 'skip',
            description: 'When the run before is still under way.',
          }),
          catch_up: Type.Enum(['none', 'last', 'all'], {
            default: 'last',
            description: 'Which of the ticks that were missed are made up for.',
          }),
          jitter_seconds: Type.Integer({ minimum: 0, maximum: 3600, default: 0 }),
        },
        closed,
      ),
    ),
    webhook: Type.Optional(
      Type.Object(
        {
          verify: Type.Enum(['none', 'standard_webhooks'], { default: 'none' }),
          answer: Type.Enum(['now', 'at_end'], { default: 'now' }),
        },
        { ...closed, description: 'What its hooks have where they do not say otherwise when they are made.' },
      ),
    ),
    idempotency_key: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'A template; the same text starts one run only.' }),
    ),
  },
  closed,
);

export type Trigger = Omit<Static<typeof triggerSchema>, 'conditions'> & { readonly conditions: Condition };

export const settingsSchema = Type.Object(
  {
    timeout_seconds: Type.Union([seconds(1, 31_536_000, 'Of a whole run.'), Type.Null()], {
      default: null,
      description: 'Null: no limit.',
    }),
    concurrency: Type.Union([Type.Integer({ minimum: 1, maximum: 1000 }), Type.Null()], {
      default: null,
      description: 'Runs of this workflow at once; null: as many as the organization may have.',
    }),
    error_workflow_id: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      default: null,
      description: 'Started when a run has failed.',
    }),
  },
  closed,
);
export type Settings = Static<typeof settingsSchema>;

/** One version of a workflow: plain JSON in the form in which it was sent, every default filled in, never changed. */
export interface Definition {
  readonly workflow_name: string;
  readonly workflow_type: WorkflowType;
  readonly category: string | null;
  readonly description: string | null;
  readonly trigger_conditions: Trigger;
  readonly workflow_steps: readonly Step[];
  readonly settings: Settings;
}

export const stepFields = {
  id: Type.Optional(identifier),
  name: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
  type: Type.Enum([...stepTypes]),
  conditions: Type.Optional(conditionsSchema),
  retry: Type.Optional(Type.Partial(retrySchema)),
  timeout_seconds: Type.Optional(Type.Union([seconds(0.1, 31_536_000, 'Of one attempt.'), Type.Null()])),
  on_error: Type.Optional(
    Type.Union([Type.Enum(['fail', 'continue']), Type.Object({ goto: identifier }, closed)], { default: 'fail' }),
  ),
  output_variable: Type.Optional(Type.Union([identifier, Type.Null()])),
};

/** For OpenAPI: what every type has, beside the type's own fields. `readDefinition` checks all of it by the type. */
const stepSchema = Type.Object(stepFields, {
  additionalProperties: true,
  description: 'Beside these fields stand those of the step’s type.',
});

/** What `POST /ai-analytics/workflows` takes; the reader looks into it by itself and names every fault. */
export const definitionSchema = Type.Object(
  {
    workflow_name: Type.String({ minLength: 1, maxLength: 200 }),
    workflow_type: Type.Enum([...workflowTypes]),
    category: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
    description: Type.Optional(Type.Union([Type.String({ maxLength: 5000 }), Type.Null()])),
    trigger_conditions: Type.Optional(Type.Unsafe<object>({ ...triggerSchema, required: [] })),
    workflow_steps: Type.Array(stepSchema, { minItems: 1, maxItems: 200 }),
    settings: Type.Optional(Type.Partial(settingsSchema)),
  },
  closed,
);
