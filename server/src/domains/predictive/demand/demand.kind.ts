import type { Kind } from '../kind.ts';
import { computeDemand } from './compute-demand.ts';
import { demandRequest, type DemandRequest, demandResult, type DemandResult } from './demand.schema.ts';
import { type DemandPlan, needsOfDemand, prepareDemand } from './demand-plan.ts';
import { summarizeDemand } from './demand-summary.ts';
import { type DemandData, readDemand } from './read-demand.ts';

export const serviceDemand: Kind<DemandRequest, DemandPlan, DemandData, DemandResult> = {
  name: 'service_demand',
  description:
    'Service requests to come by hour and queue, the people that a response time takes (Erlang C), what they cost, what it would cost to be faster, and how far the target was met lately. Reads service_requests.',
  request: demandRequest,
  result: demandResult,
  prepare: prepareDemand,
  needs: needsOfDemand,
  features: () => [],
  read: readDemand,
  compute: computeDemand,
  summarize: summarizeDemand,
};
