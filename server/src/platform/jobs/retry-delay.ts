const FIRST_DELAY_MS = 2000;
const FACTOR = 4;
const LONGEST_DELAY_MS = 10 * 60_000;

/**
 * How long a job waits after its nth failed attempt: about 2 s, 8 s, 32 s … up to ten minutes, half of it left to
 * chance so that what failed together does not come back together.
 * @param random in [0, 1)
 */
export function retryDelayMs(failures: number, random: number): number {
  const longest = Math.min(FIRST_DELAY_MS * FACTOR ** (failures - 1), LONGEST_DELAY_MS);
  return Math.round(longest * (0.5 + random / 2));
}
