import Type, { type Static } from 'typebox';
import { grains } from '../calendar.ts';

const closed = { additionalProperties: false } as const;
const day = Type.String({ format: 'date' });
const money = Type.Number({ description: 'In `currency`.' });
const share = Type.Number();
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const dimensions = ['region', 'channel', 'segment', 'category'] as const;
export type Dimension = (typeof dimensions)[number];

const scenario = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    price_change: Type.Optional(
      Type.Number({ minimum: -0.9, maximum: 1, description: 'Of all prices, as a share: 0.05 is 5 % more.' }),
    ),
    spend_change: Type.Optional(
      Type.Number({ minimum: -1, maximum: 3, description: 'Of the marketing spend, as a share.' }),
    ),
    promotion: Type.Optional(
      Type.Object(
        {
          from: day,
          days: Type.Integer({ minimum: 1, maximum: 92 }),
          discount: Type.Number({ minimum: 0.01, maximum: 0.9, description: 'Off all prices, as a share.' }),
        },
        { ...closed, description: 'One more than those that are expected anyway.' },
      ),
    ),
  },
  closed,
);

export const revenueRequest = Type.Object(
  {
    grain: Type.Optional(Type.Enum([...grains], { default: 'month' })),
    horizon: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 366,
        description: 'Periods ahead. Default: 28 days, 13 weeks, 6 months or 4 quarters.',
      }),
    ),
    dimension: Type.Optional(
      Type.Enum([...dimensions], {
        description:
          'Also by this: the parts add up to the total. Plans with advanced AI. `segment` is of customers, `category` of products.',
      }),
    ),
    levels: Type.Optional(
      Type.Array(Type.Number({ minimum: 0.5, maximum: 0.99 }), {
        minItems: 1,
        maxItems: 3,
        uniqueItems: true,
        default: [0.8, 0.95],
        description: 'Shares of outcomes that intervals shall hold.',
      }),
    ),
    statuses: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        minItems: 1,
        maxItems: 20,
        default: ['completed'],
        description: 'Orders that count, where orders have a status.',
      }),
    ),
    history_from: Type.Optional(Type.String({ format: 'date', description: 'Nothing before this day counts.' })),
    holidays: Type.Optional(
      Type.Array(Type.String({ pattern: '^(\\d{4}-)?\\d{2}-\\d{2}$' }), {
        maxItems: 500,
        description:
          'Days unlike others, past and to come: `12-25` every year, `2026-04-03` once. Default: those of the organization’s country.',
        examples: [['01-01', '12-25']],
      }),
    ),
    promotions: Type.Optional(
      Type.Array(Type.Object({ from: day, days: Type.Integer({ minimum: 1, maximum: 92 }) }, closed), {
        maxItems: 50,
        description: 'Those to come. Default: the same days as in the year before.',
      }),
    ),
    exchange_rates: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), Type.Number({ exclusiveMinimum: 0, maximum: 1e9 }), {
        ...closed,
        maxProperties: 200,
        description: 'What one of a currency is worth in that of the organization. Needed where orders have several.',
      }),
    ),
    what_if: Type.Optional(Type.Array(scenario, { maxItems: 10, description: 'Held against the forecast.' })),
  },
  {
    ...closed,
    examples: [
      {
        grain: 'month',
        horizon: 6,
        dimension: 'region',
        what_if: [{ name: 'Spring sale', promotion: { from: '2026-04-10', days: 7, discount: 0.2 } }],
      },
    ],
  },
);

export type RevenueRequest = Static<typeof revenueRequest>;

const interval = Type.Object({ level: share, lower: money, upper: money });
const figures = Type.Object({ wape: nullable(share), smape: nullable(Type.Number()), mase: nullable(Type.Number()) });
const range = Type.Object({ lower: Type.Number(), upper: Type.Number() });

/** How forecasts from earlier days fared. */
const accuracySchema = Type.Object(
  {
    origins: Type.Integer(),
    horizon: Type.Integer(),
    ...figures.properties,
    naive: figures,
    is_naive_better: Type.Boolean({ description: 'Then the last season is repeated instead.' }),
    coverage: Type.Array(Type.Object({ level: share, measured: share })),
  },
  {
    description:
      'Of forecasts made from earlier days, which they had not seen, beside those that repeat the last season: `wape` absolute errors as a share of what came, `smape` 0 … 200, `mase` in units of the seasonal naive error on the past; and the share of what came that lay within the intervals.',
  },
);

const effect = Type.Object({
  ...range.properties,
  estimate: Type.Number(),
  is_clear: Type.Boolean({ description: 'Whether the interval of 95 % leaves out no effect.' }),
});

const driversSchema = Type.Object({
  days: Type.Integer({ description: 'That the effects were learned from.' }),
  explained: Type.Number({ description: 'Share of the variance of the logarithm of volume.' }),
  price_elasticity: nullable(effect),
  promotion_uplift: nullable(effect),
  after_promotion: nullable(effect),
  spend_elasticity: nullable(effect),
  change: nullable(
    Type.Object(
      {
        from: day,
        to: day,
        revenue: money,
        revenue_before: money,
        parts: Type.Array(
          Type.Object({
            driver: Type.Enum(['price', 'price_response', 'promotion', 'spend', 'calendar', 'trend', 'other']),
            amount: money,
          }),
        ),
      },
      {
        description:
          'What made the difference to the same days, 52 weeks before; the parts sum to it. `price`: what the same volume brought more; `price_response`: volume won or lost by prices; `other`: what nothing explains.',
      },
    ),
  ),
});

const scenarioSchema = Type.Object({
  name: Type.String(),
  status: Type.Enum(['computed', 'refused']),
  refused_because: Type.Optional(
    Type.Array(Type.Enum(['price', 'promotion', 'spend']), {
      description: 'What never changed, so that nothing is known of it.',
    }),
  ),
  extrapolates: Type.Optional(
    Type.Array(Type.Enum(['price', 'promotion', 'spend']), {
      description: 'What goes beyond all that was ever observed.',
    }),
  ),
  revenue: Type.Optional(money),
  difference: Type.Optional(Type.Object({ amount: money, level: share, ...range.properties })),
  extra_spend: Type.Optional(money),
});

const point = Type.Object({
  period: Type.String({ format: 'date', description: 'Its first day.' }),
  revenue: money,
  intervals: Type.Array(interval),
});

export const revenueResult = Type.Object({
  currency: Type.String(),
  history: Type.Object({
    from: day,
    to: day,
    periods: Type.Integer(),
    revenue: Type.Array(Type.Object({ period: day, revenue: money }), { description: 'The latest 120.' }),
  }),
  forecast: Type.Array(
    Type.Object({
      ...point.properties,
      components: Type.Record(Type.String(), Type.Number(), {
        description:
          'In money; they sum to the revenue. `level`, `trend`, `season`, `calendar`, `holiday`, `promotion`.',
      }),
    }),
  ),
  total: Type.Object({
    revenue: money,
    intervals: Type.Array(interval),
    year_before: nullable(Type.Number({ description: 'Of the same periods, where all of them are known.' })),
  }),
  method: Type.Enum(['combination', 'seasonal_naive']),
  members: Type.Array(Type.Object({ name: Type.String(), weight: share })),
  accuracy: nullable(accuracySchema),
  by: nullable(
    Type.Object({
      dimension: Type.Enum([...dimensions]),
      parts: Type.Array(
        Type.Object({
          value: nullable(Type.String()),
          is_rest: Type.Boolean({ description: 'All that have no part of their own.' }),
          revenue: money,
          forecast: Type.Array(point),
          accuracy: nullable(accuracySchema),
        }),
      ),
      reconciled: Type.Enum(['wls', 'ols', 'bottom_up']),
    }),
  ),
  drivers: nullable(driversSchema),
  scenarios: Type.Array(scenarioSchema),
});

export type RevenueResult = Static<typeof revenueResult>;
export type Scenario = Static<typeof scenario>;
export type DriversResult = Static<typeof driversSchema>;
export type ScenarioResult = Static<typeof scenarioSchema>;
