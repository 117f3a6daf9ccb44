/** One period of the past or of the future. */
export interface Point {
  period: string;
  /** What came; null ahead. */
  actual: number | null;
  /** What is expected; null behind. */
  expected: number | null;
  /** From the narrowest to the widest. */
  intervals: { level: number; lower: number; upper: number }[];
}

/** A stretch of days; either end may be open. */
export interface Zoom {
  from?: string | undefined;
  to?: string | undefined;
}

export function within(points: readonly Point[], { from, to }: Zoom): Point[] {
  return points.filter(({ period }) => (from === undefined || period >= from) && (to === undefined || period <= to));
}

export const isZoomed = ({ from, to }: Zoom): boolean => from !== undefined || to !== undefined;

export const secondsOf = (day: string): number => Date.parse(day.length > 10 ? day : `${day}T00:00:00Z`) / 1000;

export const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
