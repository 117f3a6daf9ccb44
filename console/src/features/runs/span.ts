import type { Format } from '../../lib/format.ts';

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A span of time in its two largest units: 5 h 38 min, 2 min 7 s, 1.2 s, 412 ms. */
export function writeSpan(format: Format, ms: number): string {
  const write = (amount: number, unit: string, digits = 0): string =>
    format.numberFormat({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits }).format(amount);
  if (ms < 1000) return write(Math.round(ms), 'millisecond');
  const seconds = ms / 1000;
  if (seconds < 60) return write(seconds, 'second', seconds < 10 ? 1 : 0);
  const place = units.findIndex(([, size]) => seconds >= size);
  const [[unit, size], next] = [units[place] ?? units[3], units[place + 1]];
  const whole = Math.floor(seconds / size);
  const rest = next === undefined ? 0 : Math.floor((seconds - whole * size) / next[1]);
  return next === undefined || rest === 0 ? write(whole, unit) : `${write(whole, unit)} ${write(rest, next[0])}`;
}
