import type { Kind } from '../kind.ts';
import { readRevenue, type RevenueData } from './read-revenue.ts';
import { revenueRequest, type RevenueRequest, revenueResult, type RevenueResult } from './revenue.schema.ts';
import { needsOfRevenue, prepareRevenue, type RevenuePlan } from './revenue-plan.ts';
import { computeRevenue } from './revenue-result.ts';
import { summarizeRevenue } from './revenue-summary.ts';

export const revenueForecast: Kind<RevenueRequest, RevenuePlan, RevenueData, RevenueResult> = {
  name: 'revenue_forecast',
  description:
    'Revenue to come, in total and by region, channel, segment or category; what moves it, in money; and what would become of it if prices, promotions or marketing spend were others. Reads orders, and where they are there order_lines, products, customers and marketing_spend.',
  request: revenueRequest,
  result: revenueResult,
  prepare: prepareRevenue,
  needs: needsOfRevenue,
  features: ({ dimension }) => (dimension === null ? [] : ['advanced_ai']),
  read: readRevenue,
  compute: computeRevenue,
  summarize: summarizeRevenue,
};
