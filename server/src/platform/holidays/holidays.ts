/** A place with holidays of its own. */
interface HolidayPlace {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The second part of an ISO 3166-2 code, such as `BY` of `DE-BY`; null for the whole country. */
  region: string | null;
}

/** Days of one name. */
export interface HolidayDates {
  name: string;
  /** ISO, ascending. */
  dates: string[];
}

const DAY_MS = 86_400_000;

/** Its lists take as long to load as all else of a thread: only for those who have a country. */
const loadHolidays = async () => (await import('date-holidays')).default;

/**
 * The public and bank holidays of a place between two days, both included, each with all of its dates; holidays of
 * several days have them all, and names are in their order. Days are those of the calendar on the wall there. Empty where nobody keeps a list.
 *
 * @param from ISO date, `to` too
 */
export async function listHolidays(
  { country, region }: HolidayPlace,
  from: string,
  to: string,
): Promise<HolidayDates[]> {
  const Holidays = await loadHolidays();
  // In UTC, so that what is midnight there is midnight here.
  const options = { types: ['public', 'bank'] as ('public' | 'bank')[], timezone: 'UTC' };
  const calendar = region === null ? new Holidays(country, options) : new Holidays(country, region, options);
  const found = new Map<string, Set<string>>();
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)); year += 1) {
    for (const { name, date, start, end } of calendar.getHolidays(year, 'en')) {
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
      const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
      for (let day = 0; day < days; day += 1) {
        const on = new Date(first + day * DAY_MS).toISOString().slice(0, 10);
        if (on < from || on > to) continue;
        found.set(name, (found.get(name) ?? new Set()).add(on));
      }
    }
  }
  const names = [...found.keys()].toSorted();
  return names.map((name) => ({ name, dates: [...(found.get(name) ?? [])].toSorted() }));
}

/** Whether a country is one of ISO 3166-1, and has such a region with holidays of its own. */
export async function checkPlace({
  country,
  region,
}: HolidayPlace): Promise<'unknown_country' | 'unknown_region' | null> {
  if (!isCountry(country)) return 'unknown_country';
  if (region === null) return null;
  const Holidays = await loadHolidays();
  const regions = new Holidays().getStates(country) ?? {};
  return Object.hasOwn(regions, region) ? null : 'unknown_region';
}

interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  name: string;
  /** Those that have holidays of their own, by the name that they have at home. */
  regions: { code: string; name: string }[];
}

/** Every country that `checkPlace` knows, in the order of their names in a language. */
export async function listCountries(language: string): Promise<Country[]> {
  const Holidays = await loadHolidays();
  const calendar = new Holidays();
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const { compare } = new Intl.Collator(language);
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  return codes
    .map((code) => {
      const regions = Object.entries(calendar.getStates(code, language) ?? {});
      const named = regions.map(([region, name]) => ({ code: region, name }));
      return { code, name: names.of(code) ?? code, regions: named.toSorted((a, b) => compare(a.name, b.name)) };
    })
    .toSorted((a, b) => compare(a.name, b.name));
}

/** Codes that have a name and are no country of the standard. */
const NO_COUNTRIES = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);

/** Kosovo, which the standard leaves to its users, is one. */
function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || NO_COUNTRIES.has(code)) return false;
  const isCurrent = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
  return isCurrent && new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined;
}
