import type { Label, VersionRow } from '../models/index.ts';
import { predictionErrors } from './predictions.errors.ts';

/** What a version learned to answer. */
export type Learned = Pick<VersionRow, 'model_type' | 'target_column' | 'classes' | 'positive_class'>;

/**
 * What really happened, as the model spells its target: a number, or one of its classes.
 *
 * The value stands under the target's name; a single number or boolean may stand under any name. For two classes a
 * boolean says whether it was the positive one, and 1 and 0 say the same.
 * @throws AppError feedback_invalid
 */
export function readOutcome(outcome: Readonly<Record<string, unknown>>, learned: Learned): Label {
  if (learned.model_type === 'anomaly_detection') return readVerdict(outcome);
  const { target_column: target } = learned;
  if (target === null || learned.model_type === 'recommendations') {
    throw refuse('outcome_not_applicable', { modelType: learned.model_type });
  }
  const entries = Object.entries(outcome);
  const [only] = entries;
  const byName = Object.hasOwn(outcome, target);
  const isSingle = entries.length === 1 && only !== undefined && ['number', 'boolean'].includes(typeof only[1]);
  if (!byName && !isSingle) throw refuse('outcome_without_target', { target });
  const value = byName ? outcome[target] : only?.[1];
  return learned.model_type === 'classification' ? readClass(value, target, learned) : readNumber(value, target);
}

/** Of a row that was called strange, or was not: whether it really was. */
function readVerdict(outcome: Readonly<Record<string, unknown>>): boolean {
  const [only, ...others] = Object.values(outcome);
  const value = outcome['is_anomaly'] ?? (others.length === 0 ? only : undefined);
  if (value !== true && value !== false && value !== 1 && value !== 0) throw refuse('outcome_not_a_verdict', {});
  return Boolean(value);
}

function readNumber(value: unknown, target: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse('outcome_not_a_number', { target });
  return value;
}

function readClass(value: unknown, target: string, { classes, positive_class: positive }: Learned): Label {
  const same = classes.find((label) => label === value);
  if (same !== undefined) return same;
  const spelled = classes.find((label) => isPlain(value) && String(label) === String(value).trim());
  if (spelled !== undefined) return spelled;
  const negative = classes.find((label) => label !== positive);
  if (classes.length === 2 && positive !== null && negative !== undefined) {
    if (value === true || value === 1) return positive;
    if (value === false || value === 0) return negative;
  }
  throw refuse('outcome_not_a_class', { target, classes: classes.slice(0, 20).map(String).join(', ') });
}

const isPlain = (value: unknown): value is Label => ['string', 'number', 'boolean'].includes(typeof value);

function refuse(
  code:
    | 'outcome_without_target'
    | 'outcome_not_a_number'
    | 'outcome_not_a_class'
    | 'outcome_not_a_verdict'
    | 'outcome_not_applicable',
  params: Record<string, string>,
) {
  return predictionErrors.feedback_invalid({}, { faults: [{ pointer: '/actual_outcome', code, params }] });
}
