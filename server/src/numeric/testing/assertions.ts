import { NumericError, type NumericErrorCode } from '../numeric-error.ts';

/** Throws unless |actual − expected| ≤ tolerance × max(1, |expected|). */
export function assertClose(actual: number, expected: number, tolerance: number, what = 'value'): void {
  const allowed = tolerance * Math.max(1, Math.abs(expected));
  if (!(Math.abs(actual - expected) <= allowed)) throw new Error(`${what}: ${actual} is not ${expected} ± ${allowed}`);
}

/** Throws unless two sequences have one length and close elements. */
export function assertAllClose(actual: Iterable<number>, expected: Iterable<number>, tolerance: number): void {
  const found = [...actual];
  const wanted = [...expected];
  if (found.length !== wanted.length) throw new Error(`${found.length} elements instead of ${wanted.length}`);
  for (const [i, value] of wanted.entries()) assertClose(found[i] ?? Number.NaN, value, tolerance, `element ${i}`);
}

/** Runs `action` and returns the NumericError that it must throw, of this code. */
export function numericErrorOf(code: NumericErrorCode, action: () => unknown): NumericError {
  try {
    action();
  } catch (error) {
    if (error instanceof NumericError && error.code === code) return error;
    throw error;
  }
  throw new Error(`nothing was thrown instead of ${code}`);
}
