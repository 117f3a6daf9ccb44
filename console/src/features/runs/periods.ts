export const periods = ['24h', '7d', '30d'] as const;
export type Period = (typeof periods)[number];

const hourMs = 3_600_000;
const hours: Record<Period, number> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

/** Where a period begins, on a whole hour. */
export function periodStart(period: Period | undefined, nowMs: number): string | undefined {
  if (period === undefined) return undefined;
  return new Date((Math.floor(nowMs / hourMs) - hours[period]) * hourMs).toISOString();
}
