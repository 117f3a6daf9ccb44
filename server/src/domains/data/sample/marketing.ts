import type { Rng } from '../../../numeric/index.ts';
import type { Effects } from './anomalies.ts';
import { type Day, season } from './calendar.ts';
import { type CsvTable, createCsvTable, toCents } from './csv-table.ts';

/** What is spent on an ordinary day, what a thousand of it reaches, and for how long it is remembered. */
export const MARKETING = [
  { channel: 'search', spend: 420, weight: 0.55, memory: 0.3, costAClick: 0.7 },
  { channel: 'social', spend: 260, weight: 0.3, memory: 0.65, costAClick: 0.45 },
  { channel: 'email', spend: 60, weight: 0.15, memory: 0.1, costAClick: 0.1 },
] as const;

export interface Marketing {
  readonly table: CsvTable;
  /** Spends a day's money. @returns what reaches people, 1 on an ordinary day */
  spend(day: Day): number;
}

/** Spend works on, a share `memory` of it a day, and less the more of it there is (the square root). */
export function createMarketing(rng: Rng, effects: Effects): Marketing {
  const table = createCsvTable(['date', 'channel', 'spend', 'clicks']);
  const remembered = MARKETING.map(({ memory }) => 1 / (1 - memory));
  return {
    table,
    spend(day) {
      let reach = 0;
      for (const [index, { channel, spend, weight, memory, costAClick }] of MARKETING.entries()) {
        const waste = effects.factor('marketing_spend', day.index, { channel });
        const wave = season(day.dayOfYear, 120, 0.25) * (day.discount > 0 ? 1.5 : 1);
        const planned = spend * wave * Math.exp(0.18 * rng.normal());
        const clicks = Math.round((planned / costAClick) * Math.exp(0.1 * rng.normal()));
        // What an anomaly spends reaches nobody.
        table.add([day.date, channel, toCents(planned * waste), clicks]);
        const stock = memory * (remembered[index] ?? 0) + planned / spend;
        remembered[index] = stock;
        reach += weight * Math.sqrt(stock * (1 - memory));
      }
      return reach;
    },
  };
}
