import { createRng } from '../rng/rng.ts';

const SUBJECTS = ['parcel', 'invoice', 'driver', 'shop', 'phone', 'answer', 'box', 'colour'];
const GOOD = ['great', 'quick', 'friendly', 'perfect'];
const BAD = ['late', 'broken', 'rude', 'missing'];

/** Texts of five indifferent words, one that says the class nine times in ten, and one of their own. */
export function complaints(rows: number, seed: number): { texts: string[]; classes: Float64Array } {
  const rng = createRng(seed);
  const pick = (list: readonly string[]): string => list[rng.integer(list.length)] ?? '';
  const classes = Float64Array.from({ length: rows }, () => rng.integer(2));
  const texts = Array.from(classes, (code, i) => {
    const filler = Array.from({ length: 5 }, () => pick(SUBJECTS)).join(' ');
    return `${filler} ${pick(rng.uniform() < 0.1 === (code === 1) ? GOOD : BAD)} n${i}`;
  });
  return { texts, classes };
}
