import Type from 'typebox';
import { jobSchema } from '../../http/jobs.routes.ts';
import { attentionKinds, severities } from './attention.ts';
import { periodNames } from './period.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = Type.String({ format: 'date-time' });
const day = Type.String({ format: 'date' });
const share = Type.Number({ description: 'As a share: 0.05 is 5 %.' });
const grains = ['day', 'week', 'month', 'quarter'] as const;

export const dashboardQuery = Type.Object({
  period: Type.Optional(
    Type.Enum([...periodNames], {
      default: '30d',
      description: 'How many days, or months, the figures are about. They end with the newest data.',
    }),
  ),
  compare: Type.Optional(
    Type.Enum(['previous_period', 'previous_year'], {
      default: 'previous_period',
      description: 'What the course of each figure is drawn beside. Both comparisons are in the answer anyway.',
    }),
  ),
  grain: Type.Optional(
    Type.Enum([...grains], { description: 'By what the forecast of revenue shall be. Default: the newest of any.' }),
  ),
});

const change = (description: string) =>
  Type.Object(
    { value: nullable(Type.Number()), change: nullable(Type.Number()), relative_change: nullable(share) },
    { description },
  );

const keyFigure = Type.Object({
  name: Type.String({ description: 'Of the metric, as `GET /api/v1/data/metrics` lists it.', examples: ['revenue'] }),
  unit: nullable(Type.String({ description: 'Money: the currency.', examples: ['EUR'] })),
  is_money: Type.Boolean(),
  direction: Type.Enum(['up', 'down', 'none'], { description: 'Which way is good.' }),
  value: nullable(Type.Number()),
  previous_period: change('As many days before.'),
  previous_year: change('The same days a year before.'),
  series: Type.Array(Type.Object({ period: day, value: nullable(Type.Number()), compared: nullable(Type.Number()) })),
});

const interval = Type.Object({ level: share, lower: Type.Number(), upper: Type.Number() });

const revenueForecast = Type.Object(
  {
    analysis_id: Type.Integer(),
    made_at: timestamp,
    made_for: Type.String({ format: 'date', description: 'The day that it was.' }),
    stale_because: Type.Array(Type.Enum(['data_changed', 'day_passed']), {
      description: 'Why another one would say something else; empty while it would not.',
    }),
    grain: Type.Enum([...grains]),
    currency: Type.String(),
    history: Type.Array(Type.Object({ period: day, revenue: Type.Number() })),
    forecast: Type.Array(Type.Object({ period: day, revenue: Type.Number(), intervals: Type.Array(interval) })),
    total: Type.Object({
      revenue: Type.Number(),
      intervals: Type.Array(interval),
      year_before: nullable(Type.Number()),
    }),
    error: nullable(Type.Number({ description: 'Of forecasts from earlier days, as a share of what came.' })),
    naive_error: nullable(Type.Number({ description: 'Of repeating the last season.' })),
    coverage: Type.Array(Type.Object({ level: share, measured: share })),
    renew: Type.Object(
      {
        kind: Type.Literal('revenue_forecast'),
        parameters: Type.Object({ grain: Type.Enum([...grains]), horizon: Type.Integer() }),
      },
      { description: 'What to send to `POST /api/v1/ai-analytics/predictive` for a new one.' },
    ),
  },
  { description: 'The newest that is kept. Reading the dashboard never makes one.' },
);

const model = Type.Object({
  id: Type.Integer(),
  model_name: Type.String({ examples: ['Lead scoring'] }),
  model_type: Type.String({ examples: ['classification'] }),
  status: Type.String({ examples: ['deployed'] }),
  version: nullable(Type.Integer()),
  is_deployed: Type.Boolean(),
  score: nullable(
    Type.Object({
      metric: Type.String({ examples: ['roc_auc'] }),
      value: Type.Number(),
      naive: nullable(Type.Number()),
      gain: nullable(Type.Number({ description: 'Share of the naive guess’s error that it takes away.' })),
    }),
  ),
  drift_state: nullable(Type.Enum(['not_enough', 'stable', 'shifting', 'shifted'])),
  performance_state: nullable(Type.Enum(['not_enough', 'as_expected', 'slipping', 'degraded'])),
  trained_at: nullable(timestamp),
  checked_at: nullable(timestamp),
});

const prediction = Type.Object({
  prediction_id: Type.String(),
  model_id: Type.Integer(),
  model_name: nullable(Type.String()),
  model_version: Type.Integer(),
  answer: Type.Object({ prediction: nullable(Type.Number()), label: nullable(Type.String()) }),
  confidence_score: nullable(Type.Number()),
  prediction_timestamp: timestamp,
});

const attentionItem = Type.Object({
  kind: Type.Enum([...attentionKinds]),
  severity: Type.Enum([...severities]),
  since: timestamp,
  subject: Type.String({
    description: 'The model, file, dataset or entitlement; empty where it is the company.',
    examples: ['Lead scoring'],
  }),
  figures: Type.Record(Type.String(), Type.Number(), { examples: [{ rows_broken: 12, rows_checked: 900 }] }),
  money: nullable(
    Type.Object(
      {
        amount: Type.Number(),
        lower: nullable(Type.Number()),
        upper: nullable(Type.Number()),
        currency: Type.String(),
      },
      {
        description: 'What it is worth; below nothing where it is lost.',
        examples: [{ amount: -5380, lower: -7100, upper: -3900, currency: 'EUR' }],
      },
    ),
  ),
  target: Type.Object(
    {
      kind: Type.Enum(['model', 'import', 'dataset', 'plan', 'analysis']),
      id: Type.Optional(Type.Integer()),
      name: Type.Optional(Type.String()),
    },
    { description: 'Where somebody can do something about it.' },
  ),
});

export const dashboardSchema = Type.Object({
  generated_at: timestamp,
  currency: Type.String(),
  has_data: Type.Boolean(),
  freshness: Type.Object({
    data_to: nullable(Type.String({ format: 'date-time', description: 'Of the newest record.' })),
    updated_at: nullable(Type.String({ format: 'date-time', description: 'When data last came in.' })),
  }),
  period: nullable(
    Type.Object({
      name: Type.Enum([...periodNames]),
      from: day,
      to: Type.String({ format: 'date', description: 'The first day that no longer belongs to it.' }),
      grain: Type.Enum(['day', 'week']),
    }),
  ),
  key_figures: nullable(Type.Array(keyFigure, { description: 'Null for those who may not read data.' })),
  revenue_forecast: nullable(revenueForecast),
  revenue_forecast_job_id: nullable(Type.String({ description: 'Of one that is being made.' })),
  models: Type.Array(model),
  latest_predictions: Type.Array(prediction),
  running_jobs: Type.Array(jobSchema),
  attention: Type.Array(attentionItem, { description: 'The gravest first, and of those what is worth most.' }),
  withheld: Type.Array(Type.Enum(['data', 'plan']), { description: 'What the reader may not see.' }),
});
