import { dayOf, type Grain, nextPeriod } from '../calendar.ts';
import { effectOf, type EffectsModel, type Lever, SPEND_MEMORY } from './effects-model.ts';
import { promotionByDay, type RevenueForecast } from './forecast-revenue.ts';
import type { RevenueData } from './read-revenue.ts';
import type { Scenario, ScenarioResult } from './revenue.schema.ts';
import type { RevenuePlan } from './revenue-plan.ts';

const Z95 = 1.959964;
const LEVEL = 0.95;
const LEVERS = ['price', 'promotion', 'after_promotion', 'spend'] as const satisfies Lever[];
const AFTER_DAYS = 14;
/** What prices, discounts and spend are at present. */
const LATELY_DAYS = 91;

interface Base {
  data: RevenueData;
  plan: RevenuePlan;
  forecast: RevenueForecast;
  model: EffectsModel | null;
}

/** A day to come: how much of the forecast falls on it, and what the scenario changes there. */
interface ChangedDay {
  revenue: number;
  logPrice: number;
  promotion: number;
  after_promotion: number;
  spend: number;
}

/**
 * What a scenario would make of the forecast: each day's revenue times the price and what the levers' effects make of the
 * volume. The interval holds the uncertainty of the effects (by the delta method), not that of the forecast itself.
 */
export function computeScenario(scenario: Scenario, base: Base): ScenarioResult {
  const { name } = scenario;
  const { model, data } = base;
  const wanted = wantedLevers(scenario);
  const unknown = wanted.filter(
    (lever) => !model?.levers.has(lever === 'promotion' && !model.levers.has('promotion') ? 'price' : lever),
  );
  if (!model || unknown.length > 0) {
    return { name, status: 'refused', refused_because: model ? unknown : wanted };
  }
  const days = changedDays(scenario, { ...base, model });
  const revenueOf = (coefficients: readonly number[]): number =>
    days.reduce((sum, day) => sum + revenueOn(day, coefficients), 0);
  const found = LEVERS.map((lever) => effectOf(model, lever)?.coefficient ?? 0);
  const revenue = revenueOf(found);
  const amount = revenue - days.reduce((sum, day) => sum + day.revenue, 0);
  const error = errorOf(model, found, revenueOf);
  const extraSpend = (scenario.spend_change ?? 0) * recentSpend(data) * days.length;
  return {
    name,
    status: 'computed',
    extrapolates: wanted.filter((lever) => extrapolates(lever, scenario, data, model)),
    revenue: cents(revenue),
    difference: {
      amount: cents(amount),
      level: LEVEL,
      lower: cents(amount - Z95 * error),
      upper: cents(amount + Z95 * error),
    },
    extra_spend: cents(extraSpend),
  };
}

const cents = (value: number): number => Math.round(value * 100) / 100;

type Told = NonNullable<ScenarioResult['extrapolates']>[number];

function wantedLevers({ price_change: price = 0, spend_change: spend = 0, promotion }: Scenario): Told[] {
  return [
    ...(price === 0 ? [] : (['price'] as const)),
    ...(promotion ? (['promotion'] as const) : []),
    ...(spend === 0 ? [] : (['spend'] as const)),
  ];
}

const revenueOn = (day: ChangedDay, coefficients: readonly number[]): number => {
  const [price = 0, promotion = 0, after = 0, spend = 0] = coefficients;
  const volume = price * day.logPrice + promotion * day.promotion + after * day.after_promotion + spend * day.spend;
  return day.revenue * Math.exp(day.logPrice + volume);
};

function changedDays(
  scenario: Scenario,
  { data, plan, forecast, model }: Base & { model: EffectsModel },
): ChangedDay[] {
  const { price_change: price = 0, spend_change: spend = 0, promotion } = scenario;
  const isPromoted = promotionByDay(data, plan.promotions);
  const from = promotion ? dayOf(promotion.from) : 0;
  const end = promotion ? from + promotion.days : 0;
  const level = recentSpend(data) / (model.meanSpend || 1);
  const days = daysOf(forecast, plan.grain);
  return days.map(({ day, revenue }, k): ChangedDay => {
    // Where a promotion is expected anyway, another one adds nothing that is known.
    const isExtra = promotion !== undefined && day >= from && day < end && isPromoted(day) <= 0.5;
    const isAfter = promotion !== undefined && day >= end && day < end + AFTER_DAYS && isPromoted(day) <= 0.5;
    const reached = level * (1 + spend * (1 - SPEND_MEMORY ** (k + 1)));
    return {
      revenue,
      logPrice: Math.log1p(price) + (isExtra ? Math.log1p(-promotion.discount) : 0),
      promotion: isExtra ? 1 : 0,
      after_promotion: isAfter ? 1 : 0,
      spend: Math.log1p(reached) - Math.log1p(level),
    };
  });
}

/** The forecast by day: a period's revenue in equal parts. */
function daysOf({ periods, total }: RevenueForecast, grain: Grain): { day: number; revenue: number }[] {
  return periods.ahead.flatMap((start, h) => {
    const length = nextPeriod(grain, start) - start;
    return Array.from({ length }, (_, k) => ({ day: start + k, revenue: (total.point[h] ?? 0) / length }));
  });
}

function recentSpend({ spend }: RevenueData): number {
  const lately = spend?.subarray(-LATELY_DAYS) ?? new Float64Array(0);
  return lately.reduce((sum, value) => sum + value, 0) / Math.max(1, lately.length);
}

/** Standard error of a figure that the levers' coefficients make, by its slope in each of them. */
function errorOf(
  { effects, levers, groups }: EffectsModel,
  found: readonly number[],
  figureOf: (coefficients: readonly number[]) => number,
): number {
  const STEP = 1e-4;
  const slopes = found.map((_, k) => {
    const moved = (by: number) => figureOf(found.map((value, other) => (other === k ? value + by : value)));
    return (moved(STEP) - moved(-STEP)) / (2 * STEP);
  });
  let variance = 0;
  LEVERS.forEach((one, i) => {
    LEVERS.forEach((other, j) => {
      const [row, column] = [levers.get(one), levers.get(other)];
      if (row === undefined || column === undefined) return;
      variance += (slopes[i] ?? 0) * (slopes[j] ?? 0) * (effects.covariance[row * groups.length + column] ?? 0);
    });
  });
  return Math.sqrt(Math.max(0, variance));
}

/** Whether a lever goes beyond what was ever observed. */
function extrapolates(
  lever: Told,
  { price_change: price = 0, spend_change: spend = 0, promotion }: Scenario,
  data: RevenueData,
  model: EffectsModel,
): boolean {
  const asked = model.logAsked ?? new Float64Array(0);
  const prices = asked.toSorted();
  const lately = asked.subarray(-LATELY_DAYS).toSorted();
  const now = lately[Math.floor(lately.length / 2)] ?? 0;
  const isBeyond = (logPrice: number): boolean => logPrice < (prices[0] ?? 0) || logPrice > (prices.at(-1) ?? 0);
  if (lever === 'price') return isBeyond(now + Math.log1p(price));
  if (lever === 'promotion') return isBeyond(now + Math.log1p(price) + Math.log1p(-(promotion?.discount ?? 0)));
  const most = (data.spend ?? new Float64Array(0)).reduce((high, value) => Math.max(high, value), 0);
  const least = (data.spend ?? new Float64Array(0)).reduce((low, value) => Math.min(low, value), Infinity);
  const wanted = recentSpend(data) * (1 + spend);
  return wanted > most || wanted < least;
}
