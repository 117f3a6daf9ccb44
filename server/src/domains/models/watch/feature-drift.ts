import { compareWithReference, homogeneityTest, type Reference } from '../../../numeric/index.ts';
import type { LiveAnswer } from './live-answers.ts';

export type Verdict = 'stable' | 'shifting' | 'shifted' | 'not_judged';

interface Measured {
  /** Population stability index. */
  psi: number;
  test: 'ks' | 'chi2';
  statistic: number | null;
  p_value: number | null;
}

/** How a typical value, or the share of a label, has changed. */
export type Change =
  | { kind: 'median'; before: number; now: number }
  | { kind: 'share'; value: string; before: number; now: number };

/** One feature, in the training and now. */
export interface FeatureDrift extends Measured {
  feature: string;
  adjusted_p_value: number;
  verdict: Verdict;
  change: Change | null;
  missing_before: number;
  missing_now: number;
  /** Share of the answers whose value training never saw, and the most frequent of these values. */
  unseen_share: number;
  unseen_values: string[];
}

export interface ScoreDrift extends Measured {
  verdict: Exclude<Verdict, 'not_judged'>;
  change: Change | null;
}

interface Compared<Drift> {
  drift: Drift;
  /** Of a difference so large where nothing moved. */
  chance: number;
}

const MOST_VALUES = 5;

export function compareFeature(
  feature: string,
  reference: Reference,
  answers: readonly LiveAnswer[],
): Compared<Omit<FeatureDrift, 'adjusted_p_value' | 'verdict'>> & { isClock: boolean } {
  const values = answers.map(({ input }) => (Object.hasOwn(input, feature) ? input[feature] : null));
  const { psi, test, statistic, pValue, rows, blanks } = compareWithReference(reference, values);
  const missing = homogeneityTest(
    Float64Array.of(reference.blanks, reference.rows - reference.blanks),
    Float64Array.of(blanks, rows - blanks),
  ).pValue;
  const unseen = values.filter((_, row) => answers[row]?.unseen.includes(feature)).map(String);
  return {
    drift: {
      feature,
      psi,
      test,
      statistic,
      p_value: pValue,
      change: changeOf(reference, values),
      missing_before: share(reference.blanks, reference.rows),
      missing_now: share(blanks, rows),
      unseen_share: share(unseen.length, rows),
      unseen_values: mostFrequent(unseen)
        .slice(0, MOST_VALUES)
        .map(([value]) => value),
    },
    // Values and blanks are tested apart, so either may be found twice as easily by chance.
    chance: Math.min(1, 2 * Math.min(pValue ?? 1, Number.isNaN(missing) ? 1 : missing)),
    isClock: reference.kind === 'time',
  };
}

export function compareScore(
  reference: Reference,
  answers: readonly LiveAnswer[],
): Compared<Omit<ScoreDrift, 'verdict'>> {
  // A segment is its number.
  const values = answers.map(({ output: { label, prediction } }) =>
    'labels' in reference ? String(label ?? prediction) : prediction,
  );
  const { psi, test, statistic, pValue } = compareWithReference(reference, values);
  return {
    drift: { psi, test, statistic, p_value: pValue, change: changeOf(reference, values) },
    chance: pValue ?? 1,
  };
}

/** Of numbers the median, of labels the one whose share has changed most; prose and moments have no typical value. */
function changeOf(reference: Reference, values: readonly unknown[]): Change | null {
  if ('labels' in reference) return shareChange(reference, values);
  if (reference.kind !== 'number') return null;
  const numbers = values.filter((value) => value !== null && value !== '' && typeof value !== 'boolean').map(Number);
  const sorted = Float64Array.from(numbers.filter(Number.isFinite)).toSorted();
  const now = sorted[Math.ceil(sorted.length / 2) - 1];
  const before = medianOf(reference);
  return now === undefined || before === undefined ? null : { kind: 'median', before, now };
}

function medianOf({ edges, counts }: Extract<Reference, { edges: unknown }>): number | undefined {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  return edges.find((_, cell) => {
    below += counts[cell] ?? 0;
    return below * 2 >= rows;
  });
}

function shareChange(
  { kind, labels, counts, rows, blanks }: Extract<Reference, { labels: unknown }>,
  values: readonly unknown[],
): Change | null {
  const known = values.filter((value) => value !== null && value !== undefined && value !== '');
  const spelled = known.map((value) => String(value).trim());
  // A yes may be sent as 1 or as a word; then there is no telling here.
  if (kind === 'boolean' && !spelled.every((value) => value === 'true' || value === 'false')) return null;
  const found = new Map(mostFrequent(spelled));
  const changes = labels.map((value, place) => ({
    kind: 'share' as const,
    value,
    before: share(counts[place] ?? 0, rows - blanks),
    now: share(found.get(value) ?? 0, known.length),
  }));
  const size = ({ before, now }: (typeof changes)[number]) => Math.abs(now - before);
  return changes.toSorted((left, right) => size(right) - size(left))[0] ?? null;
}

function mostFrequent(values: readonly string[]): [value: string, count: number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((left, right) => right[1] - left[1]);
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
