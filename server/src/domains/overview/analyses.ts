import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { PredictiveService } from '../predictive/index.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const interval = Type.Object({ level: Type.Number(), lower: Type.Number(), upper: Type.Number() });
const errors = Type.Object({ wape: nullable(Type.Number()) });

/** What is read of a forecast of revenue. */
const revenueParts = Type.Object({
  currency: Type.String(),
  history: Type.Object({ revenue: Type.Array(Type.Object({ period: Type.String(), revenue: Type.Number() })) }),
  forecast: Type.Array(Type.Object({ period: Type.String(), revenue: Type.Number(), intervals: Type.Array(interval) })),
  total: Type.Object({
    revenue: Type.Number(),
    intervals: Type.Array(interval),
    year_before: nullable(Type.Number()),
  }),
  accuracy: nullable(
    Type.Object({
      ...errors.properties,
      naive: errors,
      coverage: Type.Array(Type.Object({ level: Type.Number(), measured: Type.Number() })),
    }),
  ),
});
export type RevenueParts = Static<typeof revenueParts>;

const churnParts = Type.Object({
  currency: Type.String(),
  expected_to_leave: Type.Number(),
  value_at_risk: Type.Object({ mean: Type.Number(), lower: Type.Number(), upper: Type.Number() }),
  contacts: Type.Object({ customers: Type.Integer() }),
});
export type ChurnParts = Static<typeof churnParts>;

const stockParts = Type.Object({
  currency: Type.String(),
  orders: Type.Object({ items: Type.Integer(), cost: Type.Number(), prevents: Type.Number() }),
});
export type StockParts = Static<typeof stockParts>;

type Analysis = Awaited<ReturnType<PredictiveService['get']>>;
type Analyses = Pick<PredictiveService, 'list' | 'get'>;

/** The newest answer to one question, and whether another is under way. */
export interface Newest<Parts> {
  analysis: Analysis;
  parts: Parts;
}

const LOOKED_THROUGH = 20;

/** The newest that has succeeded, of those that `fits` lets through; null where there is none. */
async function findNewest<Parts>(
  predictive: Analyses,
  organizationId: number,
  { kind, check, fits = () => true }: { kind: string; check(result: unknown): Parts | null; fits?: Fits },
): Promise<{ newest: Newest<Parts> | null; runningJobId: string | null }> {
  const found = await predictive.list(organizationId, { kind, beforeId: null, limit: LOOKED_THROUGH });
  const runningJobId = found.find(({ status }) => status === 'running')?.job_id ?? null;
  const head = found.find((each) => each.status === 'succeeded' && fits(each.parameters));
  if (!head) return { newest: null, runningJobId };
  const analysis = await predictive.get(organizationId, head.id);
  const parts = check(analysis.result);
  return { newest: parts && { analysis, parts }, runningJobId };
}

type Fits = (parameters: unknown) => boolean;

const planOf = Type.Object({ grain: Type.Enum(['day', 'week', 'month', 'quarter']), horizon: Type.Integer() });
export type RevenueGrain = Static<typeof planOf>['grain'];

/** By what and how far a forecast of revenue was made. */
export function readPlan(parameters: unknown): Static<typeof planOf> | null {
  return Value.Check(planOf, parameters) ? parameters : null;
}

export const findRevenueForecast = (predictive: Analyses, organizationId: number, grain: RevenueGrain | null) =>
  findNewest(predictive, organizationId, {
    kind: 'revenue_forecast',
    check: (result) => (Value.Check(revenueParts, result) ? result : null),
    fits: (parameters) => grain === null || readPlan(parameters)?.grain === grain,
  });

export const findChurn = (predictive: Analyses, organizationId: number) =>
  findNewest(predictive, organizationId, {
    kind: 'customer_churn',
    check: (result) => (Value.Check(churnParts, result) ? result : null),
  });

export const findStock = (predictive: Analyses, organizationId: number) =>
  findNewest(predictive, organizationId, {
    kind: 'inventory_optimization',
    check: (result) => (Value.Check(stockParts, result) ? result : null),
  });
