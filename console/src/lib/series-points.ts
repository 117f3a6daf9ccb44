/** One period of what was told of a series. */
export interface Ahead {
  timestamp: string;
  mean: number;
  lower: number;
  upper: number;
}

export type Grain = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

const days: Record<Grain, number> = { hour: 1 / 24, day: 1, week: 7, month: 30.44, quarter: 91.3, year: 365.25 };
const dayMs = 86_400_000;
const leastPast = 24;
const mostPast = 400;
const pastPerAhead = 3;

/** How far apart the periods are; what was asked for where there is but one. */
export function grainOf(ahead: readonly Pick<Ahead, 'timestamp'>[], asked: Grain | undefined): Grain {
  const [first, second] = ahead;
  if (first === undefined || second === undefined) return asked ?? 'day';
  const apart = (Date.parse(second.timestamp) - Date.parse(first.timestamp)) / dayMs;
  const grains: readonly Grain[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
  return grains.findLast((grain) => apart >= days[grain] * 0.9) ?? 'hour';
}

/** The day from which on the past is shown beside what lies ahead: some times as long, within reason. */
export function pastFrom(ahead: readonly Pick<Ahead, 'timestamp'>[], grain: Grain): string {
  const periods = Math.min(mostPast, Math.max(leastPast, pastPerAhead * ahead.length));
  const first = Date.parse(ahead[0]?.timestamp ?? '');
  return new Date(first - periods * days[grain] * dayMs).toISOString().slice(0, 10);
}

/** Past and future in one line; what came after the model had learned is left out. */
export function pointsAhead(
  past: readonly { period: string; value: number }[],
  ahead: readonly Ahead[],
  level: number,
) {
  const [first] = ahead;
  const before =
    first === undefined ? past : past.filter(({ period }) => period.slice(0, 16) < first.timestamp.slice(0, 16));
  return [
    ...before.map(({ period, value }) => ({ period, actual: value, expected: null, intervals: [] })),
    ...ahead.map(({ timestamp, mean, lower, upper }) => ({
      period: timestamp,
      actual: null,
      expected: mean,
      intervals: [{ level, lower, upper }],
    })),
  ];
}
