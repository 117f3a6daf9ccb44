import { at } from '../element.ts';
import { findWolfeStep } from './line-search.ts';

/** A smooth function of many variables. */
export interface SmoothFunction {
  /** Its value at x; writes its gradient there. */
  evaluate(x: Float64Array, gradient: Float64Array): number;
}

/** Where {@link minimizeLbfgs} ended. */
export interface LbfgsResult {
  readonly x: Float64Array;
  readonly value: number;
  readonly converged: boolean;
  readonly iterations: number;
}

/** When to end, and what to remember. */
export interface LbfgsOptions {
  /** Ends once no element of the gradient is larger than this; default 1e-6. */
  readonly tolerance?: number;
  readonly maxIterations?: number;
  /** Pairs of steps and gradient changes that stand for the second derivative; default 10. */
  readonly memory?: number;
  /** Called before each iteration; may throw to end the work. */
  readonly onIteration?: () => void;
}

/** A step and what it did to the gradient. */
interface Pair {
  readonly move: Float64Array;
  readonly change: Float64Array;
  readonly inverse: number;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += at(a, i) * at(b, i);
  return sum;
}

function largestOf(values: Float64Array): number {
  return values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
}

/** −H g by the two-loop recursion (Nocedal & Wright 2006, algorithm 7.4, with the scaling of eq. 7.20). */
function directionOf(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares = new Float64Array(pairs.length);
  for (const [k, { move, change, inverse }] of [...pairs.entries()].toReversed()) {
    const share = inverse * dot(move, direction);
    shares[k] = share;
    for (let i = 0; i < direction.length; i += 1) direction[i] = at(direction, i) - share * at(change, i);
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.inverse * dot(last.change, last.change));
    for (let i = 0; i < direction.length; i += 1) direction[i] = at(direction, i) * scale;
  }
  for (const [k, { move, change, inverse }] of pairs.entries()) {
    const back = at(shares, k) - inverse * dot(change, direction);
    for (let i = 0; i < direction.length; i += 1) direction[i] = at(direction, i) + back * at(move, i);
  }
  return direction;
}

/**
 * Minimises a smooth function by L-BFGS (Liu & Nocedal 1989, "On the limited memory BFGS method for large scale
 * optimization") with steps that meet the strong Wolfe conditions. Of a convex function it finds the minimum, of
 * another a point where the gradient vanishes.
 *
 * @param start n ≥ 0, left as it is; the function must be finite there
 * @returns `converged` false where the iterations ran out, or rounding left no step that decreases the function
 */
export function minimizeLbfgs(target: SmoothFunction, start: Float64Array, options: LbfgsOptions = {}): LbfgsResult {
  const { tolerance = 1e-6, maxIterations = 1000, memory = 10, onIteration } = options;
  let x = Float64Array.from(start);
  let gradient = new Float64Array(x.length);
  let value = target.evaluate(x, gradient);
  let pairs: Pair[] = [];
  let iterations = 0;
  for (; iterations < maxIterations && largestOf(gradient) > tolerance; iterations += 1) {
    onIteration?.();
    const direction = directionOf(gradient, pairs);
    let reached = x;
    let slopes = gradient;
    let [last, found] = [0, value];
    const along = (step: number): { value: number; slope: number } => {
      if (step !== last) {
        reached = x.map((each, i) => each + step * at(direction, i));
        slopes = new Float64Array(x.length);
        [last, found] = [step, target.evaluate(reached, slopes)];
      }
      return { value: found, slope: dot(slopes, direction) };
    };
    const step = findWolfeStep(along, pairs.length === 0 ? Math.min(1, 1 / largestOf(gradient)) : 1);
    if (step === null) {
      if (pairs.length === 0) break;
      // What is remembered may mislead; the gradient alone does not.
      pairs = [];
      continue;
    }
    value = along(step).value;
    const move = reached.map((each, i) => each - at(x, i));
    const change = slopes.map((each, i) => each - at(gradient, i));
    const bend = dot(move, change);
    if (bend > Number.EPSILON * dot(change, change))
      pairs = [...pairs, { move, change, inverse: 1 / bend }].slice(-memory);
    x = reached;
    gradient = slopes;
  }
  return { x, value, converged: largestOf(gradient) <= tolerance, iterations };
}
