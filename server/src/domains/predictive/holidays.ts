import { dateOf, dayOf } from './calendar.ts';

/**
 * Every date between two days that is a holiday.
 *
 * @param holidays `12-25` every year, `2026-04-03` once; dates that no calendar has are passed over
 */
export function listHolidays(holidays: readonly string[], from: number, to: number): string[] {
  const [first, last] = [from, to].map((day) => Number(dateOf(day).slice(0, 4)));
  const years = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, k) => (first ?? 0) + k);
  return holidays
    .flatMap((date) => (date.length > 5 ? [date] : years.map((year) => `${year}-${date}`)))
    .filter((date) => isDate(date) && dayOf(date) >= from && dayOf(date) <= to);
}

const isDate = (date: string): boolean => Number.isFinite(dayOf(date)) && dateOf(dayOf(date)) === date;
