import type { Rng } from '../../../numeric/index.ts';
import type { Effects } from './anomalies.ts';
import type { Day } from './calendar.ts';
import { type CsvTable, createCsvTable, toCents } from './csv-table.ts';
import { poisson, weighted } from './draws.ts';

const SOURCES = ['web form', 'fair', 'referral', 'cold call'] as const;
const INDUSTRIES = ['hotels', 'municipal', 'housing', 'events', 'retail'] as const;
const LEADS_A_DAY = 7;
const DECIDED_AFTER_DAYS = 60;

/** The log-odds of winning a lead. */
export const WINNING = {
  base: -2.1,
  source: { 'web form': 0, fair: 0.5, referral: 1.2, 'cold call': -0.8 },
  /** For each visit to the price list, up to six. */
  visit: 0.28,
  /** For each hour before the first contact, up to a day. */
  waitingHour: -0.07,
  largeCompany: 0.6,
} as const;

export interface Leads {
  readonly table: CsvTable;
  arrive(day: Day): void;
}

export function createLeads(rng: Rng, effects: Effects, lastDay: number): Leads {
  const table = createCsvTable([
    'lead_id',
    'created_on',
    'source',
    'industry',
    'employees',
    'price_list_visits',
    'first_contact_hours',
    'status',
    'order_value',
  ]);
  let id = 0;

  function add(day: Day, source: (typeof SOURCES)[number], isSpam: boolean): void {
    id += 1;
    const employees = Math.ceil(Math.exp(2.6 + 1.3 * rng.normal()));
    const visits = isSpam ? 0 : Math.min(6, poisson(rng, 1.6));
    const hours = toCents(Math.min(24, Math.exp(1.1 + 0.9 * rng.normal())));
    const { base, visit, waitingHour, largeCompany } = WINNING;
    const odds =
      base + WINNING.source[source] + visit * visits + waitingHour * hours + (employees > 50 ? largeCompany : 0);
    const isWon = !isSpam && rng.uniform() < 1 / (1 + Math.exp(-odds));
    const isOpen = day.index > lastDay - DECIDED_AFTER_DAYS && rng.uniform() < 0.5;
    const value = toCents(400 * Math.exp(0.35 * Math.log(employees) + 0.5 * rng.normal()));
    const status = isOpen ? 'open' : isWon ? 'won' : 'lost';
    const industry = weighted(rng, INDUSTRIES, [3, 2, 2, 1, 2]);
    table.add([id, day.date, source, industry, employees, visits, hours, status, status === 'won' ? value : null]);
  }

  return {
    table,
    arrive(day) {
      const ordinary = LEADS_A_DAY * (day.weekday === 0 || day.weekday === 6 ? 0.3 : 1.2);
      for (const [index, source] of SOURCES.entries()) {
        const mean = ordinary * ([0.5, 0.15, 0.2, 0.15][index] ?? 0);
        const factor = effects.factor('leads', day.index, { source });
        for (let count = poisson(rng, mean); count > 0; count -= 1) add(day, source, false);
        for (let count = poisson(rng, mean * (factor - 1)); count > 0; count -= 1) add(day, source, true);
      }
    },
  };
}
