import { at, itemAt } from '../element.ts';
import { divisionOf } from './slice-models.ts';
import { expectSlices, type ExpectationOptions, type SliceExpectations } from './slice-expectations.ts';
import { byChance, evidenceOf, scanSlices, type SliceAlarm, windowFigures, WINDOWS } from './scan-slices.ts';
import type { Facet, WatchCalendar, WatchedMetric } from './watched-metric.ts';

/** What came of a slice in a window, against what was expected. */
export interface IncidentAlarm {
  readonly metric: string;
  readonly facets: readonly Facet[];
  readonly from: number;
  /** Not included. */
  readonly to: number;
  readonly actual: number;
  readonly expected: number;
  readonly chance: number;
}

/** Alarms that one thing explains. */
export interface Incident extends IncidentAlarm {
  /** All alarms, the least likely first. */
  readonly alarms: readonly IncidentAlarm[];
}

export interface IncidentOptions extends ExpectationOptions {
  /** Alarms that chance may raise a year, over all metrics, slices and windows; default 4. */
  readonly falseAlarmsPerYear?: number;
  readonly periodsPerYear?: number;
}

interface Watched {
  readonly metric: WatchedMetric;
  readonly expectations: SliceExpectations;
}

interface Run extends SliceAlarm {
  readonly watched: Watched;
}

interface Group {
  readonly leader: Run;
  /** Place of the slice that explains the leader's window. */
  readonly cause: number;
  from: number;
  to: number;
  readonly runs: Run[];
}

const isAbove = ({ actual, expected }: SliceAlarm): boolean => actual > expected;

function facetsOf({ watched }: Run, slice: number): readonly Facet[] {
  return itemAt(watched.metric.slices, slice).facets;
}

/** Whether two slices have something in common: not so where a dimension differs. */
function meet(a: readonly Facet[], b: readonly Facet[]): boolean {
  return a.every(({ dimension, value }) => b.every((other) => other.dimension !== dimension || other.value === value));
}

function overlap(a: { from: number; to: number }, b: { from: number; to: number }): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}

/** What goes on, or comes again, within so many periods is one incident. */
const PAUSE = 7;

/** Whether an alarm is told by an incident: the same slice goes on, or another that meets its cause about then. */
function belongs(run: Run, { leader, cause, ...span }: Group): boolean {
  if (run.watched.metric.subject !== leader.watched.metric.subject) return false;
  const isSame = run.watched === leader.watched && run.slice === leader.slice && isAbove(run) === isAbove(leader);
  if (isSame) return run.from - span.to <= PAUSE && span.from - run.to <= PAUSE;
  const shared = 2 * overlap(run, span) >= Math.min(run.to - run.from, span.to - span.from);
  return shared && meet(facetsOf(run, run.slice), facetsOf(leader, cause));
}

/** How many divisions there are, and by slice how many its own has. */
function divisionsOf({ slices }: WatchedMetric): { count: number; sizes: Float64Array } {
  const found = Map.groupBy(slices.keys(), (place) => divisionOf(itemAt(slices, place)));
  const sizes = new Float64Array(slices.length);
  for (const places of found.values()) for (const place of places) sizes[place] = places.length;
  return { count: found.size, sizes };
}

/** The slice of the leader's metric that best explains its window; naming one of many costs the logarithm of their number. */
function causeOf({ watched, dispersion, ...window }: Run): number {
  const { metric, expectations } = watched;
  const { sizes } = divisionsOf(metric);
  let best = { worth: Number.NEGATIVE_INFINITY, slice: 0 };
  for (const slice of metric.slices.keys()) {
    const { actual, expected } = windowFigures(expectations, slice, window);
    const worth = evidenceOf({ actual, expected, dispersion }) - Math.log(at(sizes, slice));
    if (worth > best.worth) best = { worth, slice };
  }
  return best.slice;
}

function told(run: Run, slice: number): IncidentAlarm {
  const { from, to, actual, expected, chance, watched } = run;
  return { metric: watched.metric.name, facets: facetsOf(run, slice), from, to, actual, expected, chance };
}

/** Alarms, the least likely first, put together by what they tell of. */
function groupRuns(runs: readonly Run[]): Group[] {
  const groups: Group[] = [];
  for (const run of runs.toSorted(byChance)) {
    const group = groups.find((each) => belongs(run, each));
    if (group === undefined) {
      groups.push({ leader: run, cause: causeOf(run), from: run.from, to: run.to, runs: [run] });
      continue;
    }
    group.runs.push(run);
    if (run.slice !== group.leader.slice || run.watched !== group.leader.watched) continue;
    group.from = Math.min(group.from, run.from);
    group.to = Math.max(group.to, run.to);
  }
  return groups;
}

/**
 * What went wrong, or right, beyond chance: metrics by slices are scanned for windows in which too much or too little
 * came, judged by what was known before, and alarms that tell of one thing are one incident, named by the slice that
 * explains it best.
 *
 * Expectations are log-linear regressions with seasons, growth and known kinds of periods (Noufaily et al. 2013); what
 * varies beyond chance is estimated from them, from single periods (quasi-likelihood) and from longer stretches (drift).
 * Windows are scanned as by Neill (2009), crossings of dimensions among the slices. How unlikely an alarm must be follows
 * from how many may be false: a year's budget is shared out evenly over metrics, over their divisions, and over the slices
 * and windows of each, so that a division of many slices cannot use up the budget of the whole (weighted Bonferroni:
 * Genovese, Roeder & Wasserman 2006, "False discovery control with p-value weighting"). Windows overlap, so that fewer
 * are false than the budget allows, where the distributions are right.
 *
 * @param metrics of equal lengths; those of one subject may tell of the same incident
 * @returns the least likely first
 * @throws NumericError shape_mismatch (lengths), too_few_rows (a slice of which nothing is known before the first period
 *   that is judged)
 */
export function findIncidents(
  metrics: readonly WatchedMetric[],
  calendar: WatchCalendar,
  { falseAlarmsPerYear = 4, periodsPerYear = 365.25, ...options }: IncidentOptions = {},
): Incident[] {
  const budget = falseAlarmsPerYear / periodsPerYear / metrics.length / (2 * WINDOWS.length);
  const runs = metrics.flatMap((metric): Run[] => {
    const watched = { metric, expectations: expectSlices(metric, calendar, options) };
    const { count, sizes } = divisionsOf(metric);
    const chances = sizes.map((size) => budget / count / size);
    return scanSlices(metric, watched.expectations, chances).map((alarm) => ({ ...alarm, watched }));
  });
  return groupRuns(runs).map(({ leader, cause, from, to, runs: own }) => {
    const figures = windowFigures(leader.watched.expectations, cause, leader);
    return { ...told({ ...leader, ...figures }, cause), from, to, alarms: own.map((run) => told(run, run.slice)) };
  });
}
