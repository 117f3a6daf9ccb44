import type { ReadingHabit } from '../files/reading.ts';

/** Languages whose readers put the day before the month everywhere. In English it depends; Chinese and Japanese begin with the year. */
const DAY_FIRST = new Set(['ar', 'de', 'es', 'fr', 'hi']);
/** Languages whose readers write 1,5. In Spanish it depends on the country. */
const WITH_COMMA = new Set(['de', 'fr']);

/** How readers of a language write what a file leaves open. */
export function habitOf(language: string | null): ReadingHabit {
  return {
    dateOrder: language !== null && DAY_FIRST.has(language) ? 'dmy' : null,
    decimalMark: language !== null && WITH_COMMA.has(language) ? ',' : null,
  };
}
