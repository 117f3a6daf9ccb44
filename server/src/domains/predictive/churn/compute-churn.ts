import { NumericError } from '../../../numeric/index.ts';
import type { Item, Work } from '../kind.ts';
import { predictiveErrors } from '../predictive.errors.ts';
import type { ChurnCustomer, ChurnPlan, ChurnResult } from './churn.schema.ts';
import { factsOf, type CustomerFacts } from './customer-facts.ts';
import { type CustomerValue, intervalOf, totalAtRisk, valuesOf } from './customer-value.ts';
import { chancesOfAll, learnChurn, type Learned, type Standing, standingAt } from './learn-churn.ts';
import { historiesBefore } from './purchases.ts';
import type { ChurnData } from './read-churn.ts';
import { reasonsOf } from './reasons.ts';
import { type LossRule, BACK_IN_TIME } from './rhythm.ts';
import { survivalOf } from './survival.ts';

const SEED = 20_260_101;
const TOP = 20;
/** Reasons are looked for only of so many, those whose contact is worth most. */
const MOST_EXPLAINED = 5000;
const LEAST_CUSTOMERS = 20;
const HIGH = 0.6;
const MEDIUM = 0.3;

export type ChurnAnswer = ChurnResult & { items: Item<ChurnCustomer>[] };

/** Who is about to leave, what goes with them, and whom to contact first. @throws AppError data_too_small, several_currencies */
export function computeChurn(data: ChurnData, { plan, home, checkpoint }: Work<ChurnPlan>): ChurnAnswer {
  const facts = factsOf(data, plan, home);
  const { purchases, surroundings } = facts;
  const first = purchases.days.reduce((least, day) => Math.min(least, day), Infinity);
  const today = Date.parse(`${home.today}T00:00:00Z`) / 86_400_000;
  // Silence counts from the last day of the data: days that were not imported yet are not days without orders.
  const end =
    Math.min(
      today,
      purchases.days.reduce((most, day) => Math.max(most, day), -Infinity),
    ) + 1;
  const rule = ruleOf(plan, facts, end - first);
  checkpoint(0.05);
  const standing = standOrRefuse(facts, rule, end);
  const learned = learnChurn({
    purchases,
    surroundings,
    rule,
    end,
    first,
    algorithm: plan.algorithm,
    seed: SEED,
    checkpoint: (share) => checkpoint(0.05 + 0.75 * share),
  });
  const margin = marginOf(data, plan);
  const terms = { horizonDays: plan.horizon_days, discountRate: plan.discount_rate, margin: margin.share };
  const values = valuesOf(purchases, standing.histories, standing.rhythm.buying, terms);
  const check = checkValues(facts, learned, rule, end);
  const chances = chancesOfAll(learned.pipeline, standing, rule);
  checkpoint(0.85);
  const listed = listCustomers(facts, standing, { chances, values }, plan);
  const active = listed.filter(({ customer }) => customer.status === 'active');
  const bias = check === null || check.value_expected === 0 ? 0 : check.value_came / check.value_expected - 1;
  const isActive = (row: number): boolean => standing.rhythm.lost[row] === 0;
  const items = listed.map(({ customer, row }, place): Item<ChurnCustomer> => {
    if (place % 200 === 0) checkpoint(0.85 + (0.15 * place) / listed.length);
    return { fields: customer, phrases: place < MOST_EXPLAINED ? reasonsOf(learned.pipeline, standing, row) : [] };
  });
  const worth = active.filter(({ customer }) => (customer.value_saved ?? 0) > 0);
  return {
    as_of: dateOf(end - 1),
    currency: facts.currency,
    definition: definitionOf(standing, rule),
    method: learned.pipeline === null ? 'bg_nbd' : 'classifier',
    algorithm: learned.pipeline === null ? null : plan.algorithm,
    buying: buyingOf(standing),
    learned_from: learned.cutOffs.map(({ day, ...counts }) => ({ day: dateOf(day), ...counts })),
    quality: qualityOf(learned, check),
    customers: { active: active.length, lost: listed.length - active.length, without_orders: facts.withoutOrders },
    expected_to_leave: tenths(sumOf(active, ({ probability }) => probability)),
    value_at_risk: roundedMoney(
      totalAtRisk(
        chances.filter((_, row) => isActive(row)),
        values.filter((_, row) => isActive(row)),
        bias,
      ),
    ),
    contacts: {
      customers: worth.length,
      cost: cents(worth.length * plan.contact_cost),
      value_saved: cents(sumOf(worth, (customer) => customer.value_saved ?? 0)),
    },
    margin,
    survival: survivalBySegment(facts, standing, listed),
    top: items.slice(0, TOP).map(({ fields }) => fields),
    items,
  };
}

/** @throws AppError data_too_small */
function ruleOf(plan: ChurnPlan, { purchases, lostOn }: CustomerFacts, daysKnown: number): LossRule {
  const found = Number.isFinite(daysKnown) ? daysKnown : 0;
  const mostDays = Math.min(plan.max_window_days, Math.floor(found / 4));
  if (mostDays < plan.min_window_days) {
    throw predictiveErrors.data_too_small({ dataset: 'orders', unit: 'day', found, needed: 4 * plan.min_window_days });
  }
  const customers = purchases.customers.length;
  if (customers < LEAST_CUSTOMERS) {
    throw predictiveErrors.data_too_small({
      dataset: 'orders',
      unit: 'customer',
      found: customers,
      needed: LEAST_CUSTOMERS,
    });
  }
  return { leastDays: plan.min_window_days, mostDays, lostOn };
}

/** @throws AppError data_too_small, where nobody has come back */
function standOrRefuse({ purchases, surroundings }: CustomerFacts, rule: LossRule, end: number): Standing {
  try {
    return standingAt(purchases, surroundings, rule, end);
  } catch (error) {
    if (!(error instanceof NumericError)) throw error;
    throw predictiveErrors.data_too_small({ dataset: 'orders', unit: 'order', found: 0, needed: LEAST_CUSTOMERS });
  }
}

function marginOf({ lines }: ChurnData, { margin }: ChurnPlan): ChurnResult['margin'] {
  if (margin !== null) return { share: margin, source: 'given' };
  if (lines === null) return { share: 1, source: 'none' };
  return {
    share: Math.min(1, Math.max(0, Math.round((1 - lines.cost / lines.amount) * 1e4) / 1e4)),
    source: 'order_lines',
  };
}

interface ValueCheck {
  value_expected: number;
  value_came: number;
}

/** What orders after the day that learning was judged on were expected to be worth, and what they were. */
function checkValues(
  { purchases }: CustomerFacts,
  { quality }: Learned,
  rule: LossRule,
  end: number,
): ValueCheck | null {
  if (quality === null) return null;
  const { cutOff } = quality;
  const { histories, rhythm } = standingAt(purchases, { traits: [], requests: null }, rule, cutOff);
  const terms = { horizonDays: end - cutOff, discountRate: 0, margin: 1 };
  const expected = valuesOf(purchases, histories, rhythm.buying, terms);
  const later = historiesBefore(purchases, end);
  const endOf = new Map([...later.customers].map((customer, row) => [customer, later.ends[row] ?? 0]));
  let came = 0;
  for (const [row, customer] of histories.customers.entries()) {
    const orders = purchases.values.subarray(histories.ends[row] ?? 0, endOf.get(customer) ?? 0);
    for (const value of orders) came += value;
  }
  const sum = expected.reduce((total, { value }, row) => total + value * (rhythm.alive[row] ?? 0), 0);
  return { value_expected: cents(sum), value_came: cents(came) };
}

interface Listed {
  readonly customer: ChurnCustomer;
  readonly row: number;
}

/** Everybody who has ordered: first those whose contact is worth most, those who are lost at the end. */
function listCustomers(
  { purchases, names, segments }: CustomerFacts,
  { histories, rhythm }: Standing,
  { chances, values }: { chances: Float64Array; values: readonly CustomerValue[] },
  { save_rate: saveRate, contact_cost: contactCost }: ChurnPlan,
): Listed[] {
  const listed = Array.from(histories.customers, (place, row): Listed => {
    const { value = 0, spread = 0 } = values[row] ?? {};
    const probability = chances[row] ?? 0;
    const atRisk = probability * value;
    const { lower, upper } = intervalOf(atRisk, spread);
    const isLost = rhythm.lost[row] === 1;
    const customer: ChurnCustomer = {
      customer_id: purchases.customers[place] ?? '',
      customer_name: names[place] ?? null,
      segment: segments[place] ?? null,
      status: isLost ? 'lost' : 'active',
      risk: probability >= HIGH ? 'high' : probability >= MEDIUM ? 'medium' : 'low',
      probability: Math.round(probability * 1e4) / 1e4,
      window_days: rhythm.windows[row] ?? 0,
      silence_days: rhythm.silences[row] ?? 0,
      usual_gap_days: tenths(rhythm.gaps[row] ?? 0),
      orders: (histories.repeats[row] ?? 0) + 1,
      value: cents(value),
      value_at_risk: cents(atRisk),
      value_at_risk_lower: cents(lower),
      value_at_risk_upper: cents(upper),
      value_saved: isLost ? null : cents(saveRate * atRisk - contactCost),
    };
    return { customer, row };
  });
  const rankOf = ({ customer }: Listed): number => customer.value_saved ?? -Infinity;
  return listed.sort(
    (a, b) => Number(rankOf(b) > rankOf(a)) - Number(rankOf(b) < rankOf(a)) || b.customer.value - a.customer.value,
  );
}

function survivalBySegment(
  { segments }: CustomerFacts,
  { histories, rhythm }: Standing,
  listed: readonly Listed[],
): ChurnResult['survival'] {
  const groups = new Map<string, Listed[]>([['', [...listed]]]);
  for (const each of listed) {
    const name = segments[histories.customers[each.row] ?? -1] ?? null;
    if (name !== null) groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  const isLost = (row: number): boolean => rhythm.lost[row] === 1;
  return [...groups].slice(0, 1 + TOP).map(([name, members]) => {
    const { median, points } = survivalOf(
      members.map(({ row }) => row),
      { ...histories, isLost },
    );
    const active = members.filter(({ row }) => !isLost(row));
    return {
      name,
      customers: members.length,
      lost: members.length - active.length,
      value_at_risk: cents(sumOf(active, (customer) => customer.value_at_risk)),
      median_days: median,
      survival: points,
    };
  });
}

function definitionOf({ rhythm }: Standing, { leastDays, lostOn }: LossRule): ChurnResult['definition'] {
  const windows = rhythm.windows.toSorted();
  return {
    kind: lostOn === null ? 'inactivity' : 'column',
    back_in_time: BACK_IN_TIME,
    least_days: Math.min(leastDays, windows[0] ?? leastDays),
    median_days: windows[windows.length >> 1] ?? 0,
    most_days: windows.at(-1) ?? 0,
  };
}

function buyingOf({ rhythm }: Standing): ChurnResult['buying'] {
  const { r, alpha, a, b } = rhythm.buying;
  return { r, alpha, a, b };
}

function qualityOf({ quality }: Learned, check: ValueCheck | null): ChurnResult['quality'] {
  if (quality === null || check === null) return null;
  const { cutOff, customers, lost, figures, baseline } = quality;
  return { day: dateOf(cutOff), customers, lost, model: figures, baseline, ...check };
}

const sumOf = (listed: readonly Listed[], of: (customer: ChurnCustomer) => number): number =>
  listed.reduce((sum, { customer }) => sum + of(customer), 0);
const cents = (amount: number): number => Math.round(amount * 100) / 100;
const tenths = (value: number): number => Math.round(value * 10) / 10;
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const roundedMoney = ({ mean, lower, upper }: ChurnResult['value_at_risk']): ChurnResult['value_at_risk'] => ({
  mean: cents(mean),
  lower: cents(lower),
  upper: cents(upper),
});
