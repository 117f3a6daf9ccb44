import type { Format } from '../lib/format.ts';

/** A figure in its currency, or as it is where it has none. */
export function writeAmount(
  format: Format,
  value: number,
  currency: string | null,
  length: 'short' | 'full' = 'full',
): string {
  if (currency !== null) return format.money(value, currency, length);
  if (length === 'full' || Math.abs(value) < 10_000) return format.figure(value);
  return format.numberFormat({ notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}
