import { dateOf } from '../calendar.ts';
import { effectOf, type EffectsModel, type Lever } from './effects-model.ts';
import type { RevenueData } from './read-revenue.ts';
import type { DriversResult } from './revenue.schema.ts';

const Z95 = 1.959964;
/** The same weekday, a year before. */
const YEAR_DAYS = 364;
const LEAST_DAYS = 28;

type Driver = NonNullable<DriversResult['change']>['parts'][number]['driver'];
const DRIVERS: readonly Driver[] = ['price', 'price_response', 'promotion', 'spend', 'calendar', 'trend', 'other'];

/** What moves revenue, and by how much it did. */
export function describeDrivers(model: EffectsModel, data: RevenueData): DriversResult {
  return {
    days: model.days.length,
    explained: round(model.effects.explained),
    price_elasticity: describe(model, 'price', (value) => value),
    promotion_uplift: describe(model, 'promotion', Math.expm1),
    after_promotion: describe(model, 'after_promotion', Math.expm1),
    // By its logarithm of 1 + spend over its mean, of which half moves with the spend at the mean.
    spend_elasticity: describe(model, 'spend', (value) => value / 2),
    change: explainChange(model, data),
  };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
const cents = (value: number): number => Math.round(value * 100) / 100;

function describe(model: EffectsModel, lever: Lever, read: (coefficient: number) => number) {
  const found = effectOf(model, lever);
  if (!found) return null;
  const { coefficient, error } = found;
  const [low, high] = [coefficient - Z95 * error, coefficient + Z95 * error];
  return {
    estimate: round(read(coefficient)),
    lower: round(read(low)),
    upper: round(read(high)),
    is_clear: low > 0 || high < 0,
  };
}

/**
 * Splits the difference to the year before, day by day, by the logarithmic mean Divisia index (Ang 2005): each driver's
 * share is L(R₁, R₀) times the change of its logarithm, L the logarithmic mean, and the shares sum to R₁ − R₀ exactly.
 */
function explainChange(model: EffectsModel, { goods, firstDay }: RevenueData): DriversResult['change'] {
  if (!goods) return null;
  const rows = new Map(Array.from(model.days, (day, row) => [day, row]));
  const last = model.days.at(-1) ?? 0;
  const length = Math.min(YEAR_DAYS, last - YEAR_DAYS - (model.days[0] ?? 0) + 1);
  if (length < LEAST_DAYS) return null;
  const from = last - length + 1;
  const amounts = new Map<Driver, number>(DRIVERS.map((driver) => [driver, 0]));
  const add = (driver: Driver, amount: number) => amounts.set(driver, (amounts.get(driver) ?? 0) + amount);
  let [revenue, before] = [0, 0];
  for (let day = from; day <= last; day += 1) {
    const [now, then] = [goods.paid[day] ?? 0, goods.paid[day - YEAR_DAYS] ?? 0];
    revenue += now;
    before += then;
    const [row, earlier] = [rows.get(day), rows.get(day - YEAR_DAYS)];
    if (row === undefined || earlier === undefined) add('other', now - then);
    else splitDay(model, { row, earlier, weight: logarithmicMean(now, then) }, add);
  }
  return {
    from: dateOf(firstDay + from),
    to: dateOf(firstDay + last),
    revenue: cents(revenue),
    revenue_before: cents(before),
    parts: DRIVERS.map((driver) => ({ driver, amount: cents(amounts.get(driver) ?? 0) })),
  };
}

function splitDay(
  { effects, groups, columns, logPaid }: EffectsModel,
  { row, earlier, weight }: { row: number; earlier: number; weight: number },
  add: (driver: Driver, amount: number) => void,
): void {
  add('price', weight * ((logPaid[row] ?? 0) - (logPaid[earlier] ?? 0)));
  groups.forEach((group, c) => {
    const values = columns[c];
    const moved = (effects.coefficients[c] ?? 0) * ((values?.[row] ?? 0) - (values?.[earlier] ?? 0));
    add(group === 'price' ? 'price_response' : group === 'after_promotion' ? 'promotion' : group, weight * moved);
  });
  add('other', weight * ((effects.residuals[row] ?? 0) - (effects.residuals[earlier] ?? 0)));
}

/** (a − b) / (ln a − ln b); a where both are equal. Both > 0. */
const logarithmicMean = (a: number, b: number): number =>
  Math.abs(a - b) < 1e-12 * a ? a : (a - b) / (Math.log(a) - Math.log(b));
