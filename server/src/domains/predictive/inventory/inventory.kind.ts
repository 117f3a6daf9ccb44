import type { Kind, Phrase } from '../kind.ts';
import { computeInventory } from './compute-inventory.ts';
import {
  type InventoryPlan,
  inventoryRequest,
  type InventoryRequest,
  inventoryResult,
  type InventoryResult,
} from './inventory.schema.ts';
import { type InventoryData, needsOf, readInventory } from './read-inventory.ts';

/** When to order what, how much, and what it prevents: from the demand of each item to the orders of today. */
export const inventoryOptimization: Kind<InventoryRequest, InventoryPlan, InventoryData, InventoryResult> = {
  name: 'inventory_optimization',
  description:
    'Demand, lead time, reorder point, safety stock and economic quantity of every product, and what to order today: how much, at what cost, and which shortage it prevents.',
  request: inventoryRequest,
  result: inventoryResult,
  prepare: (request) => ({
    service: request.service ?? 'fill',
    service_levels: { a: 0.98, b: 0.95, c: 0.9, ...request.service_levels },
    order_cost: request.order_cost ?? 40,
    holding_rate: request.holding_rate ?? 0.25,
    lead_time_days: request.lead_time_days ?? 14,
    review_days: request.review_days ?? 1,
    unmet: request.unmet ?? 'lost',
    overstock_days: request.overstock_days ?? 180,
    excluded_statuses: request.excluded_statuses ?? ['cancelled', 'canceled', 'refunded'],
    holidays: request.holidays ?? null,
  }),
  needs: needsOf,
  features: () => [],
  read: readInventory,
  compute: computeInventory,
  summarize: (result, plan, { today }) => {
    const { currency } = result;
    const money = (amount: number) => ({ money: amount, currency });
    const { orders, service, last_year: lastYear, a_year: year, excess, accuracy } = result;
    const phrases: Phrase[] = [
      {
        key: 'inventory.summary.orders',
        params: { products: orders.items, cost: money(orders.cost), prevents: money(orders.prevents) },
        tone: 'finding',
      },
    ];
    if (service.simulated !== null && service.target !== null) {
      phrases.push({
        key: 'inventory.summary.service',
        params: { kind: service.kind, simulated: { share: service.simulated }, target: { share: service.target } },
        tone: 'finding',
      });
    }
    if (lastYear.fill_rate !== null) {
      phrases.push({
        key: 'inventory.summary.lastYear',
        params: {
          fill: { share: lastYear.fill_rate },
          days: lastYear.days_out,
          missed: money(lastYear.missed_margin),
          planned: money(year.missed_margin),
          stock: money(lastYear.stock_value),
          plannedStock: money(year.stock_value),
        },
        tone: 'finding',
      });
    }
    if (excess.value > 0) {
      phrases.push({
        key: 'inventory.summary.excess',
        params: { dead: excess.dead_items, overstocked: excess.overstocked_items, value: money(excess.value) },
        tone: 'finding',
      });
    }
    phrases.push({
      key: 'inventory.notes.costs',
      params: { order: money(plan.order_cost), holding: { share: plan.holding_rate } },
      tone: 'caveat',
    });
    if (accuracy.wape !== null && accuracy.naive_wape !== null) {
      phrases.push({
        key: 'inventory.notes.accuracy',
        params: { error: { share: accuracy.wape }, naive: { share: accuracy.naive_wape } },
        tone: 'caveat',
      });
    } else phrases.push({ key: 'inventory.notes.shortHistory', tone: 'caveat' });
    if ((Date.parse(today) - Date.parse(result.as_of)) / 86_400_000 > 7)
      phrases.push({ key: 'inventory.notes.oldData', params: { day: { day: result.as_of } }, tone: 'caveat' });
    return phrases;
  },
};
