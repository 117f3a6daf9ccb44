import { at } from '../element.ts';
import { type EtsForm, type EtsParameters, filterEts, isDamped, isGrowth } from './ets-recursion.ts';
import { minimizeNelderMead } from './nelder-mead.ts';
import { centredAverage } from './series.ts';

/** A form with its estimated parameters. */
export interface EtsFit {
  readonly form: EtsForm;
  readonly parameters: EtsParameters;
  /** −½ of the criterion: the log-likelihood without its constant, as R's forecast package gives it. */
  readonly logLikelihood: number;
  /** Free parameters, the error's variance among them. */
  readonly size: number;
  readonly aicc: number;
}

const LOW = 1e-4;
const HIGH = 0.9999;
const PHI_LOW = 0.8;
const PHI_HIGH = 0.98;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const logit = (share: number): number => Math.log(share / (1 - share));

/** Means of detrended values at each place of the season, from the first: sum 0, or mean 1 where they are factors. */
export function seasonalElements(values: Float64Array, season: number, isFactor: boolean): Float64Array {
  const trend = centredAverage(values, season);
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let t = 0; t < values.length; t += 1) {
    const base = at(trend, t);
    if (Number.isNaN(base)) continue;
    const deviation = isFactor ? at(values, t) / base : at(values, t) - base;
    sums[t % season] = at(sums, t % season) + deviation;
    counts[t % season] = at(counts, t % season) + 1;
  }
  const means = sums.map((sum, place) => sum / Math.max(1, at(counts, place)));
  const mean = means.reduce((sum, value) => sum + value, 0) / season;
  return means.map((value) => (isFactor ? Math.max(0.01, value / mean) : value - mean));
}

/** Intercept (at t = 0, before the first value) and slope of a line through the first values. */
function firstLine(values: Float64Array, count: number): { level: number; slope: number } {
  const n = Math.min(count, values.length);
  let mean = 0;
  for (let t = 0; t < n; t += 1) mean += at(values, t) / n;
  const centre = (n + 1) / 2;
  let product = 0;
  let square = 0;
  for (let t = 0; t < n; t += 1) {
    product += (t + 1 - centre) * (at(values, t) - mean);
    square += (t + 1 - centre) ** 2;
  }
  const slope = square === 0 ? 0 : product / square;
  return { level: mean - slope * centre, slope };
}

/** Where the search begins (Hyndman et al. 2008, section 2.6.1). */
function startOf(values: Float64Array, form: EtsForm, season: number): EtsParameters {
  const length = form.season === 'N' ? 0 : season;
  const seasonal = length === 0 ? new Float64Array(0) : seasonalElements(values, season, form.season === 'M');
  const adjusted =
    length === 0
      ? values
      : values.map((value, t) =>
          form.season === 'M' ? value / at(seasonal, t % season) : value - at(seasonal, t % season),
        );
  const first = firstLine(adjusted, Math.max(10, 2 * season));
  const count = Math.min(adjusted.length, Math.max(10, 2 * season));
  const mean = adjusted.subarray(0, count).reduce((sum, value) => sum + value, 0) / count;
  const hasTrend = form.trend !== 'N';
  const grows = isGrowth(form);
  const slope = grows ? Math.min(1.2, Math.max(0.8, 1 + first.slope / mean)) : first.slope;
  const alpha = 0.5 / Math.max(1, season);
  return {
    alpha: Math.max(0.05, alpha),
    beta: hasTrend ? 0.1 * Math.max(0.05, alpha) : 0,
    gamma: length === 0 ? 0 : 0.05,
    phi: isDamped(form) ? 0.97 : 1,
    level: hasTrend && !(grows && first.level <= 0) ? first.level : mean,
    slope: hasTrend ? slope : 0,
    season: seasonal,
  };
}

/** The same with a quicker level, and with a flatter season: where one leaves a state's range, another may not. */
function startsOf(values: Float64Array, form: EtsForm, season: number): EtsParameters[] {
  const plain = startOf(values, form, season);
  const centre = form.season === 'M' ? 1 : 0;
  return [plain.alpha, 0.3, 0.8].flatMap((alpha) =>
    [1, 0.3, 0.05].map((share) => ({
      ...plain,
      alpha,
      season: plain.season.map((value) => centre + share * (value - centre)),
    })),
  );
}

interface Layout {
  readonly form: EtsForm;
  readonly length: number;
  /** Unit of level and slope. */
  readonly scale: number;
  readonly slopeScale: number;
}

/** Free numbers of smoothing: α, then β, γ, φ where the form has them. */
function smoothingCount({ form, length }: Layout): number {
  return 1 + (form.trend === 'N' ? 0 : 1) + (length > 0 ? 1 : 0) + (isDamped(form) ? 1 : 0);
}

/** Parameters as free numbers: R's bounds 0 < β < α < 1, γ < 1 − α, 0.8 < φ < 0.98 by logistic maps. */
function toFree(parameters: EtsParameters, layout: Layout): Float64Array {
  const { form, length, scale, slopeScale } = layout;
  const { alpha, beta, gamma, phi } = parameters;
  const free = [logit((alpha - LOW) / (HIGH - LOW))];
  if (form.trend !== 'N') free.push(logit((beta - LOW) / (alpha - LOW)));
  if (length > 0) free.push(logit((gamma - LOW) / (1 - alpha - LOW)));
  if (isDamped(form)) free.push(logit((phi - PHI_LOW) / (PHI_HIGH - PHI_LOW)));
  free.push(parameters.level / scale);
  if (form.trend !== 'N') free.push(parameters.slope / slopeScale);
  const unit = form.season === 'A' ? scale : 1;
  for (let k = 0; k < length - 1; k += 1) free.push(at(parameters.season, k) / unit);
  return Float64Array.from(free);
}

function fromFree(free: Float64Array, layout: Layout): EtsParameters {
  const { form, length, scale, slopeScale } = layout;
  let i = 0;
  const next = (): number => at(free, i++);
  const alpha = LOW + (HIGH - LOW) * logistic(next());
  const beta = form.trend === 'N' ? 0 : LOW + (alpha - LOW) * logistic(next());
  const gamma = length > 0 ? LOW + Math.max(0, 1 - alpha - LOW) * logistic(next()) : 0;
  const phi = isDamped(form) ? PHI_LOW + (PHI_HIGH - PHI_LOW) * logistic(next()) : 1;
  const level = scale * next();
  const slope = form.trend === 'N' ? 0 : slopeScale * next();
  const season = new Float64Array(length);
  const unit = form.season === 'A' ? scale : 1;
  let sum = 0;
  for (let k = 0; k < length - 1; k += 1) {
    season[k] = unit * next();
    sum += at(season, k);
  }
  if (length > 0) season[length - 1] = (form.season === 'M' ? length : 0) - sum;
  return { alpha, beta, gamma, phi, level, slope, season };
}

function layoutOf(values: Float64Array, form: EtsForm, season: number): Layout {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const scale = spread > 0 ? spread : Math.max(1e-8, Math.abs(mean));
  return { form, length: form.season === 'N' ? 0 : season, scale, slopeScale: isGrowth(form) ? 0.1 : 0.1 * scale };
}

function stepsOf(layout: Layout, count: number): Float64Array {
  const smoothing = smoothingCount(layout);
  const seasonStart = smoothing + (layout.form.trend === 'N' ? 1 : 2);
  return Float64Array.from({ length: count }, (_, i) => {
    if (i < smoothing) return 1;
    return i >= seasonStart && layout.form.season === 'M' ? 0.02 : 0.1;
  });
}

/** Series beyond this many values take their first state from a regression: it hardly matters any more. */
const LONG = 400;

/**
 * Maximum likelihood of one form: the smoothing parameters first, then the first state with them, until nothing moves.
 *
 * @param values n, without NaN
 * @param season m ≥ 1; 1 where the form has none
 * @param near parameters to begin with, of the same form
 * @param isRough only the smoothing parameters, and those not to the end: enough to pass over a form that does not suit
 * @returns null where no parameters keep the states in their range, or n leaves no degree of freedom
 */
export function estimateEts(
  values: Float64Array,
  form: EtsForm,
  season: number,
  { near, isRough = false }: { near?: EtsParameters; isRough?: boolean } = {},
): EtsFit | null {
  const layout = layoutOf(values, form, season);
  const beginnings = (near ? [near] : startsOf(values, form, season)).map((parameters) => toFree(parameters, layout));
  const criterion = (free: Float64Array): number => filterEts(values, form, fromFree(free, layout)).criterion;
  const costs = beginnings.map(criterion);
  const start = beginnings[costs.indexOf(Math.min(...costs))] ?? new Float64Array(0);
  const size = start.length + 1;
  const n = values.length;
  if (n - size - 1 <= 0) return null;
  const smoothing = smoothingCount(layout);
  const rest = start.slice(smoothing);
  const joined = (head: Float64Array): Float64Array => Float64Array.of(...head, ...rest);
  const first = minimizeNelderMead((head) => criterion(joined(head)), start.slice(0, smoothing), {
    steps: new Float64Array(smoothing).fill(1),
    tolerance: 1e-6,
    maxEvaluations: (isRough ? 25 : 60) * smoothing,
  });
  let found = { x: joined(first.x), value: first.value };
  const rounds = isRough || n > LONG ? 0 : 4;
  for (let round = 0; round < rounds; round += 1) {
    const before = found.value;
    found = minimizeNelderMead(criterion, found.x, {
      steps: stepsOf(layout, start.length).map((step) => step / 2 ** round),
      tolerance: 1e-9,
      maxEvaluations: 120 * start.length,
    });
    if (before - found.value < 0.01) break;
  }
  if (found.value >= Number.MAX_VALUE) return null;
  return {
    form,
    parameters: fromFree(found.x, layout),
    logLikelihood: -found.value / 2,
    size,
    aicc: found.value + 2 * size + (2 * size * (size + 1)) / (n - size - 1),
  };
}
