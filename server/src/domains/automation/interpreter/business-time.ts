import type { JsonObject } from '../expressions/scope.ts';
import { isList, isObject } from '../expressions/scope.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Monday is 1, Sunday 7; minutes of the day. */
interface BusinessHours {
  days: readonly number[];
  fromMinute: number;
  toMinute: number;
}

const OFFICE: BusinessHours = { days: [1, 2, 3, 4, 5], fromMinute: 9 * 60, toMinute: 17 * 60 };

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** What the clock on the wall shows, told as if it were UTC. */
function wallOf(at: number, timeZone: string): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** When the clock on the wall shows it; a time that is skipped in spring is an hour later, of two in autumn the first. */
function instantOf(wall: number, timeZone: string): number {
  const offsetAt = (at: number): number => wallOf(at, timeZone) - Math.floor(at / 1000) * 1000;
  const [before, after] = [wall - offsetAt(wall - DAY_MS), wall - offsetAt(wall + DAY_MS)];
  const hits = [before, after].filter((at) => wallOf(at, timeZone) === wall);
  return hits.length > 0 ? Math.min(...hits) : Math.max(before, after);
}

const clockTime = (value: unknown): number | null => {
  const match = typeof value === 'string' ? /^([01]\d|2[0-4]):([0-5]\d)$/.exec(value) : null;
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
};

/** `organization.business_hours`: `{days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00"}`; without it, just that. */
function hoursOf({ business_hours: hours }: JsonObject): BusinessHours {
  if (!isObject(hours)) return OFFICE;
  const days = isList(hours['days']) ? hours['days'].filter((day) => typeof day === 'number') : OFFICE.days;
  const fromMinute = clockTime(hours['from']) ?? OFFICE.fromMinute;
  const toMinute = clockTime(hours['to']) ?? OFFICE.toMinute;
  return days.length === 0 || toMinute <= fromMinute ? OFFICE : { days, fromMinute, toMinute };
}

const zoneOf = ({ time_zone: zone }: JsonObject): string => (typeof zone === 'string' ? zone : 'UTC');

/** The moment itself within business hours, else when they next begin. */
export function nextBusinessMoment(at: number, organization: JsonObject): number {
  const { days, fromMinute, toMinute } = hoursOf(organization);
  const timeZone = zoneOf(organization);
  const wall = wallOf(at, timeZone);
  const today = Math.floor(wall / DAY_MS) * DAY_MS;
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = today + ahead * DAY_MS;
    const weekday = new Date(day).getUTCDay();
    if (!days.includes(weekday === 0 ? 7 : weekday)) continue;
    if (ahead > 0 || wall < day + fromMinute * MINUTE_MS) return instantOf(day + fromMinute * MINUTE_MS, timeZone);
    if (wall < day + toMinute * MINUTE_MS) return at;
  }
  return at;
}

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** An instant as ISO 8601 writes it; a day, or a time without offset, is the organization's. Null: it is none. */
export function readInstant(text: string, organization: JsonObject): number | null {
  const match = WRITTEN.exec(text.trim());
  if (match === null) return null;
  if (match[7] !== undefined) {
    const at = Date.parse(text.trim());
    return Number.isNaN(at) ? null : at;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const isReal = new Date(wall).getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return isReal ? instantOf(wall, zoneOf(organization)) : null;
}
