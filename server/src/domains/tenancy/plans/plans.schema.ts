import Type from 'typebox';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const day = (description: string) => Type.String({ format: 'date', description, examples: ['2026-03-31'] });
const planName = Type.String({ examples: ['premium'] });
const kind = Type.Enum(['daily', 'standing', 'parallel', 'rate', 'days', 'feature'], {
  description:
    '`daily`: so many a calendar day of the organization. `standing`: so many at any one time. `parallel`: so many under way at once, the others wait. `rate`: so many begin a minute, the others wait. `days`: kept so long. `feature`: there or not.',
});
const level = Type.Enum(['none', 'basic', 'full'], {
  description: 'Of a feature. Only anomaly detection has a basic form.',
});

export const catalogueSchema = Type.Object({
  items: Type.Array(
    Type.Object({
      plan: planName,
      entitlements: Type.Array(
        Type.Object({ entitlement: Type.String({ examples: ['models'] }), kind, limit: Type.Integer(), level }),
      ),
    }),
    { description: 'From the smallest plan to the largest.' },
  ),
});

const overrideSchema = Type.Object({
  limit: Type.Integer(),
  reason: nullable(Type.String()),
  expires_at: nullable(timestamp('Then the limit of the plan holds again. Null: it has no end.')),
  created_at: timestamp('When it was set.'),
});

const itemSchema = Type.Object({ id: Type.Integer(), name: Type.String() });

const frozenSchema = Type.Array(Type.Object({ entitlement: Type.String(), items: Type.Array(itemSchema) }), {
  description: 'What is more than the plan allows: kept whole, out of service until the plan allows it again.',
});

export const planSchema = Type.Object({
  plan: planName,
  entitlements: Type.Array(
    Type.Object({
      entitlement: Type.String({ examples: ['predictions_per_day'] }),
      kind,
      limit: Type.Integer({ description: 'What holds now: the override, else the plan.' }),
      plan_limit: Type.Integer({ description: 'What the plan alone gives.' }),
      level,
      override: nullable(overrideSchema),
    }),
  ),
  frozen: frozenSchema,
});

export const planChangeBody = Type.Object(
  {
    plan: Type.String({
      minLength: 1,
      maxLength: 50,
      description: 'One of `/tenancy/plans`; the same one is allowed.',
    }),
    dry_run: Type.Optional(Type.Boolean({ description: 'Says what would be frozen, and changes nothing.' })),
    keep_models: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), {
        maxItems: 1000,
        uniqueItems: true,
        description:
          'The models to keep in service where the plan allows fewer than there are. Left out: the choice made before, then deployed ones, then the oldest.',
      }),
    ),
  },
  { additionalProperties: false, examples: [{ plan: 'basic', dry_run: true, keep_models: [3, 7] }] },
);

const changesSchema = Type.Array(
  Type.Object({ entitlement: Type.String(), frozen: Type.Array(itemSchema), thawed: Type.Array(itemSchema) }),
);

export const planOutcomeSchema = Type.Object({
  plan: planName,
  dry_run: Type.Boolean(),
  changes: changesSchema,
  retention: Type.Object({
    days: Type.Integer({ description: 'So long everything is kept, now.' }),
    plan_days: Type.Integer({ description: 'So long the plan keeps it.' }),
    shorter_from: nullable(
      timestamp('After a downgrade the longer time holds for 30 days more, until then. Null: nothing gets shorter.'),
    ),
  }),
});

export const usageQuery = Type.Object({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 400, default: 30, description: 'So much history.' })),
});

export const usageSchema = Type.Object({
  plan: planName,
  today: day("The calendar date in the organization's zone, to which daily use is counted."),
  usage: Type.Array(
    Type.Object({
      entitlement: Type.String({ examples: ['predictions_per_day'] }),
      kind,
      used: Type.Integer({ description: 'Today, or standing now.' }),
      limit: Type.Integer(),
      resets_at: nullable(timestamp('When the next day begins. Null for what stands.')),
      forecast_on: nullable(day('When the limit will be hit if use goes on as in the last days. Null: it will not.')),
      available_in: nullable(Type.String({ description: 'The smallest plan that gives more.' })),
      history: Type.Array(Type.Object({ day: day('In the zone of then.'), used: Type.Integer() }), {
        description: 'Every day, today last.',
      }),
    }),
  ),
  warnings: Type.Array(
    Type.Object({
      entitlement: Type.String(),
      day: day('The day it is about.'),
      threshold: Type.Integer({ description: 'In per cent: 80 or 100.' }),
      used: Type.Integer(),
      limit: Type.Integer(),
      plan: planName,
      forecast_on: nullable(day('As it was forecast then.')),
      created_at: timestamp('When it was given.'),
    }),
    { description: 'The latest first; at most one a day and threshold.' },
  ),
});

const holdSchema = Type.Object({
  reason: Type.String(),
  set_by: Type.Object({ kind: Type.Enum(['user', 'api_key', 'system']), id: nullable(Type.Integer()) }),
  set_at: timestamp('Since when nothing is deleted.'),
});

export const retentionSchema = Type.Object({
  days: Type.Integer(),
  plan_days: Type.Integer(),
  shorter_from: nullable(timestamp('When the shorter time of a smaller plan begins to hold.')),
  before: timestamp('What is older than this goes.'),
  deletes: Type.Array(
    Type.Object({
      name: Type.String({ examples: ['predictions'] }),
      rows: Type.Integer({ description: 'So many would go now. While a legal hold stands, none does.' }),
    }),
  ),
  legal_hold: nullable(holdSchema),
  last_run: nullable(
    Type.Object({
      finished_at: timestamp('When it ended.'),
      removed: Type.Record(Type.String(), Type.Integer()),
      complete: Type.Boolean({ description: 'Otherwise the next run goes on where it ended.' }),
    }),
  ),
});

export const holdBody = Type.Object(
  {
    reason: Type.String({
      minLength: 1,
      maxLength: 500,
      pattern: '\\S',
      description: 'Why; kept and shown.',
      examples: ['Audit of the tax office for 2025'],
    }),
  },
  { additionalProperties: false },
);
