import type { Rng } from '../../../numeric/index.ts';
import { weighted } from './draws.ts';

/** How much happens in each hour of a day, from 8 to 20. */
const HOURS = [4, 8, 11, 10, 8, 7, 8, 8, 7, 6, 5, 3];
const FIRST_HOUR = 8;
const PLACES = HOURS.map((_, place) => place);

/** A time of day as `09:41:07`. */
export function drawClock(rng: Rng): string {
  return [FIRST_HOUR + weighted(rng, PLACES, HOURS), rng.integer(60), rng.integer(60)]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
