import { at, intAt } from '../element.ts';
import { floorOf, logOf } from '../ensemble/opinion-pool.ts';
import type { ScoreSplit } from '../estimators/estimator.ts';
import { estimators } from '../estimators/registry.ts';
import { type DesignKind, designSources } from '../preprocessing/preprocessor.ts';
import type { EncodedRecord } from '../preprocessing/record.ts';
import { type ColumnParts, explainWords } from './explain-words.ts';
import type { Contribution, Explanation, FittedPipeline, Member } from './pipeline.ts';

/** A change of a share below this is too small to divide by. */
const SMALL = 1e-9;

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Contributions of score k. */
function partsOf({ baseValues, contributions }: ScoreSplit, k: number): Float64Array {
  const columns = contributions.length / Math.max(1, baseValues.length);
  return contributions.subarray(k * columns, (k + 1) * columns);
}

/**
 * Carries contributions to a share over to its log-odds, or its logarithm where there are several classes: all are
 * scaled by the slope of the chord between the base share and the share, so they sum to the change of the logarithm
 * (the rescale rule of Shrikumar, Greenside & Kundaje 2017, "Learning important features through propagating activation
 * differences", section 3.5.1).
 */
function toLogarithms(split: ScoreSplit): ScoreSplit {
  const floor = floorOf('probability');
  const isBinary = split.baseValues.length === 1;
  const scoreOf = (p: number): number => logOf(p, floor) - (isBinary ? logOf(1 - p, floor) : 0);
  const contributions = Float64Array.from(split.contributions);
  const baseValues = split.baseValues.map((base, k) => {
    const parts = partsOf({ ...split, contributions }, k);
    const change = sumOf(parts);
    const middle = Math.min(1 - floor, Math.max(floor, base));
    const slope =
      Math.abs(change) > SMALL
        ? (scoreOf(base + change) - scoreOf(base)) / change
        : 1 / (middle * (isBinary ? 1 - middle : 1));
    for (let j = 0; j < parts.length; j += 1) parts[j] = slope * at(parts, j);
    return scoreOf(base);
  });
  return { baseValues, contributions };
}

const sourcesOf = new WeakMap<FittedPipeline['preprocessor'], Partial<Record<DesignKind, Int32Array>>>();

/** `designSources`, found once a pipeline and not once a row. */
function knownSources({ preprocessor }: FittedPipeline, design: DesignKind): Int32Array {
  const known = sourcesOf.get(preprocessor) ?? {};
  const sources = known[design] ?? designSources(preprocessor, design);
  known[design] = sources;
  sourcesOf.set(preprocessor, known);
  return sources;
}

/** One score of several, against their average: scores of several classes are only defined up to a common shift. */
function centred(split: ScoreSplit, label: number): ScoreSplit {
  const { baseValues } = split;
  const classes = baseValues.length;
  if (classes === 1) return split;
  const contributions = Float64Array.from(partsOf(split, label));
  for (let k = 0; k < classes; k += 1) {
    const parts = partsOf(split, k);
    for (let j = 0; j < contributions.length; j += 1) {
      contributions[j] = at(contributions, j) - at(parts, j) / classes;
    }
  }
  return { baseValues: Float64Array.of(at(baseValues, label) - sumOf(baseValues) / classes), contributions };
}

/** What the explanation of a pipeline is told in. */
function unitOf({ task, members }: FittedPipeline): Explanation['unit'] {
  if (task === 'regression') return 'target';
  const [first, second] = members;
  return second === undefined ? estimators[first.model.kind].scoreUnit : 'log_odds';
}

/** The one score of a member that is explained, in the explanation's unit. */
function memberScore({ model }: Member, row: Float64Array, unit: Explanation['unit'], label: number): ScoreSplit {
  const estimator = estimators[model.kind];
  const split = estimator.explain(model, row);
  if (unit === 'probability') {
    const k = split.baseValues.length === 1 ? 0 : label;
    return { baseValues: split.baseValues.subarray(k, k + 1), contributions: partsOf(split, k) };
  }
  if (unit === 'target') return split;
  return centred(estimator.scoreUnit === 'probability' ? toLogarithms(split) : split, label);
}

/** What a member's design columns added to the score, by its weight. */
interface MovedScores {
  readonly design: DesignKind;
  readonly contributions: Float64Array;
}

/** The same of one source column, with the values of its design columns. */
function partsOfSource(
  pipeline: FittedPipeline,
  { rows }: EncodedRecord,
  moved: readonly MovedScores[],
  source: number,
): readonly ColumnParts[] {
  return moved.map(({ design, contributions }) => {
    const sources = knownSources(pipeline, design);
    const [from, to] = [sources.indexOf(source), sources.lastIndexOf(source) + 1];
    const isLinear = design === 'linear';
    return { isLinear, values: rows[design].subarray(from, to), contributions: contributions.subarray(from, to) };
  });
}

/**
 * Says what moved the score of one record away from its mean, per feature. The score of an ensemble is the weighted sum
 * of its members' scores, and so is each contribution.
 *
 * @param label the class whose score is explained; not looked at for a number or two classes
 */
export function explain(pipeline: FittedPipeline, encoded: EncodedRecord, label: number): Explanation {
  const { members, preprocessor } = pipeline;
  const unit = unitOf(pipeline);
  const totals = new Float64Array(preprocessor.encoders.length);
  const moved: MovedScores[] = [];
  let baseValue = 0;
  for (const member of members) {
    const { design } = estimators[member.model.kind];
    const sources = knownSources(pipeline, design);
    const { baseValues, contributions } = memberScore(member, encoded.rows[design], unit, label);
    baseValue += member.weight * at(baseValues, 0);
    moved.push({ design, contributions: contributions.map((each) => member.weight * each) });
    for (let j = 0; j < contributions.length; j += 1) {
      const source = intAt(sources, j);
      totals[source] = at(totals, source) + member.weight * at(contributions, j);
    }
  }
  const contributions = preprocessor.encoders
    .flatMap((encoder, i): Contribution[] => {
      if (encoder.kind === 'excluded') return [];
      const value = encoded.values[i] ?? null;
      const contribution: Contribution = { feature: encoder.column, value, contribution: at(totals, i) };
      if (encoder.kind !== 'words' || typeof value !== 'string') return [contribution];
      return [{ ...contribution, words: explainWords(encoder, value, partsOfSource(pipeline, encoded, moved, i)) }];
    })
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  return { unit, baseValue, score: baseValue + sumOf(totals), contributions };
}

/** About what a number in a leaf costs an explanation, on one core of 2021. */
const LEAF_VALUE_MS = 5e-5;

/**
 * About how many milliseconds `predictRow` takes for the explanation: what deep forests need belongs on a thread of its
 * own. Known without work. The first explanation of a model takes some ten times as long, for it lays its trees out.
 */
export function explanationCost({ members }: FittedPipeline): number {
  return (
    members.reduce((sum, { model }) => sum + (estimators[model.kind].leafValuesOf?.(model) ?? 0), 0) * LEAF_VALUE_MS
  );
}
