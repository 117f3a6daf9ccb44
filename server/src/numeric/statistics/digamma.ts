/** B₂ₖ / 2k of the asymptotic series. */
const SERIES: readonly number[] = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32_760, 1 / 12];
/** From here on the series is exact to the last digits. */
const ENOUGH = 10;

/**
 * ψ(x) = d ln Γ(x) / dx (Abramowitz & Stegun 1964, 6.3.18, after steps by 6.3.5). Absolute error below 1e-13.
 *
 * @param x > 0; NaN else
 */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let sum = 0;
  let shifted = x;
  for (; shifted < ENOUGH; shifted += 1) sum -= 1 / shifted;
  const square = 1 / (shifted * shifted);
  let power = square;
  for (const coefficient of SERIES) {
    sum -= coefficient * power;
    power *= square;
  }
  return sum + Math.log(shifted) - 0.5 / shifted;
}
