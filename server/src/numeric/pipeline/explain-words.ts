import { at } from '../element.ts';
import { type WordEncoder, wordParts } from '../text/word-encoder.ts';
import type { WordContribution } from './pipeline.ts';

/** The design columns of a text in one model, and what each added to the score. */
export interface ColumnParts {
  /** Whether contributions rise in proportion to values. */
  readonly isLinear: boolean;
  readonly values: Float64Array;
  readonly contributions: Float64Array;
}

const MOST_WORDS = 10;

/**
 * The words of a text that carried most of its contribution, the strongest first, at most ten.
 *
 * @param models what the text's columns added in each model, already weighed
 */
export function explainWords(
  encoder: WordEncoder,
  text: string,
  models: readonly ColumnParts[],
): readonly WordContribution[] {
  const totals = new Map<string, number>();
  for (let k = 0; k < encoder.means.length; k += 1) {
    const words = wordParts(encoder, text, k);
    for (const { isLinear, values, contributions } of models) {
      const value = at(values, k);
      // The columns' mean is 0, so a linear model's contribution over its value is its slope.
      const shared = isLinear ? words : words.filter(({ part }) => part * value > 0);
      const whole = isLinear ? value : shared.reduce((sum, { part }) => sum + part, 0);
      if (whole === 0) continue;
      for (const { word, part } of shared) {
        totals.set(word, (totals.get(word) ?? 0) + (at(contributions, k) * part) / whole);
      }
    }
  }
  return [...totals]
    .map(([word, contribution]) => ({ word, contribution }))
    .filter(({ contribution }) => contribution !== 0)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, MOST_WORDS);
}
