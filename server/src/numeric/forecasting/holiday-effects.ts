import { at, itemAt } from '../element.ts';
import { choleskyFactor, choleskySolve } from '../matrix/cholesky.ts';
import { standardNormalQuantile } from '../statistics/normal-quantile.ts';
import { countDays, dayNumber } from './calendar.ts';
import type { Forecast } from './method.ts';
import type { CompleteSeries, Series } from './series.ts';

/** What days of one name do to the period that holds one of them. */
interface HolidayEffect {
  readonly name: string;
  /** A share of the period's value where effects are relative, else in the target's unit. */
  readonly effect: number;
  /** How far the effect may be off: a standard deviation. */
  readonly deviation: number;
}

/** What holidays do to a series. */
export interface HolidayEffects {
  /** Relative in series that are never negative. */
  readonly isRelative: boolean;
  readonly effects: readonly HolidayEffect[];
}

/** Days before and after any holiday share an effect; only periods of a day or less show it. */
const [BEFORE, AFTER] = ['before a holiday', 'after a holiday'];
const NEIGHBOURS = [1, 2];
/** Periods on which no holiday falls, needed to know what is usual. */
const LEAST_PLAIN = 12;
/** Standard deviations of effects that are tried, in those of the noise of a period. */
const SPREADS = [0, 0.25, 0.5, 1, 2, 4, 8, 16];
/** By so much holidays must raise the logarithm of the likelihood: a ratio of fifty. */
const LEAST_GAIN = 4;
/** Below, what a holiday leaves of a value is too little to be scaled up again. */
const LEAST_FACTOR = 0.5;

interface DayColumn {
  readonly name: string;
  /** Such days in each period. */
  readonly counts: Float64Array;
}

function periodDays(dates: readonly string[]): number {
  if (dates.some((date) => date.length > 10)) return 1 / 24;
  const days = dates.map(dayNumber);
  return (itemAt(days, days.length - 1) - itemAt(days, 0)) / Math.max(1, days.length - 1);
}

/** Periods between those that are alike: a week where periods are shorter, the next one of weeks, else a year. */
function strideOf({ dates = [], seasonLengths }: Series): number {
  const days = periodDays(dates);
  const longest = days < 8 ? Math.round(7 / days) : Number.POSITIVE_INFINITY;
  return seasonLengths.findLast((season) => season <= longest) ?? 1;
}

/** Holidays of one name together, and the days around all of them. */
function dayColumnsOf({ dates = [], holidays = [] }: Series): DayColumn[] {
  const byName = Map.groupBy(holidays, ({ name }) => name);
  const named = [...byName].map(([name, lists]) => ({
    name,
    days: [...new Set(lists.flatMap((list) => list.dates.map(dayNumber)))],
  }));
  const any = new Set(named.flatMap(({ days }) => days));
  const around = (offset: number): number[] => [...any].map((day) => day + offset).filter((day) => !any.has(day));
  const shared =
    periodDays(dates) > 1
      ? []
      : [
          { name: BEFORE, days: around(-1) },
          { name: AFTER, days: around(1) },
        ];
  const all = [...named, ...shared];
  const counts = countDays(
    dates,
    all.map(({ days }) => days),
  );
  return all.map(({ name }, k) => ({ name, counts: itemAt(counts, k) }));
}

/** Mean of the periods alike on both sides, as far as both are there; NaN where not even the nearest are. */
function aroundMean(values: Float64Array, length: number, t: number, stride: number): number {
  let [sum, pairs] = [0, 0];
  for (const step of NEIGHBOURS) {
    const [before, after] = [t - step * stride, t + step * stride];
    if (before < 0 || after >= length) break;
    sum += (at(values, before) + at(values, after)) / 2;
    pairs += 1;
  }
  return pairs === 0 ? Number.NaN : sum / pairs;
}

/** How far periods are from those around them, and how many more holidays they hold; both weighed alike. */
interface Contrasts {
  /** Of periods with holidays, and not as many as those around: one row each, the columns within. */
  readonly rows: Float64Array[];
  readonly targets: number[];
  /** Of those that are like those around, as far as holidays go. */
  readonly plain: number[];
}

function contrastsOf(
  { values, filled }: CompleteSeries,
  columns: readonly DayColumn[],
  { stride, isRelative }: { stride: number; isRelative: boolean },
): Contrasts {
  const found: Contrasts = { rows: [], targets: [], plain: [] };
  for (let t = stride; t < values.length - stride; t += 1) {
    const usual = aroundMean(values, values.length, t, stride);
    if (filled[t] === 1 || Number.isNaN(usual) || (isRelative && !(usual > 0))) continue;
    // The variance of amounts and counts grows with their mean.
    const scale = isRelative ? Math.sqrt(usual) : 1;
    const target = (at(values, t) - usual) / scale;
    const more = columns.map(
      ({ counts }) => (at(counts, t) - aroundMean(counts, values.length, t, stride)) * (isRelative ? scale : 1),
    );
    if (more.every((count) => count === 0)) {
      found.plain.push(target);
    } else if (columns.some(({ counts }) => at(counts, t) > 0)) {
      found.rows.push(Float64Array.from(more));
      found.targets.push(target);
    }
  }
  return found;
}

/** Standard deviation of usual periods, what is far off cut short. */
function noiseOf(plain: readonly number[]): number {
  const sizes = plain.map(Math.abs).toSorted((a, b) => a - b);
  const limit = 4 * 1.4826 * itemAt(sizes, Math.floor(sizes.length / 2));
  const squares = sizes.reduce((sum, size) => sum + Math.min(size, limit || size) ** 2, 0);
  return Math.sqrt(squares / sizes.length);
}

/** What is known of effects e in y = A e + noise: Aᵀ A and Aᵀ y in units of the noise. The first is that of all. */
interface Evidence {
  readonly gram: Float64Array;
  readonly moments: Float64Array;
}

/** Effects e = S u for independent standard normal u: the factor of I + S Aᵀ A S, and its solution of S Aᵀ y. */
function solveEffects({ gram, moments }: Evidence, spreads: Float64Array) {
  const size = moments.length;
  const matrix = new Float64Array(gram.length);
  for (let r = 0; r < size; r += 1) {
    for (let c = 0; c <= r; c += 1) {
      matrix[r * size + c] = at(gram, r * size + c) * at(spreads, r) * at(spreads, c) + (r === c ? 1 : 0);
    }
  }
  const factor = choleskyFactor(matrix, size);
  if (factor === null) return null;
  const pulled = moments.map((value, i) => value * at(spreads, i));
  return { factor, pulled, solved: choleskySolve(factor, size, pulled) };
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * at(b, i), 0);

/** By how much effects of such spreads raise the logarithm of the likelihood. */
function gainOf(evidence: Evidence, spreads: Float64Array): number {
  const found = solveEffects(evidence, spreads);
  if (found === null) return Number.NEGATIVE_INFINITY;
  const { factor, pulled, solved } = found;
  const size = solved.length;
  let logRoot = 0;
  for (let i = 0; i < size; i += 1) logRoot += Math.log(at(factor, i * size + i));
  return dot(pulled, solved) / 2 - logRoot;
}

/** Mean and standard deviation of each column's effect; the first `own` share that of all. */
function effectsOf(evidence: Evidence, spreads: Float64Array, own: number): Omit<HolidayEffect, 'name'>[] {
  const found = solveEffects(evidence, spreads);
  if (found === null) return [];
  const size = spreads.length;
  return Array.from({ length: size - 1 }, (_, k) => {
    const share = spreads.map((spread, i) => (i === k + 1 || (i === 0 && k < own) ? spread : 0));
    const variance = dot(share, choleskySolve(found.factor, size, share));
    return { effect: dot(share, found.solved), deviation: Math.sqrt(Math.max(0, variance)) };
  });
}

/** Aᵀ A and Aᵀ y where the first column is the sum of the holidays' own. */
function evidenceOf({ rows, targets }: Contrasts, own: number, noise: number): Evidence {
  const size = itemAt(rows, 0).length + 1;
  const gram = new Float64Array(size * size);
  const moments = new Float64Array(size);
  for (const [r, row] of rows.entries()) {
    const whole = row.subarray(0, own).reduce((sum, value) => sum + value, 0);
    const all = Float64Array.of(whole, ...row).map((value) => value / noise);
    for (let i = 0; i < size; i += 1) {
      moments[i] = at(moments, i) + (at(all, i) * itemAt(targets, r)) / noise;
      for (let j = 0; j < size; j += 1) gram[i * size + j] = at(gram, i * size + j) + at(all, i) * at(all, j);
    }
  }
  return { gram, moments };
}

/**
 * What holidays do, by how far the periods that hold them are from those around them, a week apart (a year where periods
 * are longer than a week). Every holiday has an effect of its own about one of all; how much they differ, and whether
 * there is any, is asked of the likelihood (empirical Bayes), so a holiday seen once is believed as far as holidays differ,
 * one never seen does what the others do, and chance does nothing. Relative where no value is negative.
 *
 * @returns null where the series has no dates or holidays, is too short, or gives no reason to believe in effects
 */
export function estimateHolidayEffects(series: CompleteSeries): HolidayEffects | null {
  const { values, dates, holidays = [] } = series;
  if (dates === undefined || holidays.length === 0) return null;
  const isRelative = values.every((value) => value >= 0);
  const columns = dayColumnsOf({ ...series, dates: dates.slice(0, values.length) });
  const own = new Set(holidays.map(({ name }) => name)).size;
  const contrasts = contrastsOf(series, columns, { stride: strideOf(series), isRelative });
  const noise = contrasts.plain.length < LEAST_PLAIN ? 0 : noiseOf(contrasts.plain);
  if (contrasts.rows.length === 0 || !(noise > 0)) return null;
  const evidence = evidenceOf(contrasts, own, noise);
  const unit = isRelative ? noise / Math.sqrt(meanOf(values)) : noise;
  const spreads = likeliestSpreads(evidence, own, unit);
  if (spreads === null) return null;
  const effects = effectsOf(evidence, spreads, own);
  return { isRelative, effects: columns.flatMap(({ name }, k) => (effects[k] ? [{ name, ...effects[k] }] : [])) };
}

/** How far effects are from none, and from each other; null where chance alone is as likely. */
function likeliestSpreads(evidence: Evidence, own: number, unit: number): Float64Array | null {
  let [best, most]: [Float64Array | null, number] = [null, LEAST_GAIN];
  for (const whole of SPREADS) {
    // Of a single name, the effect of all and its own are the same.
    for (const single of own > 1 ? SPREADS : [0]) {
      const spreads = evidence.moments.map((_, i) => unit * (i === 0 || i > own ? whole : single));
      const gain = gainOf(evidence, spreads);
      if (gain > most) [best, most] = [spreads, gain];
    }
  }
  return best;
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What holidays add to periods, and how far that may be off: a share of each, or in the target's unit. */
export interface HolidaySums {
  readonly sums: Float64Array;
  readonly deviations: Float64Array;
}

/** Of all periods that dates are known of, those to come as well. */
export function sumHolidays({ effects }: HolidayEffects, series: Series): HolidaySums {
  const length = series.dates?.length ?? 0;
  const counts = new Map(dayColumnsOf(series).map((column) => [column.name, column.counts]));
  const sums = new Float64Array(length);
  const variances = new Float64Array(length);
  for (const { name, effect, deviation } of effects) {
    for (const [t, count] of counts.get(name)?.entries() ?? []) {
      sums[t] = at(sums, t) + count * effect;
      variances[t] = at(variances, t) + (count * deviation) ** 2;
    }
  }
  return { sums, deviations: variances.map(Math.sqrt) };
}

/** The series as it would have been without its holidays, of which it has none any more. Nothing later is looked at. */
export function withoutHolidays(series: CompleteSeries, effects: HolidayEffects | null): CompleteSeries {
  const { holidays: _, ...rest } = series;
  if (effects === null) return rest;
  const { sums } = sumHolidays(effects, series);
  const stride = strideOf(series);
  const values = Float64Array.from(series.values);
  for (let t = 0; t < values.length; t += 1) {
    const effect = at(sums, t);
    if (effect === 0 || series.filled[t] === 1) continue;
    const value = at(values, t);
    if (!effects.isRelative) values[t] = value - effect;
    else if (1 + effect >= LEAST_FACTOR) values[t] = value / (1 + effect);
    else values[t] = value + Math.min(1, -effect) * at(values, t >= stride ? t - stride : t);
  }
  return { ...rest, values };
}

/**
 * A forecast of a series without its holidays, with those to come; their component is `holiday`. Bounds grow with the
 * value where effects are relative, and by how far effects may be off.
 *
 * @param ahead of the periods to come, as many as the forecast has at least
 */
export function addHolidays(
  { point, intervals, components }: Forecast,
  { sums, deviations }: HolidaySums,
  isRelative: boolean,
): Forecast {
  const factor = (h: number): number => (isRelative ? Math.max(0, 1 + at(sums, h)) : 1);
  const moved = point.map((value, h) => (isRelative ? value * factor(h) : value + at(sums, h)));
  const move = (bound: Float64Array, level: number, sign: number): Float64Array => {
    const reach = standardNormalQuantile(0.5 + level / 2);
    return bound.map((value, h) => {
      const distance = (value - at(point, h)) * factor(h);
      const doubt = reach * at(deviations, h) * (isRelative ? at(point, h) : 1);
      return at(moved, h) + (doubt === 0 ? distance : sign * Math.hypot(distance, doubt));
    });
  };
  return {
    point: moved,
    intervals: intervals.map(({ level, lower, upper }) => ({
      level,
      lower: move(lower, level, -1),
      upper: move(upper, level, 1),
    })),
    components: [...components, { name: 'holiday', values: moved.map((value, h) => value - at(point, h)) }],
  };
}
