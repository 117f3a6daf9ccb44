import { at, itemAt } from '../element.ts';

/** When to end. */
export interface NelderMeadOptions {
  readonly maxEvaluations?: number;
  /** Ends once best and worst corner differ by no more than this, relative to the best. */
  readonly tolerance?: number;
  /** How far the corners of the first simplex lie from `start`, each along its own variable. */
  readonly steps: Float64Array;
}

interface Corner {
  readonly x: Float64Array;
  readonly value: number;
}

/** a + factor × (b − a). */
function between(a: Float64Array, b: Float64Array, factor: number): Float64Array {
  return a.map((value, i) => value + factor * (at(b, i) - value));
}

function centreOf(corners: readonly Corner[], size: number): Float64Array {
  const centre = new Float64Array(size);
  for (const { x } of corners.slice(0, -1)) {
    for (let i = 0; i < size; i += 1) centre[i] = at(centre, i) + at(x, i) / size;
  }
  return centre;
}

/**
 * Minimises a function of some twenty variables at most without derivatives (Nelder & Mead 1965, with the coefficients
 * of Gao & Han 2012, which fit the number of variables). Values that are not finite count as infinitely bad.
 *
 * @param start n ≥ 1, left as it is
 */
export function minimizeNelderMead(
  target: (x: Float64Array) => number,
  start: Float64Array,
  { maxEvaluations = 200 * start.length, tolerance = 1e-8, steps }: NelderMeadOptions,
): { x: Float64Array; value: number } {
  const size = start.length;
  const expansion = 1 + 2 / size;
  const contraction = size === 1 ? 0.5 : 0.75 - 1 / (2 * size);
  const shrinking = size === 1 ? 0.5 : 1 - 1 / size;
  let evaluations = 0;
  const corner = (x: Float64Array): Corner => {
    evaluations += 1;
    const value = target(x);
    return { x, value: Number.isFinite(value) ? value : Number.MAX_VALUE };
  };
  let corners = [corner(Float64Array.from(start))];
  for (let i = 0; i < size; i += 1) {
    corners.push(corner(start.map((value, k) => (k === i ? value + at(steps, i) : value))));
  }
  const order = (): void => {
    corners.sort((a, b) => a.value - b.value);
  };
  order();
  for (;;) {
    const [best, worst, second] = [itemAt(corners, 0), itemAt(corners, size), itemAt(corners, size - 1)];
    if (evaluations >= maxEvaluations || worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance)) {
      break;
    }
    const centre = centreOf(corners, size);
    const reflected = corner(between(centre, worst.x, -1));
    let next = reflected;
    if (reflected.value < best.value) {
      const expanded = corner(between(centre, worst.x, -expansion));
      if (expanded.value < reflected.value) next = expanded;
    } else if (reflected.value >= second.value) {
      const outside = reflected.value < worst.value;
      next = corner(between(centre, worst.x, outside ? -contraction : contraction));
      if (next.value >= Math.min(reflected.value, worst.value)) {
        corners = [best, ...corners.slice(1).map(({ x }) => corner(between(best.x, x, shrinking)))];
        order();
        continue;
      }
    }
    corners[size] = next;
    order();
  }
  const { x, value } = itemAt(corners, 0);
  return { x, value };
}
