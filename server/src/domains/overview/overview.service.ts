import type { Cache } from '../../platform/cache/cache.ts';
import type { Database } from '../../platform/db/database.ts';
import type { JobHandler } from '../../platform/jobs/job.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { DataService } from '../data/index.ts';
import type { createModelHealth } from '../models/index.ts';
import type { PredictionService } from '../predictions/index.ts';
import type { PredictiveService } from '../predictive/index.ts';
import type { Plans } from '../tenancy/index.ts';
import { findChurn, findRevenueForecast, findStock, type RevenueGrain } from './analyses.ts';
import { findAttention } from './attention.ts';
import { createFigures } from './figures.ts';
import type { Comparison } from './key-figures.ts';
import { findHome } from './overview.repository.ts';
import type { PeriodName } from './period.ts';

export type OverviewService = ReturnType<typeof createOverviewService>;
export type Dashboard = Awaited<ReturnType<OverviewService['get']>>;

export interface OverviewDeps {
  database: Database;
  cache: Pick<Cache, 'cached'>;
  jobs: Pick<Jobs, 'list'>;
  handlers: ReadonlyMap<string, JobHandler>;
  data: Pick<DataService, 'metrics' | 'queries' | 'imports' | 'quality' | 'listDatasets'>;
  findModelHealth: ReturnType<typeof createModelHealth>;
  predictions: Pick<PredictionService, 'list'>;
  predictive: Pick<PredictiveService, 'list' | 'get'>;
  plans: Pick<Plans, 'usage'>;
  now(): Date;
}

export interface DashboardRequest {
  period: PeriodName;
  compare: Comparison;
  /** By what the forecast shall be; null: the newest of any. */
  grain: RevenueGrain | null;
  permissions: ReadonlySet<string>;
}

const MOST_DATASETS = 200;
/** Any of them may need attention; the first few are shown. */
const MOST_MODELS = 50;
const MOST_PREDICTIONS = 6;
const MOST_JOBS = 10;
const MOST_LOOKED_AT = 20;

/** The dashboard. It reads and computes nothing that takes long: a new forecast is asked for elsewhere. */
export function createOverviewService(deps: OverviewDeps) {
  const { database, data, predictive, now } = deps;
  const readFigures = createFigures(deps);

  return {
    async get(organizationId: number, request: DashboardRequest) {
      const { permissions, period, compare, grain } = request;
      const maySeeData = permissions.has('data:read');
      const maySeePlan = permissions.has('tenancy:read');
      const datasets = await data.listDatasets(organizationId, null, MOST_DATASETS);
      const updatedAt = datasets.reduce<Date | null>(
        (latest, each) => (latest === null || each.updatedAt > latest ? each.updatedAt : latest),
        null,
      );
      const today = await data.queries.today(organizationId);
      const [figures, revenue, churn, stock, models, predictions, jobs, imports, alerts, usage] = await Promise.all([
        maySeeData
          ? readFigures(organizationId, { period, compare, today, updatedAt: updatedAt?.toISOString() ?? null })
          : null,
        findRevenueForecast(predictive, organizationId, grain),
        findChurn(predictive, organizationId),
        findStock(predictive, organizationId),
        deps.findModelHealth(organizationId, MOST_MODELS),
        deps.predictions.list(organizationId, { ...NEWEST, limit: MOST_PREDICTIONS }),
        deps.jobs.list(organizationId, runningJobs(deps.handlers, permissions)),
        maySeeData ? data.imports.list(organizationId, { dataset: null, before: null, limit: MOST_LOOKED_AT }) : null,
        maySeeData ? data.quality.alerts.list(organizationId, OPEN_ALERTS) : null,
        maySeePlan ? deps.plans.usage.get(organizationId, 1) : null,
      ]);
      const { currency } = await findHome(database.tenant(organizationId), organizationId);
      const signs = { models, imports, alerts, quotas: usage?.items ?? null };
      const found = { revenue: revenue.newest, churn: churn.newest, stock: stock.newest };
      return {
        generatedAt: now(),
        currency,
        updatedAt,
        figures,
        revenue,
        datasets,
        today,
        models,
        predictions,
        jobs,
        attention: findAttention({ ...signs, ...found }, now()),
        withheld: [...(maySeeData ? [] : (['data'] as const)), ...(maySeePlan ? [] : (['plan'] as const))],
      };
    },
  };
}

const NEWEST = { modelId: null, from: null, to: null, beforeId: null } as const;
const OPEN_ALERTS = { dataset: null, status: 'open', before: null, limit: MOST_LOOKED_AT } as const;

const runningJobs = (handlers: OverviewDeps['handlers'], permissions: ReadonlySet<string>) => ({
  kinds: [...handlers.values()].filter((each) => permissions.has(each.readPermission)).map(({ kind }) => kind),
  statuses: ['queued', 'running'] as const,
  limit: MOST_JOBS,
});
