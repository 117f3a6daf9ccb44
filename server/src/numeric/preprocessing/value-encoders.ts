import { at } from '../element.ts';
import { selectInPlace } from '../metrics/quantile.ts';
import { MAX_MAGNITUDE } from './reading.ts';

/**
 * A number: its standardised value (absent where `scale` is 0) and, where training had missing values, whether it is
 * missing. A missing value counts as the median.
 */
export interface NumberEncoder {
  readonly kind: 'number';
  readonly column: string;
  readonly median: number;
  readonly mean: number;
  /** Standard deviation; 0 where all training values are equal. */
  readonly scale: number;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  readonly missingShare: number;
}

/** A boolean: 1 or 0 less its mean, and where training had missing values whether it is missing; missing counts as the mean. */
export interface BooleanEncoder {
  readonly kind: 'boolean';
  readonly column: string;
  readonly trueShare: number;
  readonly missingShare: number;
}

/** Range below which values differ by rounding only, as a share of their magnitude. */
const ROUNDING = 1e-12;

/** Finite values of a usable magnitude, in their order. */
function presentValues(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = at(values, i);
    if (!(Math.abs(value) <= MAX_MAGNITUDE)) continue;
    present[count] = value;
    count += 1;
  }
  return present.subarray(0, count);
}

/** Learns from a column of n ≥ 1 numbers; null where all are missing. Infinite values and those beyond 1e100 are missing. */
export function fitNumberEncoder(column: string, values: Float64Array): NumberEncoder | null {
  const present = presentValues(values);
  if (present.length === 0) return null;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let integer = true;
  for (let i = 0; i < present.length; i += 1) {
    const value = at(present, i);
    min = Math.min(min, value);
    max = Math.max(max, value);
    integer &&= Number.isInteger(value);
  }
  const missingShare = 1 - present.length / values.length;
  const median = selectInPlace(present, (present.length - 1) >> 1);
  const constant = max - min <= ROUNDING * Math.max(Math.abs(min), Math.abs(max));
  // Deviations from the median, so that missing values add nothing and large offsets cancel early.
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < present.length; i += 1) {
    const deviation = at(present, i) - median;
    sum += deviation;
    squares += deviation * deviation;
  }
  const shift = sum / values.length;
  const scale = constant ? 0 : Math.sqrt(Math.max(0, squares / values.length - shift * shift));
  return { kind: 'number', column, median, mean: median + shift, scale, min, max, integer, missingShare };
}

/** Design columns of the encoder: 0, 1 or 2. */
export function numberWidth(encoder: NumberEncoder): number {
  return (encoder.scale > 0 ? 1 : 0) + (encoder.missingShare > 0 ? 1 : 0);
}

/** Writes one value (NaN: missing) at `offset`. */
export function writeNumber(encoder: NumberEncoder, value: number, out: Float64Array, offset: number): void {
  const missing = !(Math.abs(value) <= MAX_MAGNITUDE);
  let next = offset;
  if (encoder.scale > 0) {
    out[next] = ((missing ? encoder.median : value) - encoder.mean) / encoder.scale;
    next += 1;
  }
  if (encoder.missingShare > 0) out[next] = (missing ? 1 : 0) - encoder.missingShare;
}

/** Learns from a column of n ≥ 1 booleans (NaN missing, 0 false, any other number true); null where all are missing. */
export function fitBooleanEncoder(column: string, values: Float64Array): BooleanEncoder | null {
  let present = 0;
  let yes = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = at(values, i);
    if (Number.isNaN(value)) continue;
    present += 1;
    if (value !== 0) yes += 1;
  }
  if (present === 0) return null;
  return { kind: 'boolean', column, trueShare: yes / present, missingShare: 1 - present / values.length };
}

function booleanVaries(encoder: BooleanEncoder): boolean {
  return encoder.trueShare > 0 && encoder.trueShare < 1;
}

/** Design columns of the encoder: 0, 1 or 2. */
export function booleanWidth(encoder: BooleanEncoder): number {
  return (booleanVaries(encoder) ? 1 : 0) + (encoder.missingShare > 0 ? 1 : 0);
}

/** Writes one value (NaN: missing) at `offset`. */
export function writeBoolean(encoder: BooleanEncoder, value: number, out: Float64Array, offset: number): void {
  const missing = Number.isNaN(value);
  let next = offset;
  if (booleanVaries(encoder)) {
    out[next] = missing ? 0 : (value === 0 ? 0 : 1) - encoder.trueShare;
    next += 1;
  }
  if (encoder.missingShare > 0) out[next] = (missing ? 1 : 0) - encoder.missingShare;
}
