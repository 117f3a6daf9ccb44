/** Between one attempt and the next: eight attempts within about 28 hours, as Standard Webhooks advises. */
const PAUSES_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const;
const LONGEST_SECONDS = 24 * 3600;
const JITTER = 0.1;

/**
 * How long to wait after the nth failure; null: it was the last. A tenth more or less is left to chance, so that what
 * failed together does not come back together.
 * @param random in [0, 1)
 * @param asked what the other side has asked for; it may make the pause longer, up to a day
 */
export function pauseSeconds(failures: number, asked: number | null, random: number): number | null {
  const pause = PAUSES_SECONDS[failures - 1];
  if (pause === undefined) return null;
  return Math.min(LONGEST_SECONDS, Math.max(pause * (1 - JITTER + 2 * JITTER * random), asked ?? 0));
}
