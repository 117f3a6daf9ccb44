import type { Newest, RevenueParts } from './analyses.ts';
import { readPlan } from './analyses.ts';

/** Where a dataset stands now. */
interface DatasetState {
  name: string;
  updatedAt: Date;
}

/** The newest forecast, with what makes it old. */
export function toOutlook(
  { analysis, parts }: Newest<RevenueParts>,
  { datasets, today }: { datasets: readonly DatasetState[]; today: string },
) {
  const plan = readPlan(analysis.parameters);
  const { currency, history, forecast, total, accuracy } = parts;
  const grain = plan?.grain ?? 'day';
  const isOlder = analysis.data_state.some(({ dataset, updated_at: updatedAt }) => {
    const now = datasets.find(({ name }) => name === dataset);
    return now === undefined || now.updatedAt.toISOString() !== new Date(updatedAt).toISOString();
  });
  return {
    analysis_id: analysis.id,
    made_at: (analysis.finished_at ?? analysis.created_at).toISOString(),
    made_for: analysis.home.today,
    stale_because: [
      ...(isOlder ? (['data_changed'] as const) : []),
      ...(analysis.home.today < today ? (['day_passed'] as const) : []),
    ],
    grain,
    currency,
    history: history.revenue,
    forecast: forecast.map(({ period, revenue, intervals }) => ({ period, revenue, intervals })),
    total,
    error: accuracy?.wape ?? null,
    naive_error: accuracy?.naive.wape ?? null,
    coverage: accuracy?.coverage ?? [],
    renew: { kind: 'revenue_forecast' as const, parameters: { grain, horizon: plan?.horizon ?? forecast.length } },
  };
}
