import type { Model, RetrainingPolicy } from '../../api/types.ts';

/** At three in the morning, where the organization is. */
export const schedules: Readonly<Record<'daily' | 'weekly' | 'monthly', string>> = {
  daily: '0 3 * * *',
  weekly: '0 3 * * 1',
  monthly: '0 3 1 * *',
};

/** What holds where nobody has said anything. */
export const startPolicy: RetrainingPolicy = {
  schedule: null,
  on_drift: false,
  on_error: null,
  min_days_between: 7,
  auto_promote: false,
};

type ErrorMetric = NonNullable<RetrainingPolicy['on_error']>['metric'];

/** The figures that are known of a deployed model of this type, the usual one first. */
export const errorMetrics = ({
  model_type: type,
}: Pick<Model, 'model_type'>): readonly [ErrorMetric, ...ErrorMetric[]] =>
  type === 'classification' ? ['accuracy', 'log_loss', 'brier'] : ['rmse', 'mae'];

export const isSamePolicy = (left: RetrainingPolicy, right: RetrainingPolicy): boolean =>
  left.schedule === right.schedule &&
  left.on_drift === right.on_drift &&
  left.on_error?.metric === right.on_error?.metric &&
  left.on_error?.worse_by === right.on_error?.worse_by &&
  left.min_days_between === right.min_days_between &&
  left.auto_promote === right.auto_promote;
