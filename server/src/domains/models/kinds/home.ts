import type { Column } from '../../../numeric/index.ts';
import type { Db } from '../../../platform/db/database.ts';
import { type HolidayDates, listHolidays } from '../../../platform/holidays/holidays.ts';

/** Where an organization is at home: what its days are, and which of them are holidays. */
export interface Home {
  time_zone: string;
  country: string | null;
  region: string | null;
}

export async function findHome(db: Db, organizationId: number): Promise<Home> {
  return db
    .selectFrom('organizations')
    .select(['time_zone', 'country', 'region'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
}

const DAY_MS = 86_400_000;
/** As far ahead as any series is forecast whose periods a holiday changes. */
const AHEAD_DAYS = 6 * 366;

/** What a receipt says of it. */
interface Told {
  model_type: string;
  training_data_source: { time_column?: string };
  options: { series?: { holidays?: boolean } };
  home?: Home;
}

const dateAt = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 10);

/** The holidays that a forecast of a series knows, from its first moment on; none where they shall not count. */
export async function readHolidays(
  { model_type: type, training_data_source: source, options, home }: Told,
  pick: (name: string) => Column,
): Promise<HolidayDates[]> {
  if (type !== 'forecasting' || source.time_column === undefined || options.series?.holidays === false) return [];
  const time = pick(source.time_column);
  if (home?.country == null || time.kind !== 'time') return [];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const moment of time.values) {
    if (Number.isNaN(moment)) continue;
    first = Math.min(first, moment);
    last = Math.max(last, moment);
  }
  if (last < first) return [];
  return listHolidays(
    { country: home.country, region: home.region },
    dateAt(first - DAY_MS),
    dateAt(last + AHEAD_DAYS * DAY_MS),
  );
}
