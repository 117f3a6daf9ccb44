import Type, { type Static } from 'typebox';
import { driftStates } from './drift.ts';
import { performanceStates, watchedMetrics } from './live-performance.ts';
import { decisionReasons, decisions, triggers } from './retraining.repository.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const severity = Type.Enum(['low', 'medium', 'high']);
const text = Type.String({ description: "In the reader's language." });
const estimates = Type.Unsafe<Record<string, { value: number; lower: number; upper: number }>>({
  type: 'object',
  additionalProperties: Type.Object({ value: Type.Number(), lower: Type.Number(), upper: Type.Number() }),
  description: 'By metric, with a 95 % interval.',
});

const measured = {
  psi: Type.Number({ description: 'Population stability index: below 0.1 stable, from 0.25 shifted.' }),
  test: Type.Enum(['ks', 'chi2'], { description: 'Kolmogorov–Smirnov for numbers, χ² for labels.' }),
  statistic: nullable(Type.Number()),
  p_value: nullable(Type.Number()),
};

const featureSchema = Type.Object({
  feature: Type.String(),
  label: Type.String({ description: 'The heading of the column.' }),
  ...measured,
  adjusted_p_value: Type.Number({
    description: 'Of values and blanks together, adjusted for the number of features (Benjamini and Hochberg).',
  }),
  verdict: Type.Enum(['stable', 'shifting', 'shifted', 'not_judged'], {
    description: '`not_judged`: a moment, which moves on by itself.',
  }),
  verdict_text: text,
  changes: Type.Array(Type.String(), { description: "What changed, in the reader's language." }),
  missing_before: Type.Number({ description: 'Share of blanks in the training.' }),
  missing_now: Type.Number(),
  unseen_share: Type.Number({ description: 'Share of the answers whose value training never saw.' }),
  unseen_values: Type.Array(Type.String(), { description: 'The most frequent of these, as they were sent.' }),
});

const scoreSchema = Type.Object(
  { ...measured, verdict: Type.Enum(['stable', 'shifting', 'shifted']), changes: Type.Array(Type.String()) },
  { description: 'What the model answered, beside what it said of the rows held out.' },
);

const driftState = Type.Enum([...driftStates]);
const performanceState = Type.Enum([...performanceStates]);

const reportSchema = Type.Object({
  model_version: Type.Integer(),
  checked_at: timestamp('When it was looked at.'),
  window: Type.Object({
    from: nullable(timestamp('The oldest answer that was looked at.')),
    to: nullable(timestamp('The latest one.')),
    predictions: Type.Integer(),
  }),
  drift: Type.Object({
    state: driftState,
    severity: nullable(severity),
    text,
    score: nullable(scoreSchema),
    features: Type.Array(featureSchema, { description: 'The farthest moved first.' }),
  }),
  performance: Type.Object({
    state: performanceState,
    severity: nullable(severity),
    text,
    feedback_count: Type.Integer({ description: 'What really happened, told within the last 28 days.' }),
    metric: Type.String({ description: 'What decides; lower is better.' }),
    live: estimates,
    held_out: estimates,
    worse_by: nullable(Type.Number({ description: 'Share by which the live error is larger than the held-out one.' })),
    p_value: nullable(Type.Number()),
    beats_baseline: nullable(Type.Boolean({ description: 'Whether it is still better than a naive guess.' })),
    undercovers: Type.Boolean({ description: 'Its intervals hold the truth clearly less often than they say.' }),
  }),
  volume: Type.Object({
    state: Type.Enum(['not_enough', 'usual', 'quiet', 'busy']),
    text,
    last_day: Type.Integer(),
    usual: nullable(Type.Integer({ description: 'The median of the days before.' })),
  }),
});

const summarySchema = Type.Object({
  model_version: Type.Integer(),
  checked_at: timestamp('When it was looked at.'),
  predictions: Type.Integer(),
  feedback_count: Type.Integer(),
  drift_state: driftState,
  psi_max: nullable(Type.Number({ description: 'Of the feature that moved farthest.' })),
  psi_score: nullable(Type.Number()),
  performance_state: performanceState,
  worse_by: nullable(Type.Number()),
  predictions_last_day: Type.Integer(),
});

const episodeSchema = Type.Object({
  kind: Type.Enum(['drift', 'performance']),
  model_version: Type.Integer(),
  severity,
  figures: Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    additionalProperties: true,
    description: 'As it began, and as the event told it.',
  }),
  opened_at: timestamp('When it was first seen.'),
  over_at: nullable(timestamp('When it was over.')),
  ending: nullable(
    Type.Enum(['recovered', 'replaced', 'unwatched'], {
      description:
        '`replaced`: another version answers since then. `unwatched`: monitoring was switched off, or the model was retired.',
    }),
  ),
});

export const driftSchema = Type.Object({
  model_id: Type.Integer(),
  deployed_version: nullable(Type.Integer()),
  monitoring_enabled: Type.Boolean(),
  latest: nullable(reportSchema),
  episodes: Type.Array(episodeSchema, { description: 'The latest first.' }),
  items: Type.Array(summarySchema, { description: 'All looks, the latest first.' }),
  next_cursor: nullable(Type.String({ description: 'Null on the last page.' })),
});

export const acceptedLook = Type.Object({ job_id: Type.String() });

const schedule = Type.String({
  minLength: 9,
  maxLength: 100,
  description: "Five fields (minute, hour, day of month, month, day of week), read in the organization's time zone.",
  examples: ['0 3 * * 1'],
});

const onError = Type.Object(
  {
    metric: Type.Enum([...watchedMetrics]),
    worse_by: Type.Number({
      minimum: 0.01,
      maximum: 10,
      description: 'Share by which the live figure is worse than the one on the rows held out; 0.2 is 20 %.',
    }),
  },
  { additionalProperties: false },
);

const policyFields = {
  on_drift: Type.Boolean({ description: 'While the features or the answers have shifted.' }),
  min_days_between: Type.Integer({
    minimum: 0,
    maximum: 365,
    description: 'No sooner after the last one began, whatever asks for it.',
  }),
  auto_promote: Type.Boolean({
    description:
      'A new version that is better than the one that answers, by more than chance, answers from then on. Otherwise it waits for a person.',
  }),
};

export const policyBody = Type.Object(
  {
    schedule: Type.Optional(nullable(schedule)),
    on_drift: Type.Optional(policyFields.on_drift),
    on_error: Type.Optional(nullable(onError)),
    min_days_between: Type.Optional(policyFields.min_days_between),
    auto_promote: Type.Optional(policyFields.auto_promote),
  },
  {
    additionalProperties: false,
    description: 'What is left out is not done; `min_days_between` is then 7.',
    examples: [{ schedule: '0 3 * * 1', on_drift: true, auto_promote: true }],
  },
);

const comparisonSchema = Type.Object(
  {
    metric: Type.Enum(['log_loss', 'squared_error'], { description: 'The mean loss of a row: lower is better.' }),
    rows: Type.Integer(),
    unseen_by_champion: Type.Boolean({
      description:
        'True: every row is newer than the champion. False: it may have been trained on some of them, which flatters it.',
    }),
    champion: Type.Number(),
    challenger: Type.Number(),
    difference: Type.Number({ description: 'Champion minus challenger: positive where the challenger is better.' }),
    standard_error: Type.Number(),
    p_value: Type.Number({ description: 'Two-sided, of a paired t-test.' }),
  },
  { description: 'Both on the rows that were held out from the new version.' },
);

const liveComparisonSchema = Type.Object(
  {
    metric: Type.Enum(['log_loss', 'mse']),
    rows: Type.Integer(),
    champion: nullable(Type.Number()),
    challenger: nullable(Type.Number()),
    difference: nullable(Type.Number({ description: 'Champion minus challenger.' })),
    p_value: nullable(Type.Number()),
  },
  { description: 'Both by what really happened, at the end of a trial.' },
);

const retrainingSchema = Type.Object({
  trigger: Type.Enum([...triggers]),
  job_id: Type.String(),
  champion_version: Type.Integer(),
  challenger_version: nullable(Type.Integer()),
  decision: nullable(
    Type.Enum([...decisions], {
      description:
        '`awaiting`: better, and a person is to promote it. `on_trial`: scores in the shadow, until what really happens decides. Null: still in training.',
    }),
  ),
  reason: nullable(Type.Enum([...decisionReasons])),
  reason_text: nullable(text),
  comparison: nullable(comparisonSchema),
  live_comparison: nullable(liveComparisonSchema),
  started_at: timestamp('When it began.'),
  decided_at: nullable(timestamp('When it was decided.')),
});

export const retrainingPolicySchema = Type.Object({
  model_id: Type.Integer(),
  policy: nullable(
    Type.Object(
      { schedule: nullable(schedule), on_error: nullable(onError), ...policyFields },
      {
        description: 'Null: it is trained anew by people only.',
      },
    ),
  ),
  next_run_at: nullable(timestamp('When the schedule begins the next one; null until the clock has been looked at.')),
  failures: Type.Integer({ description: 'Trainings in a row that came to nothing.' }),
  resting_until: nullable(timestamp('Until then none is tried after failures.')),
  items: Type.Array(retrainingSchema, { description: 'The latest first.' }),
  next_cursor: nullable(Type.String({ description: 'Null on the last page.' })),
});

export type PolicyRequest = Static<typeof policyBody>;
