/** A function of the step length along a direction, with its slope. */
export type Along = (step: number) => { readonly value: number; readonly slope: number };

/** Sufficient decrease and curvature: the usual constants of quasi-Newton methods. */
const DECREASE = 1e-4;
const CURVATURE = 0.9;
const MAX_TRIALS = 30;

interface Trial {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

/** Where the cubic through two trials is least, kept inside a tenth of their distance from either. */
function cubicMinimum(a: Trial, b: Trial): number {
  const width = b.step - a.step;
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step);
  const root = Math.sqrt(d1 * d1 - a.slope * b.slope) * Math.sign(width);
  const step = b.step - (width * (b.slope + root - d1)) / (b.slope - a.slope + 2 * root);
  const [low, high] = [Math.min(a.step, b.step), Math.max(a.step, b.step)];
  const margin = 0.1 * (high - low);
  return step >= low + margin && step <= high - margin ? step : (low + high) / 2;
}

/**
 * A step that meets the strong Wolfe conditions (Nocedal & Wright 2006, Numerical Optimization, algorithms 3.5 and 3.6,
 * with cubic interpolation, eq. 3.59).
 *
 * @param along falls at 0: slope < 0; may answer NaN or Infinity far away
 * @param first tried first, > 0
 * @returns the step, or the best one found that decreases enough; null where rounding leaves none
 */
export function findWolfeStep(along: Along, first: number): number | null {
  const origin: Trial = { step: 0, ...along(0) };
  const falls = (trial: Trial): boolean => trial.value <= origin.value + DECREASE * trial.step * origin.slope;
  const isFlat = (trial: Trial): boolean => Math.abs(trial.slope) <= -CURVATURE * origin.slope;
  let low = origin;
  let high: Trial | null = null;
  let step = first;
  for (let count = 0; count < MAX_TRIALS; count += 1) {
    const trial: Trial = { step, ...along(step) };
    if (!falls(trial) || !(trial.value < low.value || low === origin)) {
      high = trial;
    } else {
      if (isFlat(trial)) return step;
      if (trial.slope * (high === null ? 1 : high.step - low.step) >= 0) high = low;
      low = trial;
    }
    if (high === null) step = 2 * low.step;
    else step = Number.isFinite(high.value) ? cubicMinimum(low, high) : (low.step + high.step) / 2;
  }
  return low === origin ? null : low.step;
}
