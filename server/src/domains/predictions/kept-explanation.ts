import type { Explanation } from './answer.ts';

type KeptContribution = [
  feature: string,
  value: Explanation['contributions'][number]['value'],
  contribution: number,
  label?: string | null,
  words?: [word: string, contribution: number][],
];

/** An explanation as the database keeps it: a third of its size, since the names of its fields are not repeated. */
export interface KeptExplanation {
  base: number;
  unit: Explanation['unit'];
  parts: KeptContribution[];
}

/** @returns the text of a {@link KeptExplanation} */
export function keepExplanation({ base_value, unit, contributions }: Explanation): string {
  const kept: KeptExplanation = {
    base: base_value,
    unit,
    parts: contributions.map(({ feature, value, contribution, label, words }): KeptContribution => {
      if (words)
        return [feature, value, contribution, label ?? null, words.map((each) => [each.word, each.contribution])];
      return label === undefined ? [feature, value, contribution] : [feature, value, contribution, label];
    }),
  };
  return JSON.stringify(kept);
}

/** @param kept as it is kept now, or as it was kept at first: whole */
export function readExplanation(kept: KeptExplanation | Explanation): Explanation {
  if (!('parts' in kept)) return kept;
  return {
    base_value: kept.base,
    unit: kept.unit,
    contributions: kept.parts.map(([feature, value, contribution, label, words]) => ({
      feature,
      value,
      contribution,
      ...(label === undefined || label === null ? {} : { label }),
      ...(words ? { words: words.map(([word, part]) => ({ word, contribution: part })) } : {}),
    })),
  };
}
