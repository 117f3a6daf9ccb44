import { dateOf } from '../calendar.ts';
import { intervalOfSum, type MeasuredForecast } from '../measured-forecast.ts';
import type { Work } from '../kind.ts';
import { describeDrivers } from './drivers.ts';
import { fitEffectsModel } from './effects-model.ts';
import { forecastRevenue, type PartForecast, type RevenueForecast, yearBefore } from './forecast-revenue.ts';
import type { RevenueData } from './read-revenue.ts';
import type { RevenueResult } from './revenue.schema.ts';
import type { RevenuePlan } from './revenue-plan.ts';
import { computeScenario } from './scenarios.ts';

const LATEST = 120;
/** Share of the work that forecasts are; effects and scenarios take what is left. */
const FORECAST = 0.9;

const cents = (value: number): number => Math.round(value * 100) / 100;

/** @throws AppError data_too_small */
export function computeRevenue(data: RevenueData, { plan, checkpoint }: Work<RevenuePlan>): RevenueResult {
  const forecast = forecastRevenue(data, plan, (share) => checkpoint(FORECAST * share));
  checkpoint(FORECAST);
  const model = fitEffectsModel(data, plan);
  const { total, periods, values } = forecast;
  const whole = intervalOfSum(total);
  const before = yearBefore(values, plan.grain, plan.horizon);
  return {
    currency: data.currency,
    history: historyOf(data, forecast),
    forecast: pointsOf(total, periods.ahead).map((point, h) => ({
      ...point,
      components: componentsOf(total, h),
    })),
    total: {
      revenue: cents(whole.sum),
      intervals: whole.intervals.map(roundInterval),
      year_before: before === null ? null : cents(before),
    },
    method: total.method,
    members: total.members.map(({ name, weight }) => ({ name, weight: Math.round(weight * 1e4) / 1e4 })),
    accuracy: total.accuracy,
    by:
      plan.dimension === null
        ? null
        : {
            dimension: plan.dimension,
            parts: forecast.parts.map((part) => partOf(part, periods.ahead)),
            reconciled: forecast.reconciled,
          },
    drivers: model && describeDrivers(model, data),
    scenarios: plan.what_if.map((scenario) => computeScenario(scenario, { data, plan, forecast, model })),
  };
}

/** Seasons of every length are one; the others have their names. */
function componentsOf({ components }: MeasuredForecast, h: number): Record<string, number> {
  const found = new Map<string, number>();
  for (const { name, values } of components) {
    const kind = name.startsWith('season') ? 'season' : name;
    found.set(kind, (found.get(kind) ?? 0) + (values[h] ?? 0));
  }
  return Object.fromEntries([...found].map(([name, amount]) => [name, cents(amount)]));
}

function historyOf({ firstDay, revenue }: RevenueData, { periods, values }: RevenueForecast): RevenueResult['history'] {
  return {
    from: dateOf(periods.known[0] ?? firstDay),
    to: dateOf(Math.min((periods.ahead[0] ?? 0) - 1, firstDay + revenue.length - 1)),
    periods: values.length,
    revenue: periods.known
      .map((start, t) => ({ period: dateOf(start), revenue: cents(values[t] ?? 0) }))
      .slice(-LATEST),
  };
}

const roundInterval = ({ level, lower, upper }: { level: number; lower: number; upper: number }) => ({
  level,
  lower: cents(lower),
  upper: cents(upper),
});

const pointsOf = ({ point, intervals }: Pick<MeasuredForecast, 'point' | 'intervals'>, ahead: readonly number[]) =>
  ahead.map((start, h) => ({
    period: dateOf(start),
    revenue: cents(point[h] ?? 0),
    intervals: intervals.map(({ level, lower, upper }) =>
      roundInterval({ level, lower: lower[h] ?? 0, upper: upper[h] ?? 0 }),
    ),
  }));

function partOf(part: PartForecast, ahead: readonly number[]) {
  const { value, isRest, accuracy } = part;
  const forecast = pointsOf(part, ahead);
  const revenue = cents(forecast.reduce((sum, each) => sum + each.revenue, 0));
  return { value, is_rest: isRest, revenue, forecast, accuracy };
}
