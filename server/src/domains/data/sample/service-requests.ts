import type { Rng } from '../../../numeric/index.ts';
import type { Effects } from './anomalies.ts';
import type { Day } from './calendar.ts';
import { type CsvTable, createCsvTable } from './csv-table.ts';
import type { Customer } from './customers.ts';
import { oneOf, poisson, weighted } from './draws.ts';
import { drawClock } from './opening-hours.ts';

/** Requests for each order of the last days, and the minutes that a request takes on an ordinary day. */
export const QUEUES = [
  { queue: 'delivery', anOrder: 0.16, medianMinutes: 42 },
  { queue: 'billing', anOrder: 0.06, medianMinutes: 65 },
  { queue: 'technical', anOrder: 0.09, medianMinutes: 80 },
] as const;
/** By weekday, Sunday first. */
const WEEKDAYS = [0.35, 1.5, 1.2, 1.1, 1.05, 1.1, 0.7];
/** The first response takes longer by this power of the load. */
const LOAD_POWER = 1.6;

export interface ServiceDesk {
  readonly table: CsvTable;
  /** Takes the requests of a day; customers who were served badly, or well, remember it. */
  serve(day: Day, orders: number, buyers: readonly Customer[]): void;
}

export function createServiceDesk(rng: Rng, effects: Effects): ServiceDesk {
  const table = createCsvTable([
    'request_id',
    'customer_id',
    'opened_at',
    'queue',
    'contact',
    'first_response_minutes',
    'resolved_minutes',
    'satisfaction',
  ]);
  let id = 0;
  let recentOrders = 0;

  function add(day: Day, queue: string, medianMinutes: number, load: number, customer: Customer): void {
    id += 1;
    const clock = drawClock(rng);
    const response = Math.max(1, Math.round(medianMinutes * load ** LOAD_POWER * Math.exp(0.7 * rng.normal())));
    const resolved = Math.round(response + 60 * Math.exp(1.2 + 0.8 * rng.normal()));
    const mood = 4.6 - 1.1 * Math.log1p(response / 60) - 0.25 * Math.log1p(resolved / 240) + 0.7 * rng.normal();
    const satisfaction = Math.min(5, Math.max(1, Math.round(mood)));
    if (satisfaction <= 2) customer.isUnhappy = true;
    else if (satisfaction >= 4) customer.isUnhappy = false;
    const contact = weighted(rng, ['email', 'phone', 'chat'], [5, 3, 2]);
    const told = rng.uniform() < 0.45 ? satisfaction : null;
    table.add([id, customer.id, `${day.date}T${clock}Z`, queue, contact, response, resolved, told]);
  }

  return {
    table,
    serve(day, orders, buyers) {
      recentOrders = recentOrders === 0 ? orders : 0.8 * recentOrders + 0.2 * orders;
      if (buyers.length === 0) return;
      for (const { queue, anOrder, medianMinutes } of QUEUES) {
        const usual = recentOrders * anOrder * (WEEKDAYS[day.weekday] ?? 1);
        const factor = effects.factor('service_requests', day.index, { queue });
        const count = poisson(rng, usual * factor);
        const load = count / Math.max(1, usual);
        for (let left = count; left > 0; left -= 1)
          add(day, queue, medianMinutes, Math.max(0.5, load), oneOf(rng, buyers));
      }
    },
  };
}
