import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { RevenueForecast } from './types.ts';

const refreshMs = 60_000;
const pollMs = 700;

export interface DashboardChoice {
  period: '7d' | '30d' | '90d' | '12m';
  compare: 'previous_period' | 'previous_year';
  grain?: RevenueForecast['grain'] | undefined;
}

export function dashboardQuery({ period, compare, grain }: DashboardChoice) {
  const query = { period, compare, ...(grain && { grain }) };
  return queryOptions({
    queryKey: ['dashboard', query],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/dashboard', { params: { query } })),
    // Old figures stay, dimmed, while those of another period are under way.
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });
}

export type ForecastPlan = RevenueForecast['renew']['parameters'];

interface Started {
  /** Null where the answer was there already. */
  jobId: string | null;
}

/** Asks a question to the data; a job answers it. */
export async function startAnalysis(
  kind: 'revenue_forecast' | 'customer_churn' | 'inventory_optimization',
  parameters: Partial<ForecastPlan> = {},
): Promise<Started> {
  const made = await answer(
    api.POST('/api/v1/ai-analytics/predictive', { body: { kind, parameters, wait_seconds: 0 } }),
  );
  const isUnderWay = !('id' in made);
  return { jobId: isUnderWay ? made.job_id : null };
}

/** Asks for a company with three years of made-up business. */
export async function startSample(): Promise<string> {
  const { job_id: jobId } = await answer(api.POST('/api/v1/data/sample', { body: {} }));
  return jobId;
}

/** The imports of the sample company's files. They are the only ones of an organization that was empty. */
export const sampleImportsQuery = queryOptions({
  queryKey: ['imports', 'sample'],
  queryFn: () => answer(api.GET('/api/v1/data/imports', { params: { query: { limit: 50 } } })),
  refetchInterval: (query) =>
    query.state.data?.items.every(({ status }) => status !== 'queued' && status !== 'running') === true
      ? false
      : pollMs,
});
