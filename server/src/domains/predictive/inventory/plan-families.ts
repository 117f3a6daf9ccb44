import type { Column } from '../../../numeric/index.ts';
import type { HolidayDates } from '../../../platform/holidays/holidays.ts';
import { type FamilyForecasts, forecastFamily } from './family-forecast.ts';
import type { InventoryPlan } from './inventory.schema.ts';
import { clumpingOf, demandOf, type ItemDemand, learningVariation, levelVariation } from './item-demand.ts';
import { type LeadTime, leadTimeOf, seenLeadTimes } from './lead-times.ts';
import { type ItemHistory, numberAt, type StockHistory, textAt } from './stock-history.ts';
import { type ItemPolicy, type ItemTerms, type PolicyRequest, policyOf } from './stock-policy.ts';
import { familyLevels, trueDemandOf } from './true-demand.ts';

/** An item with all that a proposal needs. */
export interface PlannedItem {
  readonly history: ItemHistory;
  readonly name: string | null;
  readonly category: string | null;
  readonly terms: ItemTerms;
  readonly lead: LeadTime;
  readonly demand: ItemDemand;
  /** Of the sales of all, this share is made by items that sell more. */
  readonly above: number;
  readonly target: number;
  /** Null where nothing is expected to be sold. */
  readonly policy: ItemPolicy | null;
  readonly request: PolicyRequest;
  readonly lastYear: {
    readonly sold: number;
    readonly missed: number;
    readonly daysOut: number;
    readonly meanOnHand: number;
    /** Days since something was sold; the history’s length where nothing was. */
    readonly silentDays: number;
  };
}

export interface FamilyPlan {
  readonly name: string;
  readonly forecasts: FamilyForecasts;
  readonly items: readonly PlannedItem[];
}

const YEAR = 365;
/** The families that sell most are forecast each on its own; the others together. */
const MOST_FAMILIES = 24;
const REST = '';
const SEED = 41_017;

/** A: the items that make up 80 % of the sales; B: the next 15 %. */
export const classOf = ({ above }: Pick<PlannedItem, 'above'>): 'A' | 'B' | 'C' =>
  above < 0.8 ? 'A' : above < 0.95 ? 'B' : 'C';

function termsOf(products: ReadonlyMap<string, Column>, row: number, plan: InventoryPlan): ItemTerms {
  const positive = (name: string): number => Math.max(0, numberAt(products.get(name), row) || 0);
  const cost = positive('cost');
  const from = positive('price_break_quantity');
  const breakCost = positive('price_break_cost');
  return {
    price: Math.max(positive('price'), cost),
    cost,
    orderCost: plan.order_cost,
    holdingRate: plan.holding_rate,
    minimumOrder: positive('min_order_quantity'),
    lotSize: Math.max(1, positive('lot_size')),
    priceBreak: from > 0 && breakCost > 0 ? { from, cost: breakCost } : null,
  };
}

/** Items by family, and of each item the share of all sales that better ones make. */
function arrange({ items }: StockHistory, products: ReadonlyMap<string, Column>) {
  const worth = items.map(({ sold, row }) => {
    const units = sold.subarray(-YEAR).reduce((sum, each) => sum + each, 0);
    return units * Math.max(0.01, numberAt(products.get('price'), row) || 0);
  });
  const total = worth.reduce((sum, each) => sum + each, 0);
  const above = new Map<ItemHistory, number>();
  let before = 0;
  for (const place of [...items.keys()].toSorted((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0))) {
    const item = items[place];
    if (item !== undefined) above.set(item, total > 0 ? before / total : 1);
    before += worth[place] ?? 0;
  }
  const sales = new Map<string, number>();
  const nameOf = ({ row }: ItemHistory): string => textAt(products.get('category'), row) ?? REST;
  for (const [place, item] of items.entries()) {
    sales.set(nameOf(item), (sales.get(nameOf(item)) ?? 0) + (worth[place] ?? 0));
  }
  const largest = new Set(
    [...sales]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, MOST_FAMILIES)
      .map(([name]) => name),
  );
  const families = new Map<string, ItemHistory[]>();
  for (const item of items) {
    const name = largest.has(nameOf(item)) ? nameOf(item) : REST;
    const members = families.get(name) ?? [];
    families.set(name, members);
    members.push(item);
  }
  return { families, above };
}

/** Every item’s demand, lead time and policy, family by family. */
export function planFamilies(
  history: StockHistory,
  products: ReadonlyMap<string, Column>,
  plan: InventoryPlan,
  checkpoint: (share: number) => void,
  holidays: readonly HolidayDates[] = [],
): FamilyPlan[] {
  const { families, above } = arrange(history, products);
  let done = 0;
  return [...families].map(([name, items]) => {
    const levels = familyLevels(items, history.days);
    const demands = items.map((item) => trueDemandOf(item, levels));
    const family = new Float64Array(history.days);
    for (const { wanted } of demands)
      for (const [day, units] of wanted.entries()) family[day] = (family[day] ?? 0) + units;
    checkpoint(done / history.items.length);
    const forecasts = forecastFamily(family, SEED, { firstDay: history.from, holidays });
    const leads = leadTimesOf(items, products, plan);
    const expected = items.map((item, place) => {
      const lead = leads[place] ?? {
        days: Int32Array.of(plan.lead_time_days),
        mean: plan.lead_time_days,
        source: 'assumed',
      };
      const wanted = demands[place]?.wanted ?? item.sold;
      const demand = demandOf(wanted, family, forecasts, lead.mean + plan.review_days);
      return { item, lead, wanted, demand, learning: learningVariation(demand, item.sizes) };
    });
    const variation = levelVariation(
      expected.map(({ item, demand, learning }) => ({ past: demand.past, clumping: clumpingOf(item.sizes), learning })),
    );
    const planned = expected.map(({ item, lead, wanted, demand, learning }, place): PlannedItem => {
      done += 1;
      if (place % 20 === 0) checkpoint(done / history.items.length);
      const rank = above.get(item) ?? 1;
      const { a, b, c } = plan.service_levels;
      const target = { A: a, B: b, C: c }[classOf({ above: rank })];
      const terms = termsOf(products, item.row, plan);
      const request: PolicyRequest = {
        ...terms,
        daily: demand.daily,
        sizes: item.sizes,
        levelVariation: variation + learning,
        leadDays: lead.days,
        reviewDays: plan.review_days,
        service: { kind: plan.service, level: target },
        unmet: plan.unmet,
        seed: SEED + done,
      };
      return {
        history: item,
        name: textAt(products.get('product_name'), item.row),
        category: textAt(products.get('category'), item.row),
        terms,
        lead,
        demand,
        above: rank,
        target,
        policy: policyOf(request),
        request,
        lastYear: lastYearOf(item, wanted),
      };
    });
    return { name, forecasts, items: planned };
  });
}

function leadTimesOf(
  items: readonly ItemHistory[],
  products: ReadonlyMap<string, Column>,
  plan: InventoryPlan,
): LeadTime[] {
  const seen = items.map(seenLeadTimes);
  const given = items.map(({ row }) => numberAt(products.get('lead_time_days'), row));
  const ratios = seen.flatMap((times, place) => {
    const usual = given[place] ?? Number.NaN;
    return usual > 0 ? times.map(({ days }) => days / usual) : [];
  });
  return items.map((_, place) =>
    leadTimeOf(seen[place] ?? [], given[place] ?? Number.NaN, ratios, plan.lead_time_days),
  );
}

function lastYearOf({ sold, onHand }: ItemHistory, wanted: Float64Array): PlannedItem['lastYear'] {
  const from = Math.max(0, sold.length - YEAR);
  const figures = { sold: 0, missed: 0, daysOut: 0 };
  let [stock, known] = [0, 0];
  for (let day = from; day < sold.length; day += 1) {
    figures.sold += sold[day] ?? 0;
    figures.missed += (wanted[day] ?? 0) - (sold[day] ?? 0);
    const units = onHand[day] ?? Number.NaN;
    if (Number.isNaN(units)) continue;
    stock += units;
    known += 1;
    figures.daysOut += Number(units <= 0);
  }
  const last = sold.findLastIndex((units) => units > 0);
  return { ...figures, meanOnHand: known > 0 ? stock / known : 0, silentDays: sold.length - 1 - last };
}
