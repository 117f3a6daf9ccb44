const DAY_MS = 86_400_000;

/** One day of the sample company. */
export interface Day {
  /** 0 is the first. */
  readonly index: number;
  readonly date: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 … 366 */
  readonly dayOfYear: number;
  /** Share off the price on all products; 0 outside of promotions. */
  readonly discount: number;
  readonly promotion: string | null;
  readonly isHoliday: boolean;
}

/** Demand by weekday, Sunday first, and on the days on which shops are closed. */
export const WEEKDAYS = [0.86, 1.1, 1.02, 0.98, 1.0, 1.08, 1.22];
export const HOLIDAY = 0.45;
/** Demand grows by (1 − discount)^−elasticity, and falls a little in the two weeks after a promotion. */
export const ELASTICITY = 1.8;
export const AFTER_PROMOTION = 0.9;
const AFTER_DAYS = 14;

interface Promotion {
  readonly name: string;
  /** Month and day of the beginning. */
  readonly from: readonly [month: number, day: number];
  readonly days: number;
  readonly discount: number;
}

export const PROMOTIONS: readonly Promotion[] = [
  { name: 'January sale', from: [1, 5], days: 14, discount: 0.2 },
  { name: 'Spring weekend', from: [4, 12], days: 4, discount: 0.15 },
  { name: 'Midsummer sale', from: [6, 18], days: 10, discount: 0.15 },
  { name: 'Black week', from: [11, 21], days: 9, discount: 0.25 },
];

const HOLIDAYS = new Set(['01-01', '05-01', '12-24', '12-25', '12-26', '12-31']);

const utc = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day);

function promotionOn(atMs: number, year: number): Promotion | undefined {
  return PROMOTIONS.find(({ from, days }) => {
    const since = (atMs - utc(year, from[0], from[1])) / DAY_MS;
    return since >= 0 && since < days;
  });
}

/** The days of so many months that end with `end`, which belongs to them. */
export function listDays(end: string, months: number): Day[] {
  const endMs = Date.parse(`${end}T00:00:00Z`);
  const last = new Date(endMs + DAY_MS);
  const startMs = Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - months, last.getUTCDate());
  return Array.from({ length: Math.round((endMs - startMs) / DAY_MS) + 1 }, (_, index) => {
    const at = new Date(startMs + index * DAY_MS);
    const date = at.toISOString().slice(0, 10);
    const promotion = promotionOn(at.getTime(), at.getUTCFullYear());
    return {
      index,
      date,
      weekday: at.getUTCDay(),
      dayOfYear: Math.round((at.getTime() - utc(at.getUTCFullYear(), 1, 1)) / DAY_MS) + 1,
      discount: promotion?.discount ?? 0,
      promotion: promotion?.name ?? null,
      isHoliday: HOLIDAYS.has(date.slice(5)),
    };
  });
}

/** What weekday, holiday and promotion make of the demand of an ordinary day. */
export function demandFactors(days: readonly Day[]): Float64Array {
  let sincePromotion = AFTER_DAYS;
  return Float64Array.from(days, ({ weekday, isHoliday, discount }) => {
    sincePromotion = discount > 0 ? 0 : sincePromotion + 1;
    const afterwards = discount === 0 && sincePromotion <= AFTER_DAYS ? AFTER_PROMOTION : 1;
    return (WEEKDAYS[weekday] ?? 1) * (isHoliday ? HOLIDAY : 1) * (1 - discount) ** -ELASTICITY * afterwards;
  });
}

/** A yearly wave with its top on `topDay`: 1 ± `strength`. */
export function season(dayOfYear: number, topDay: number, strength: number): number {
  return 1 + strength * Math.cos((2 * Math.PI * (dayOfYear - topDay)) / 365.25);
}

/** So many days after a date, as a date. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
