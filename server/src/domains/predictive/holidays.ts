import { type HolidayDates, listHolidays } from '../../platform/holidays/holidays.ts';
import { dateOf, dayOf } from './calendar.ts';
import type { Home } from './kind.ts';

/** As far behind and ahead as anything is foretold, in days. */
const [BEFORE_DAYS, AHEAD_DAYS] = [20 * 366, 4 * 366];

/** Those of the organization's country, by name; none without a country. */
export async function readHolidays({ country, region = null, today }: Home): Promise<HolidayDates[]> {
  if (country == null) return [];
  const day = dayOf(today);
  return listHolidays({ country, region }, dateOf(day - BEFORE_DAYS), dateOf(day + AHEAD_DAYS));
}

/**
 * What a forecast knows of the days between two: the holidays that were asked for, else the country's.
 *
 * @param asked `12-25` every year, `2026-04-03` once; dates that no calendar has are passed over
 */
export function holidaysBetween(
  asked: readonly string[] | null,
  ofCountry: readonly HolidayDates[],
  [from, to]: readonly [from: number, to: number],
): HolidayDates[] {
  const lists = asked === null ? ofCountry : [{ name: 'holiday', dates: datesOf(asked, from, to) }];
  return lists
    .map(({ name, dates }) => ({ name, dates: dates.filter((date) => dayOf(date) >= from && dayOf(date) <= to) }))
    .filter(({ dates }) => dates.length > 0);
}

function datesOf(asked: readonly string[], from: number, to: number): string[] {
  const [first = 0, last = 0] = [from, to].map((day) => Number(dateOf(day).slice(0, 4)));
  const years = Array.from({ length: last - first + 1 }, (_, k) => first + k);
  return asked.flatMap((date) => (date.length > 5 ? [date] : years.map((year) => `${year}-${date}`))).filter(isDate);
}

const isDate = (date: string): boolean => Number.isFinite(dayOf(date)) && dateOf(dayOf(date)) === date;
