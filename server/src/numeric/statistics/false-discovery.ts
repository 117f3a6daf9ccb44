/**
 * Chances adjusted for the number of tests, by the step-up procedure of Benjamini & Hochberg (1995): naming all tests
 * whose adjusted chance is at most q, a share of q of the names is wrong at most, on average.
 *
 * @param chances p-values, 0 … 1
 * @returns one for each, in the same order, never below the chance itself
 */
export function adjustedChances(chances: readonly number[]): number[] {
  const order = [...chances.keys()].toSorted((i, j) => (chances[j] ?? 1) - (chances[i] ?? 1));
  const adjusted = Array.from(chances, () => 1);
  let least = 1;
  for (const [place, index] of order.entries()) {
    least = Math.min(least, ((chances[index] ?? 1) * chances.length) / (chances.length - place));
    adjusted[index] = least;
  }
  return adjusted;
}
