import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Type.TSchema>(schema: T, options: Type.TSchemaOptions = {}) =>
  Type.Union([schema, Type.Null()], options);
const share = Type.Number({ minimum: 0, maximum: 1 });
const count = Type.Number();
const day = Type.String({ format: 'date' });

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

const hours = Type.Union([
  Type.Object(
    { from: Type.Integer({ minimum: 0, maximum: 23 }), to: Type.Integer({ minimum: 1, maximum: 24 }) },
    { ...closed, description: 'Whole hours; `to` is when it closes.' },
  ),
  Type.Null(),
]);
const minutes = Type.Number({ exclusiveMinimum: 0, maximum: 1440 });

export const demandRequest = Type.Object(
  {
    horizon_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 91, default: 28 })),
    history_weeks: Type.Optional(Type.Integer({ minimum: 8, maximum: 260, default: 156 })),
    by: Type.Optional(
      Type.Enum(['queue', 'contact', 'none'], {
        default: 'queue',
        description: 'Each has people of its own. `none`: all requests are one queue.',
      }),
    ),
    target: Type.Optional(
      Type.Object(
        {
          share: Type.Number({ minimum: 0.01, maximum: 0.99 }),
          within_minutes: Type.Number({ minimum: 0, maximum: 10_080 }),
        },
        {
          ...closed,
          description: 'This share of the requests is responded to within so long. Default: 80 % within 30 minutes.',
        },
      ),
    ),
    handling_minutes: Type.Optional(
      Type.Union([minutes, Type.Record(Type.String({ maxLength: 200 }), minutes, { maxProperties: 50 })], {
        description:
          'Work that a request takes, of all queues or by queue. Default: the mean of the column `handling_minutes`; where there is none, volumes are forecast without staff.',
      }),
    ),
    shrinkage: Type.Optional(
      Type.Number({ minimum: 0, maximum: 0.9, default: 0.3, description: 'Share of paid time away from requests.' }),
    ),
    max_occupancy: Type.Optional(
      Type.Number({ minimum: 0.1, maximum: 1, default: 0.9, description: 'Nobody is busy for more of the time.' }),
    ),
    opening_hours: Type.Optional(
      Type.Object(Object.fromEntries(weekdays.map((weekday) => [weekday, Type.Optional(hours)])), {
        ...closed,
        description:
          'A weekday that is not named is closed. What comes while it is closed waits for the next opening. Default: the hours in which requests come.',
      }),
    ),
    wage_per_hour: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 1e6, description: 'In the organization’s currency; gives costs.' }),
    ),
    holidays: Type.Optional(
      Type.Array(Type.String({ pattern: '^(\\d{4}-)?\\d{2}-\\d{2}$' }), {
        maxItems: 500,
        description:
          'Days unlike others, past and to come: `12-25` every year, `2026-04-03` once. Default: those of the organization’s country.',
      }),
    ),
    detail_days: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 31, default: 14, description: 'Of so many days every hour is told.' }),
    ),
  },
  {
    ...closed,
    examples: [
      {
        horizon_days: 28,
        target: { share: 0.8, within_minutes: 30 },
        handling_minutes: { delivery: 9, billing: 14, technical: 25 },
        wage_per_hour: 24,
      },
    ],
  },
);

export type DemandRequest = Static<typeof demandRequest>;

const figures = Type.Object({ wape: nullable(Type.Number()) });
const accuracy = Type.Object(
  {
    origins: Type.Integer(),
    horizon_days: Type.Integer(),
    daily: Type.Object({ ...figures.properties, naive: figures }),
    hourly: Type.Object({ ...figures.properties, naive: figures, coverage_80: nullable(share) }),
  },
  {
    description:
      'Of forecasts made from earlier days, beside those that repeat the last week: absolute errors as a share of what came (`wape`), and the share of hours within their interval of 80 %. Few requests an hour cannot be foretold better than chance allows.',
  },
);

const hourFields = { requests: count, staff: nullable(Type.Integer({ description: 'On duty.' })) };
const staffHours = Type.Number({ description: 'On duty.' });
const paidHours = Type.Number({ description: 'Paid for that, absences included.' });

const queue = Type.Object({
  queue: nullable(Type.String()),
  is_rest: Type.Boolean({ description: 'All that have no queue of their own.' }),
  requests: count,
  handling_minutes: nullable(Type.Number()),
  staff_hours: nullable(staffHours),
  paid_hours: nullable(paidHours),
  week: Type.Array(Type.Object({ weekday: Type.Enum([...weekdays]), hour: Type.Integer(), ...hourFields }), {
    description: 'A mean week, hours in which it is open.',
  }),
  accuracy: nullable(accuracy),
});

const plan = Type.Object({
  share,
  within_minutes: Type.Number(),
  staff_hours: staffHours,
  paid_hours: paidHours,
  cost: nullable(Type.Number()),
  extra_cost: nullable(Type.Number({ description: 'More than the target’s.' })),
});

const met = Type.Object({ requests: Type.Integer(), share: nullable(share), median_minutes: nullable(Type.Number()) });

export const demandResult = Type.Object({
  currency: Type.String(),
  history: Type.Object({ from: day, to: day, requests: Type.Integer(), outside_hours: share }),
  opening_hours: Type.Object({
    is_learned: Type.Boolean(),
    hours: Type.Array(Type.Object({ weekday: Type.Enum([...weekdays]), from: Type.Integer(), to: Type.Integer() })),
  }),
  dates: Type.Array(
    Type.Object({
      date: day,
      requests: count,
      lower: Type.Number({ description: 'Interval of 80 %.' }),
      upper: count,
      staff_hours: nullable(staffHours),
      paid_hours: nullable(paidHours),
    }),
  ),
  queues: Type.Array(queue),
  detail: Type.Array(
    Type.Object({
      date: day,
      hour: Type.Integer(),
      queue: nullable(Type.String()),
      lower: Type.Integer({ description: 'Interval of 80 %.' }),
      upper: Type.Integer(),
      ...hourFields,
    }),
  ),
  staffing: nullable(
    Type.Object({
      ...plan.properties,
      expected_share: nullable(Type.Number({ description: 'Of requests responded to in time with these people.' })),
      occupancy: nullable(share),
      pooled: nullable(plan, { description: 'The target with one team for all queues.' }),
      alternatives: Type.Array(plan, { description: 'What it takes to be faster, or slower.' }),
    }),
  ),
  recent: nullable(
    Type.Object(
      {
        weeks: Type.Integer(),
        ...met.properties,
        queues: Type.Array(Type.Object({ queue: nullable(Type.String()), ...met.properties })),
        by_week: Type.Array(Type.Object({ week: day, ...met.properties })),
        worst_hours: Type.Array(
          Type.Object({ weekday: Type.Enum([...weekdays]), hour: Type.Integer(), ...met.properties }),
        ),
      },
      { description: 'How far the target was met lately, by `first_response_minutes`.' },
    ),
  ),
});

export type DemandResult = Static<typeof demandResult>;
