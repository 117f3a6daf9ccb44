import type { Phrase } from '../kind.ts';
import type { RevenueResult } from './revenue.schema.ts';
import type { RevenuePlan } from './revenue-plan.ts';

/** Intervals that held so much less often than they should are worth a word. */
const NARROW = 0.1;

/** What came out, as sentences without words. */
export function summarizeRevenue(result: RevenueResult, plan: RevenuePlan): Phrase[] {
  return [...sayTotal(result), ...sayDrivers(result), ...sayScenarios(result), ...sayCaveats(result, plan)];
}

function sayTotal({ total, currency, forecast, by }: RevenueResult): Phrase[] {
  const money = (amount: number) => ({ money: amount, currency });
  const [interval] = total.intervals;
  const found: Phrase[] = [
    {
      key: 'predictive.revenue.total',
      tone: 'finding',
      params: {
        revenue: money(total.revenue),
        lower: money(interval?.lower ?? 0),
        upper: money(interval?.upper ?? 0),
        level: { share: interval?.level ?? 0 },
        periods: forecast.length,
        from: { day: forecast[0]?.period ?? '1970-01-01' },
      },
    },
  ];
  if (total.year_before !== null && total.year_before > 0) {
    const change = total.revenue / total.year_before - 1;
    found.push({
      key: change >= 0 ? 'predictive.revenue.more_than_year_before' : 'predictive.revenue.less_than_year_before',
      tone: 'finding',
      params: { change: { share: Math.abs(change) }, before: money(total.year_before) },
    });
  }
  const [largest] = by?.parts.toSorted((one, other) => other.revenue - one.revenue) ?? [];
  if (largest?.value != null && total.revenue > 0) {
    found.push({
      key: 'predictive.revenue.largest_part',
      tone: 'finding',
      params: {
        part: largest.value,
        share: { share: largest.revenue / total.revenue },
        revenue: money(largest.revenue),
      },
    });
  }
  return found;
}

function sayDrivers({ drivers, currency }: RevenueResult): Phrase[] {
  const found: Phrase[] = [];
  const { price_elasticity: price, promotion_uplift: promotion, change } = drivers ?? {};
  if (change) {
    const [most] = change.parts.toSorted((one, other) => Math.abs(other.amount) - Math.abs(one.amount));
    const amount = change.revenue - change.revenue_before;
    found.push({
      key: amount >= 0 ? 'predictive.revenue.grew' : 'predictive.revenue.shrank',
      tone: 'finding',
      params: {
        amount: { money: Math.abs(amount), currency },
        driver: most?.driver ?? 'other',
        part: { money: most?.amount ?? 0, currency },
      },
    });
  }
  if (price?.is_clear === true && price.estimate < 0) {
    found.push({
      key: 'predictive.revenue.price_effect',
      tone: 'finding',
      params: { volume: { share: Math.abs(price.estimate) / 100 } },
    });
  }
  if (promotion?.is_clear === true && promotion.estimate > 0) {
    found.push({
      key: 'predictive.revenue.promotion_effect',
      tone: 'finding',
      params: { volume: { share: promotion.estimate } },
    });
  }
  return found;
}

function sayScenarios({ scenarios, currency }: RevenueResult): Phrase[] {
  return scenarios.flatMap(({ name, difference, refused_because: refused = [], extrapolates = [] }): Phrase[] => {
    if (!difference) {
      const [lever = 'price'] = refused;
      return [{ key: 'predictive.revenue.scenario_refused', tone: 'caveat', params: { name, lever } }];
    }
    const params = {
      name,
      amount: { money: difference.amount, currency },
      lower: { money: difference.lower, currency },
      upper: { money: difference.upper, currency },
      level: { share: difference.level },
    };
    return [
      { key: 'predictive.revenue.scenario', tone: 'finding', params },
      ...extrapolates.map((lever): Phrase => ({
        key: 'predictive.revenue.scenario_extrapolates',
        tone: 'caveat',
        params: { name, lever },
      })),
    ];
  });
}

function sayCaveats({ accuracy, drivers, method, currency }: RevenueResult, plan: RevenuePlan): Phrase[] {
  const found: Phrase[] = [];
  if (!accuracy || accuracy.wape === null) found.push({ key: 'predictive.accuracy.unknown', tone: 'caveat' });
  else {
    const { wape, naive, origins } = accuracy;
    const isNaive = method === 'seasonal_naive';
    found.push({
      key: isNaive ? 'predictive.accuracy.naive_better' : 'predictive.accuracy.measured',
      tone: 'caveat',
      params: { error: { share: wape }, naive: { share: naive.wape ?? 0 }, origins },
    });
  }
  const narrow = accuracy?.coverage.find(({ level, measured }) => measured < level - NARROW);
  if (narrow) {
    const params = { level: { share: narrow.level }, measured: { share: narrow.measured } };
    found.push({ key: 'predictive.accuracy.intervals_narrow', tone: 'caveat', params });
  }
  if (!drivers) found.push({ key: 'predictive.revenue.no_drivers', tone: 'caveat' });
  if (drivers?.spend_elasticity && !drivers.spend_elasticity.is_clear) {
    found.push({ key: 'predictive.revenue.spend_unclear', tone: 'caveat' });
  }
  if (Object.keys(plan.exchange_rates).length > 0) {
    found.push({ key: 'predictive.revenue.converted', tone: 'caveat', params: { currency } });
  }
  return found;
}
