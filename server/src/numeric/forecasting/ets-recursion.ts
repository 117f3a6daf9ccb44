import { at } from '../element.ts';

/** Error and season additive or multiplicative; trend none, a line or a growth rate, each also damped. */
export interface EtsForm {
  readonly error: 'A' | 'M';
  readonly trend: 'N' | 'A' | 'Ad' | 'M' | 'Md';
  readonly season: 'N' | 'A' | 'M';
}

/** Smoothing parameters (β = 0 without trend, φ = 1 undamped) and the state before the first value. */
export interface EtsParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
  readonly level: number;
  /** A period; a factor near 1 where the trend is multiplicative. */
  readonly slope: number;
  /** m: the season's element of the next period first. Empty without season. */
  readonly season: Float64Array;
}

/** Where a filter ended. */
export interface EtsState {
  readonly level: number;
  readonly slope: number;
  readonly season: Float64Array;
}

/** What a filter found. */
export interface EtsFilter {
  readonly state: EtsState;
  /** Σ e², e relative to the one-step forecast where the error is multiplicative. */
  readonly squares: number;
  /** n ln Σ e² (+ 2 Σ ln |ŷ|): −2 ln likelihood up to a constant (Hyndman et al. 2008, eq. 5.3). Infinity where a state left its range. */
  readonly criterion: number;
}

/** Whether the slope is a factor. */
export function isGrowth({ trend }: EtsForm): boolean {
  return trend === 'M' || trend === 'Md';
}

/** Whether the slope fades. */
export function isDamped({ trend }: EtsForm): boolean {
  return trend === 'Ad' || trend === 'Md';
}

/** The level one period on, before its value is known. */
export function movedLevel(level: number, slope: number, phi: number, grows: boolean): number {
  return grows ? level * slope ** phi : level + phi * slope;
}

/** The slope one period on, `step` being β times the level's surprise. */
export function movedSlope(slope: number, phi: number, step: number, level: number, grows: boolean): number {
  return grows ? slope ** phi + step / level : phi * slope + step;
}

/**
 * The nineteen admissible forms: all but those whose forecasts have no finite variance (additive error with a
 * multiplicative part) or that add a season to a growing level (Hyndman et al. 2008, section 2.7).
 */
export function etsForms(hasSeason: boolean, allPositive: boolean, mayGrow: boolean): EtsForm[] {
  const forms: EtsForm[] = [];
  for (const season of hasSeason ? (['N', 'A', 'M'] as const) : (['N'] as const)) {
    for (const trend of ['N', 'A', 'Ad', 'M', 'Md'] as const) {
      const grows = trend === 'M' || trend === 'Md';
      if (grows && (season === 'A' || !mayGrow)) continue;
      if (!grows && season !== 'M') forms.push({ error: 'A', trend, season });
      if (allPositive) forms.push({ error: 'M', trend, season });
    }
  }
  return forms;
}

/**
 * Runs the states through a series (Hyndman, Koehler, Ord & Snyder 2008, table 2.2 and 2.3; written for the level's
 * correction, which both kinds of error share).
 *
 * @param values n, without NaN
 */
export function filterEts(values: Float64Array, form: EtsForm, parameters: EtsParameters): EtsFilter {
  const { alpha, beta, gamma, phi } = parameters;
  let { level, slope } = parameters;
  const season = Float64Array.from(parameters.season);
  const length = season.length;
  const isRelative = form.error === 'M';
  const kind = form.season;
  const grows = isGrowth(form);
  let squares = 0;
  let logs = 0;
  let place = 0;
  let isValid = true;
  for (let t = 0; t < values.length; t += 1) {
    const y = at(values, t);
    const base = movedLevel(level, slope, phi, grows);
    let expected = base;
    let seasonal = 0;
    if (kind !== 'N') {
      seasonal = at(season, place);
      expected = kind === 'A' ? base + seasonal : base * seasonal;
    }
    if (
      (isRelative && !(expected > 1e-10)) ||
      (kind === 'M' && !(base > 1e-10 && seasonal > 1e-10)) ||
      (grows && !(slope > 0))
    ) {
      isValid = false;
      break;
    }
    const error = isRelative ? (y - expected) / expected : y - expected;
    squares += error * error;
    if (isRelative) logs += Math.log(expected);
    let moved = y - expected;
    if (kind === 'M') moved /= seasonal;
    slope = movedSlope(slope, phi, beta * moved, level, grows);
    level = base + alpha * moved;
    if (kind === 'N') continue;
    season[place] = seasonal + gamma * (kind === 'A' ? y - base - seasonal : y / base - seasonal);
    place = place + 1 === length ? 0 : place + 1;
  }
  // A perfect fit has no likelihood; the floor keeps it comparable.
  const floor = 1e-24 * values.length * (isRelative ? 1 : Math.max(1e-12, at(values, 0) ** 2));
  const found = values.length * Math.log(Math.max(squares, floor)) + 2 * logs;
  const criterion = isValid && Number.isFinite(found) ? found : Number.POSITIVE_INFINITY;
  const turned = Float64Array.from(season, (_, k) => at(season, (place + k) % length));
  return { state: { level, slope, season: turned }, squares, criterion };
}
