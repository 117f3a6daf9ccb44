import type { ModelType } from '../../api/types.ts';

/** What a person wants to know; each is answered by other types of models. */
export const goals = ['value', 'series', 'anomalies', 'segments', 'offers'] as const;
export type Goal = (typeof goals)[number];
export type KindGoal = Exclude<Goal, 'value'>;

export const typeOfGoal = {
  series: 'forecasting',
  anomalies: 'anomaly_detection',
  segments: 'clustering',
  offers: 'recommendations',
} as const satisfies Record<KindGoal, ModelType>;
