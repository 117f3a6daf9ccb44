import type { Fault } from '../../../platform/errors.ts';
import { dayOf, type Grain, nextPeriod, periodStart } from '../calendar.ts';
import type { Home, Need } from '../kind.ts';
import { predictiveErrors } from '../predictive.errors.ts';
import type { Dimension, RevenueRequest, Scenario } from './revenue.schema.ts';

/** What is asked, with every default filled in. */
export interface RevenuePlan {
  grain: Grain;
  horizon: number;
  dimension: Dimension | null;
  levels: number[];
  statuses: string[];
  history_from: string | null;
  /** Null: those of the organization's country. */
  holidays: string[] | null;
  /** Null: as in the year before. */
  promotions: { from: string; days: number }[] | null;
  exchange_rates: Record<string, number>;
  what_if: Scenario[];
}

const HORIZONS: Record<Grain, { usual: number; most: number }> = {
  day: { usual: 28, most: 366 },
  week: { usual: 13, most: 104 },
  month: { usual: 6, most: 36 },
  quarter: { usual: 4, most: 12 },
};

type RevenueFault = Fault<'horizon_too_long' | 'scenario_empty' | 'promotion_outside'>;

/** @throws AppError parameters_invalid */
export function prepareRevenue(request: RevenueRequest, home: Home): RevenuePlan {
  const grain = request.grain ?? 'month';
  const { usual, most } = HORIZONS[grain];
  const plan: RevenuePlan = {
    grain,
    horizon: request.horizon ?? usual,
    dimension: request.dimension ?? null,
    levels: request.levels ?? [0.8, 0.95],
    statuses: request.statuses ?? ['completed'],
    history_from: request.history_from ?? null,
    holidays: request.holidays ?? null,
    promotions: request.promotions ?? null,
    exchange_rates: request.exchange_rates ?? {},
    what_if: request.what_if ?? [],
  };
  const faults: RevenueFault[] = [];
  if (plan.horizon > most) {
    faults.push({ pointer: '/parameters/horizon', code: 'horizon_too_long', params: { limit: most, grain } });
  }
  plan.what_if.forEach((scenario, index) => faults.push(...findScenarioFaults(scenario, index, plan, home)));
  if (faults.length > 0) throw predictiveErrors.parameters_invalid({ count: faults.length }, { faults });
  return plan;
}

function findScenarioFaults(
  { price_change: price = 0, spend_change: spend = 0, promotion }: Scenario,
  index: number,
  { grain, horizon }: RevenuePlan,
  home: Home,
): RevenueFault[] {
  const pointer = `/parameters/what_if/${index}`;
  if (price === 0 && spend === 0 && !promotion) return [{ pointer, code: 'scenario_empty' }];
  if (!promotion) return [];
  let end = periodStart(grain, dayOf(home.today));
  for (let period = 0; period < horizon; period += 1) end = nextPeriod(grain, end);
  const isWithin = dayOf(promotion.from) >= dayOf(home.today) && dayOf(promotion.from) + promotion.days <= end;
  return isWithin ? [] : [{ pointer: `${pointer}/promotion`, code: 'promotion_outside' }];
}

export function needsOfRevenue({ dimension }: RevenuePlan): Need[] {
  const lines = {
    dataset: 'order_lines',
    columns: { order_id: 'any', product_id: 'any', quantity: 'number', amount: 'number' },
  } as const;
  return [
    {
      dataset: 'orders',
      columns: {
        ordered_at: 'time',
        amount: 'number',
        ...(dimension === 'region' || dimension === 'channel' ? { [dimension]: 'any' } : {}),
        ...(dimension === 'segment' ? { customer_id: 'any' } : {}),
        ...(dimension === 'category' ? { order_id: 'any' } : {}),
      },
    },
    ...(dimension === 'segment'
      ? [{ dataset: 'customers', columns: { customer_id: 'any', segment: 'any' } } as const]
      : []),
    { ...lines, isOptional: dimension !== 'category' },
    dimension === 'category'
      ? { dataset: 'products', columns: { product_id: 'any', category: 'any' } }
      : { dataset: 'products', columns: { product_id: 'any', price: 'number' }, isOptional: true },
    { dataset: 'marketing_spend', columns: { date: 'time', spend: 'number' }, isOptional: true },
  ];
}
