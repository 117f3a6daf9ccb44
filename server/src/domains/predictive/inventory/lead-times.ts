import type { ItemHistory } from './stock-history.ts';

/** Days from an order to its receipt, as far as stock and movements tell. */
export interface SeenLeadTime {
  readonly days: number;
  /** The day of the receipt. */
  readonly on: number;
}

const UNIT = 1e-6;

/**
 * Lead times of an item: what was on order rose between two looks at the stock by more than came in, so an order was made
 * halfway between; receipts fill orders in turn.
 */
export function seenLeadTimes({ seen, received }: Pick<ItemHistory, 'seen' | 'received'>): SeenLeadTime[] {
  const open: { day: number; units: number }[] = [];
  const found: SeenLeadTime[] = [];
  for (const [place, look] of seen.entries()) {
    const before = seen[place - 1];
    if (before === undefined) {
      // Of what was on order at first nobody knows since when.
      if (look.onOrder > 0) open.push({ day: Number.NaN, units: look.onOrder });
      continue;
    }
    let cameIn = 0;
    for (let day = before.day + 1; day <= look.day; day += 1) cameIn += received[day] ?? 0;
    const ordered = look.onOrder - before.onOrder + cameIn;
    if (ordered > UNIT) open.push({ day: Math.round((before.day + 1 + look.day) / 2), units: ordered });
    for (let day = before.day + 1; day <= look.day; day += 1) {
      for (let units = received[day] ?? 0; units > UNIT && open.length > 0;) {
        const [oldest] = open;
        if (oldest === undefined) break;
        const part = Math.min(units, oldest.units);
        units -= part;
        oldest.units -= part;
        if (oldest.units > UNIT) continue;
        open.shift();
        if (day >= oldest.day) found.push({ days: day - oldest.day, on: day });
      }
    }
  }
  return found;
}

/** How long orders take: some days, each as likely as any other. */
export interface LeadTime {
  readonly days: Int32Array;
  readonly mean: number;
  readonly source: 'seen' | 'family' | 'given' | 'assumed';
}

const LEAST_SEEN = 8;
const LEAST_OF_FAMILY = 12;
const LATEST = 30;

/** `seen` of the item, `ratios` of what its family's orders took against what was given for them. */
export function leadTimeOf(
  seen: readonly SeenLeadTime[],
  given: number,
  ratios: readonly number[],
  assumedDays: number,
): LeadTime {
  const of = (days: readonly number[], source: LeadTime['source']): LeadTime => {
    const whole = Int32Array.from(days, (each) => Math.max(0, Math.round(each)));
    return { days: whole, mean: whole.reduce((sum, each) => sum + each, 0) / whole.length, source };
  };
  if (seen.length >= LEAST_SEEN)
    return of(
      seen.slice(-LATEST).map(({ days }) => days),
      'seen',
    );
  if (given > 0) {
    return ratios.length >= LEAST_OF_FAMILY
      ? of(
          ratios.map((ratio) => ratio * given),
          'family',
        )
      : of([given], 'given');
  }
  return seen.length > 0
    ? of(
        seen.map(({ days }) => days),
        'seen',
      )
    : of([assumedDays], 'assumed');
}
