/** Each with its seconds. */
export const spanUnits = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type SpanUnit = keyof typeof spanUnits;

/** The largest unit in which so many seconds are a whole number. */
export function unitOf(seconds: unknown): SpanUnit {
  if (typeof seconds !== 'number' || seconds === 0) return 'seconds';
  const fits = (unit: SpanUnit) => seconds % spanUnits[unit] === 0;
  return (['days', 'hours', 'minutes'] as const).find(fits) ?? 'seconds';
}
