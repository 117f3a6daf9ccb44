import type { Phrase } from '../kind.ts';
import type { InventoryItem, InventoryPlan } from './inventory.schema.ts';
import { classOf, type PlannedItem } from './plan-families.ts';
import { shortageWithout } from './stock-policy.ts';

/** Without a sale for so long, stock is dead. */
const DEAD_DAYS = 180;

const cents = (amount: number): number => Math.round(amount * 100) / 100;
const tenths = (value: number): number => Math.round(value * 10) / 10;
const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** Stock in hand today, and what is under way. */
function standingOf({ history }: PlannedItem): { onHand: number; onOrder: number } {
  const seen = history.seen.at(-1);
  const onHand = history.onHand.at(-1) ?? Number.NaN;
  if (seen === undefined) return { onHand: Math.max(0, onHand || 0), onOrder: 0 };
  let arrived = 0;
  for (let day = seen.day + 1; day < history.received.length; day += 1) arrived += history.received[day] ?? 0;
  return { onHand: Number.isNaN(onHand) ? seen.onHand : onHand, onOrder: Math.max(0, seen.onOrder - arrived) };
}

/** Days until stock falls to the reorder point; null beyond what is forecast. */
function daysUntil(daily: Float64Array, spare: number): number | null {
  let left = spare;
  for (const [day, units] of daily.entries()) {
    left -= units;
    if (left <= 0) return day + 1;
  }
  return null;
}

/** What is expected to be sold in so many days; what is not forecast goes on as the mean. */
function demandIn(daily: Float64Array, days: number): number {
  const known = daily.subarray(0, days).reduce((sum, units) => sum + units, 0);
  const mean = daily.reduce((sum, units) => sum + units, 0) / daily.length;
  return known + Math.max(0, days - daily.length) * mean;
}

/** What to do about an item today, and why. */
export function proposeItem(planned: PlannedItem, plan: InventoryPlan): { fields: InventoryItem; phrases: Phrase[] } {
  const { history, terms, lead, demand, policy, lastYear, request } = planned;
  const { onHand, onOrder } = standingOf(planned);
  const position = onHand + onOrder;
  const isDead = onHand > 0 && lastYear.silentDays >= Math.min(DEAD_DAYS, history.sold.length - 1);
  const isDue = policy !== null && !isDead && position <= policy.reorderPoint;
  const units = isDue ? policy.quantity * (Math.floor((policy.reorderPoint - position) / policy.quantity) + 1) : 0;
  const short = isDue ? shortageWithout(request, { position, units }) : 0;
  const margin = Math.max(0, terms.price - terms.cost);
  const enough = Math.max(
    demandIn(demand.daily, plan.overstock_days),
    policy === null ? 0 : policy.reorderPoint + policy.quantity,
  );
  const excess = isDead ? onHand : Math.max(0, Math.floor(onHand - enough));
  const status = isDead
    ? 'dead'
    : isDue
      ? 'order_now'
      : excess > 0
        ? 'overstock'
        : policy === null
          ? 'no_demand'
          : 'enough';
  const simulated = policy?.simulated ?? null;
  const reached = simulated === null ? null : plan.service === 'fill' ? simulated.fillRate : simulated.cycleService;
  const fields: InventoryItem = {
    product_id: history.key,
    product_name: planned.name,
    category: planned.category,
    class: classOf(planned),
    status,
    pattern: demand.pattern,
    demand_method: demand.method,
    demand_a_day: round(policy?.rate ?? 0, 3),
    demand_30_days: tenths(demandIn(demand.daily, 30)),
    lead_time_days: tenths(lead.mean),
    lead_time_source: lead.source,
    on_hand: onHand,
    on_order: onOrder,
    reorder_point: policy?.reorderPoint ?? null,
    safety_stock: policy === null ? null : tenths(policy.safetyStock),
    order_quantity: policy?.quantity ?? null,
    service_target: planned.target,
    service_simulated: reached === null ? null : round(reached, 4),
    order_units: units,
    order_cost: units > 0 ? cents(units * (policy?.unitCost ?? terms.cost) + plan.order_cost) : 0,
    prevents_units: tenths(short),
    prevents: cents(short * margin),
    order_in_days: isDue ? 0 : policy === null ? null : daysUntil(demand.daily, position - policy.reorderPoint),
    excess_units: excess,
    excess_value: cents(excess * terms.cost),
    missed_units: tenths(lastYear.missed),
    missed_margin: cents(lastYear.missed * margin),
    days_out: lastYear.daysOut,
  };
  return { fields, phrases: phrasesOf(fields, planned) };
}

function phrasesOf(fields: InventoryItem, { lastYear, lead, policy }: PlannedItem): Phrase[] {
  const phrases: Phrase[] = [];
  if (policy !== null && fields.status === 'order_now') {
    phrases.push({
      key: 'inventory.reasons.orderNow',
      params: {
        stock: fields.on_hand + fields.on_order,
        point: policy.reorderPoint,
        demand: { rounded: policy.rate * lead.mean, digits: 0 },
        days: { rounded: lead.mean, digits: 0 },
      },
      tone: 'finding',
    });
  }
  if (fields.status === 'dead')
    phrases.push({ key: 'inventory.reasons.dead', params: { days: lastYear.silentDays }, tone: 'finding' });
  if (fields.status === 'overstock') {
    phrases.push({
      key: 'inventory.reasons.overstock',
      params: { units: fields.excess_units, demand: { rounded: fields.demand_30_days, digits: 0 } },
      tone: 'finding',
    });
  }
  if (fields.missed_units >= 1) {
    phrases.push({
      key: 'inventory.reasons.missed',
      params: { days: fields.days_out, units: { rounded: fields.missed_units, digits: 0 } },
      tone: fields.status === 'order_now' ? 'finding' : 'caveat',
    });
  }
  if (lead.source === 'assumed')
    phrases.push({ key: 'inventory.reasons.leadTimeAssumed', params: { days: lead.mean }, tone: 'caveat' });
  return phrases;
}
