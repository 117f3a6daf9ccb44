import { dateOf, weekdayOf } from '../calendar.ts';
import type { Work } from '../kind.ts';
import { predictiveErrors } from '../predictive.errors.ts';
import { type DemandResult, weekdays } from './demand.schema.ts';
import type { DemandPlan } from './demand-plan.ts';
import { carryOver, isOpen, openingHoursOf, type WeekHours } from './opening-hours.ts';
import { forecastQueue, HOURS, type QueueCounts, type QueueForecast } from './queue-forecast.ts';
import type { DemandData } from './read-demand.ts';
import { describeRecent } from './recent-service.ts';
import { planRoster, type Roster } from './staffing.ts';

const LEAST_WEEKS = 8;
/** Queues with a forecast of their own; all others are one. */
const MOST_QUEUES = 8;
const FORECAST = 0.85;
/** Other targets, as multiples of the time and as shares. */
const OTHER_TIMES = [0.25, 0.5, 2];
const OTHER_SHARES = [0.7, 0.9, 0.95];

interface Queue {
  name: string | null;
  isRest: boolean;
  handlingMinutes: number | null;
  counts: QueueCounts;
  forecast: QueueForecast;
}

interface Prospect {
  plan: DemandPlan;
  queues: Queue[];
  hours: WeekHours;
  /** The first day to come. */
  firstDay: number;
}

/** @throws AppError data_too_small */
export function computeDemand(data: DemandData, { plan, home, checkpoint }: Work<DemandPlan>): DemandResult {
  const firstDay = data.days.reduce((first, day) => Math.min(first, day), data.lastDay + 1);
  const length = data.lastDay - firstDay + 1;
  const found = Math.floor(length / 7);
  if (found < LEAST_WEEKS) {
    throw predictiveErrors.data_too_small({ dataset: 'service_requests', unit: 'week', found, needed: LEAST_WEEKS });
  }
  const groups = groupQueues(data);
  const queues = groups.map(({ name, isRest, places }, k): Queue => {
    checkpoint((FORECAST * k) / groups.length);
    const counts = countHours(data, places, firstDay, length);
    const handlingMinutes = handlingOf(name, places, data, plan);
    return { name, isRest, handlingMinutes, counts, forecast: forecastQueue(counts, plan, data.holidays) };
  });
  checkpoint(FORECAST);
  const all = countHours(data, new Set(data.queues.keys()), firstDay, length);
  const hours = openingHoursOf(plan, all);
  const prospect = { plan, queues, hours, firstDay: data.lastDay + 1 };
  const rosters = queues.map((queue) => rosterOf(queue, prospect, plan.target));
  return {
    currency: home.currency,
    history: {
      from: dateOf(firstDay),
      to: dateOf(data.lastDay),
      requests: data.days.length,
      outside_hours: shareOutside(data, hours),
    },
    opening_hours: {
      is_learned: plan.opening_hours === null,
      hours: hours.flatMap((each, weekday) => (each ? [{ weekday: nameOf(weekday), ...each }] : [])),
    },
    dates: datesOf(prospect, rosters),
    queues: queues.map((queue, k) => describeQueue(queue, prospect, rosters[k] ?? null)),
    detail: detailOf(prospect, rosters),
    staffing: staffingOf(prospect, rosters),
    recent: describeRecent(data, plan),
  };
}

const nameOf = (weekday: number) => weekdays[weekday] ?? 'monday';
const tenths = (value: number): number => Math.round(value * 10) / 10;
const cents = (value: number): number => Math.round(value * 100) / 100;
const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function groupQueues({ queues, queueOf }: DemandData): { name: string | null; isRest: boolean; places: Set<number> }[] {
  const sizes = new Float64Array(queues.length);
  for (const queue of queueOf) sizes[queue] = (sizes[queue] ?? 0) + 1;
  const order = [...queues.keys()].toSorted((one, other) => (sizes[other] ?? 0) - (sizes[one] ?? 0));
  const own = order.slice(0, MOST_QUEUES).map((place) => ({
    name: queues[place] ?? null,
    isRest: false,
    places: new Set([place]),
  }));
  const rest = order.slice(MOST_QUEUES);
  return rest.length === 0 ? own : [...own, { name: null, isRest: true, places: new Set(rest) }];
}

function countHours(
  { days, hours, queueOf }: DemandData,
  places: ReadonlySet<number>,
  firstDay: number,
  length: number,
): QueueCounts {
  const counts = new Float64Array(length * HOURS);
  queueOf.forEach((queue, row) => {
    if (!places.has(queue)) return;
    const place = ((days[row] ?? 0) - firstDay) * HOURS + (hours[row] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  });
  return { firstDay, counts };
}

/** As told; else the mean of what requests took. */
function handlingOf(
  name: string | null,
  places: ReadonlySet<number>,
  { handlingMinutes, queueOf }: DemandData,
  plan: DemandPlan,
): number | null {
  const told = plan.handling_minutes;
  if (typeof told === 'number') return told;
  const own = told && name !== null ? told[name] : undefined;
  if (own !== undefined) return own;
  if (!handlingMinutes) return null;
  const taken = handlingMinutes.filter((minutes, row) => minutes > 0 && places.has(queueOf[row] ?? -1));
  return taken.length > 0 ? tenths(sumOf(taken) / taken.length) : null;
}

function shareOutside({ days, hours }: DemandData, week: WeekHours): number {
  const outside = days.reduce((count, day, row) => count + (isOpen(week, day, hours[row] ?? 0) ? 0 : 1), 0);
  return Math.round((outside / Math.max(1, days.length)) * 1e4) / 1e4;
}

function rosterOf(
  { forecast, handlingMinutes }: Queue,
  { plan, hours, firstDay }: Prospect,
  target: DemandPlan['target'],
): Roster | null {
  if (handlingMinutes === null) return null;
  return planRoster({
    load: carryOver(forecast.hourly, hours, firstDay),
    isOpen: (place) => isOpen(hours, firstDay + Math.floor(place / HOURS), place % HOURS),
    handlingMinutes,
    target,
    shrinkage: plan.shrinkage,
    maxOccupancy: plan.max_occupancy,
  });
}

/** Sums over queues and hours of a day. */
function datesOf({ plan, queues, firstDay }: Prospect, rosters: readonly (Roster | null)[]): DemandResult['dates'] {
  const isStaffed = rosters.every((roster) => roster !== null);
  return Array.from({ length: plan.horizon_days }, (_, h) => {
    const of = (values: Int32Array | undefined): number =>
      values?.subarray(h * HOURS, (h + 1) * HOURS).reduce((sum, value) => sum + value, 0) ?? 0;
    // Queues err apart from each other, as far as anybody knows: their variances add.
    const widths = queues.map(({ forecast: { daily } }) => {
      const [interval] = daily.intervals;
      const point = daily.point[h] ?? 0;
      return { down: point - (interval?.lower[h] ?? point), up: (interval?.upper[h] ?? point) - point };
    });
    const requests = queues.reduce((sum, { forecast }) => sum + (forecast.daily.point[h] ?? 0), 0);
    return {
      date: dateOf(firstDay + h),
      requests: tenths(requests),
      lower: tenths(Math.max(0, requests - Math.hypot(...widths.map(({ down }) => down)))),
      upper: tenths(requests + Math.hypot(...widths.map(({ up }) => up))),
      staff_hours: isStaffed ? rosters.reduce((sum, roster) => sum + of(roster?.staff), 0) : null,
      paid_hours: isStaffed
        ? tenths(rosters.reduce((sum, roster) => sum + of(roster?.staff), 0) / (1 - plan.shrinkage))
        : null,
    };
  });
}

function describeQueue(queue: Queue, prospect: Prospect, roster: Roster | null): DemandResult['queues'][number] {
  return {
    queue: queue.name,
    is_rest: queue.isRest,
    requests: tenths(sumOf(queue.forecast.hourly)),
    handling_minutes: queue.handlingMinutes,
    staff_hours: roster && roster.staffHours,
    paid_hours: roster && tenths(roster.paidHours),
    week: meanWeek(queue, prospect),
    accuracy: queue.forecast.accuracy,
  };
}

/** Every open hour of a mean week, and the people for that mean. */
function meanWeek(queue: Queue, prospect: Prospect): DemandResult['queues'][number]['week'] {
  const { hours, firstDay, plan } = prospect;
  const load = carryOver(queue.forecast.hourly, hours, firstDay);
  const sums = new Float64Array(7 * HOURS);
  const times = new Float64Array(7 * HOURS);
  load.forEach((requests, k) => {
    const place = weekdayOf(firstDay + Math.floor(k / HOURS)) * HOURS + (k % HOURS);
    sums[place] = (sums[place] ?? 0) + requests;
    times[place] = (times[place] ?? 0) + 1;
  });
  const mean = sums.map((sum, place) => sum / Math.max(1, times[place] ?? 0));
  const isOpenAt = (place: number): boolean => {
    const day = hours[Math.floor(place / HOURS)];
    return day != null && place % HOURS >= day.from && place % HOURS < day.to && (times[place] ?? 0) > 0;
  };
  const roster =
    queue.handlingMinutes === null
      ? null
      : planRoster({
          load: mean,
          isOpen: isOpenAt,
          handlingMinutes: queue.handlingMinutes,
          target: plan.target,
          shrinkage: plan.shrinkage,
          maxOccupancy: plan.max_occupancy,
        });
  return [...mean.keys()].filter(isOpenAt).map((place) => ({
    weekday: nameOf(Math.floor(place / HOURS)),
    hour: place % HOURS,
    requests: cents(mean[place] ?? 0),
    staff: roster?.staff[place] ?? null,
  }));
}

function detailOf({ plan, queues, firstDay }: Prospect, rosters: readonly (Roster | null)[]): DemandResult['detail'] {
  const places = Math.min(plan.detail_days, plan.horizon_days) * HOURS;
  return Array.from({ length: places }, (_, place) =>
    queues.flatMap(({ name, forecast }, k) => {
      const requests = forecast.hourly[place] ?? 0;
      const staff = rosters[k]?.staff[place] ?? null;
      if (requests < 0.005 && !staff) return [];
      return [
        {
          date: dateOf(firstDay + Math.floor(place / HOURS)),
          hour: place % HOURS,
          queue: name,
          requests: cents(requests),
          lower: forecast.lower[place] ?? 0,
          upper: forecast.upper[place] ?? 0,
          staff,
        },
      ];
    }),
  ).flat();
}

type Staffing = NonNullable<DemandResult['staffing']>;
type Costs = Staffing['alternatives'][number];

function staffingOf(prospect: Prospect, rosters: readonly (Roster | null)[]): DemandResult['staffing'] {
  const own = wholeOf(rosters);
  if (!own) return null;
  const { plan, queues } = prospect;
  const { share, within_minutes: within } = plan.target;
  const others = [
    ...OTHER_TIMES.map((times) => ({ share, within_minutes: within * times })),
    ...OTHER_SHARES.map((other) => ({ share: other, within_minutes: within })),
  ].filter((other) => other.share !== share || other.within_minutes !== within);
  const base = costsOf(plan.target, own, plan, null);
  return {
    ...base,
    expected_share: own.requests > 0 ? Math.round((own.inTime / own.requests) * 1e4) / 1e4 : null,
    occupancy: own.staffHours > 0 ? Math.round((own.workHours / own.staffHours) * 1e4) / 1e4 : null,
    pooled: queues.length > 1 ? pooledOf(prospect, base.cost) : null,
    alternatives: others.flatMap((target) => {
      const whole = wholeOf(queues.map((queue) => rosterOf(queue, prospect, target)));
      return whole ? [costsOf(target, whole, plan, base.cost)] : [];
    }),
  };
}

/** One team for all: every request takes the mean of all queues' work. */
function pooledOf(prospect: Prospect, usual: number | null): Costs | null {
  const { plan, queues } = prospect;
  const [first] = queues;
  const requests = queues.map(({ forecast }) => sumOf(forecast.hourly));
  const all = requests.reduce((sum, each) => sum + each, 0);
  const work = queues.reduce((sum, { handlingMinutes }, k) => sum + (handlingMinutes ?? 0) * (requests[k] ?? 0), 0);
  if (!first || all <= 0) return null;
  const hourly = first.forecast.hourly.map((_, place) =>
    queues.reduce((sum, { forecast }) => sum + (forecast.hourly[place] ?? 0), 0),
  );
  const team = { ...first, handlingMinutes: work / all, forecast: { ...first.forecast, hourly } };
  const whole = wholeOf([rosterOf(team, prospect, plan.target)]);
  return whole && costsOf(plan.target, whole, plan, usual);
}

type Whole = Pick<Roster, 'staffHours' | 'paidHours' | 'requests' | 'inTime' | 'workHours'>;

/** Sums over queues; null where it is not known of every one what a request takes. */
function wholeOf(rosters: readonly (Roster | null)[]): Whole | null {
  const known = rosters.filter((roster) => roster !== null);
  if (known.length < rosters.length || known.length === 0) return null;
  const sum = (of: (roster: Roster) => number): number => known.reduce((whole, roster) => whole + of(roster), 0);
  return {
    staffHours: sum(({ staffHours }) => staffHours),
    paidHours: sum(({ paidHours }) => paidHours),
    requests: sum(({ requests }) => requests),
    inTime: sum(({ inTime }) => inTime),
    workHours: sum(({ workHours }) => workHours),
  };
}

function costsOf(
  target: DemandPlan['target'],
  whole: Whole,
  { wage_per_hour: wage }: DemandPlan,
  usual: number | null,
): Costs {
  const cost = wage === null ? null : cents(whole.paidHours * wage);
  return {
    ...target,
    staff_hours: whole.staffHours,
    paid_hours: tenths(whole.paidHours),
    cost,
    extra_cost: cost === null || usual === null ? null : cents(cost - usual),
  };
}
