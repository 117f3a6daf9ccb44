import { floorOf } from '../ensemble/opinion-pool.ts';
import type { Calibrator } from '../calibration/calibration.ts';
import { at, intAt } from '../element.ts';
import type { DecisionTreeModel } from '../estimators/decision-tree.ts';
import type { ForestModel } from '../estimators/forest-model.ts';
import type { GradientBoostingModel } from '../estimators/gradient-boosting.ts';
import type { LinearModel } from '../estimators/linear-model.ts';
import type { LogisticModel } from '../estimators/logistic-regression.ts';
import { estimators } from '../estimators/registry.ts';
import type { Encoder, Preprocessor } from '../preprocessing/preprocessor.ts';
import { cyclesOf } from '../preprocessing/time-encoder.ts';
import { type FlatTrees, SET_WORDS } from '../trees/flat-trees.ts';
import type { FittedPipeline, Label, Member } from './pipeline.ts';

/** Raised with every change that a reader of the form before would get wrong. */
const FORMAT_VERSION = 2;

/** Plain data in the form that docs/MODEL_EXPORT.md describes; long lists of numbers are typed arrays. */
export type Portable =
  | null
  | boolean
  | number
  | string
  | Float64Array
  | Int32Array
  | readonly Portable[]
  | { readonly [name: string]: Portable };

type Base = { readonly name: string };
type Shares = { readonly missing_share: number };
type Scaled = { readonly mean: number; readonly scale: number };
type Bounds = { readonly min: number; readonly max: number };

/** How a feature is read and encoded, by its kind. */
export type PortableFeature = Base &
  (
    | ({ readonly kind: 'number'; readonly median: number } & Scaled & Shares & Bounds)
    | ({ readonly kind: 'boolean'; readonly true_share: number } & Shares)
    | ({
        readonly kind: 'time';
        readonly cycles: readonly {
          readonly period_ms: number;
          readonly origin_ms: number;
          readonly harmonics: number;
        }[];
        readonly harmonic_means: Float64Array;
      } & Scaled &
        Shares &
        Bounds)
    | ({
        readonly kind: 'category';
        readonly levels: readonly string[];
        readonly further_levels: readonly string[];
        readonly rare_hashes: Int32Array;
        readonly shares: Float64Array;
        readonly rare_share: number;
      } & Shares)
    | ({
        readonly kind: 'text';
        readonly hash_seed: number;
        readonly means: Float64Array;
        readonly scales: Float64Array;
      } & Shares)
    | ({
        readonly kind: 'words';
        readonly terms: Int32Array;
        readonly rarities: Float64Array;
        readonly weights: Float64Array;
        readonly means: Float64Array;
        readonly scales: Float64Array;
      } & Shares)
    | { readonly kind: 'excluded'; readonly reason: string }
  );

/** All nodes of all trees, in lists. */
export type PortableTrees = {
  readonly leaf_width: number;
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly missing_left: Int32Array;
  readonly threshold: Float64Array;
  readonly category_set: Int32Array;
  readonly left: Int32Array;
  readonly leaf: Int32Array;
  readonly leaf_values: Float64Array;
  readonly category_sets: readonly Int32Array[];
  readonly category_counts: Int32Array;
};

/** One model: what gives its scores, and what makes answers of them. */
export type PortableMember = {
  readonly kind: string;
  readonly weight: number;
  readonly design: 'linear' | 'tree';
  readonly floor: number | null;
  readonly link: 'identity' | 'logistic' | 'share' | 'softmax';
} & (
  | { readonly intercepts: Float64Array; readonly coefficients: readonly Float64Array[] }
  | { readonly start: Float64Array; readonly divisor: number; readonly offset: number; readonly trees: PortableTrees }
);

export type PortableModel = {
  readonly format: string;
  readonly format_version: number;
  readonly task: FittedPipeline['task'];
  readonly algorithm: string;
  readonly target: { readonly name: string; readonly classes: readonly Label[]; readonly positive_class: Label | null };
  readonly features: readonly PortableFeature[];
  readonly members: readonly PortableMember[];
  readonly calibration: readonly Calibrator[];
  readonly threshold: number | null;
  readonly interval: null | { readonly level: number; readonly half_width: number; readonly coverage: number };
};

/**
 * A fitted pipeline as plain data that other programs can score with: how each feature is read and encoded, the
 * parameters of every model, and what is done with their answers. What only explanations need is left out.
 */
export function toPortable(pipeline: FittedPipeline): PortableModel {
  const { task, algorithm, target, preprocessor, members, calibrators, threshold, interval } = pipeline;
  return {
    format: 'business-suite-model',
    format_version: FORMAT_VERSION,
    task,
    algorithm,
    target: { name: target.name, classes: target.classes, positive_class: target.classes[target.positive] ?? null },
    features: portableFeatures(preprocessor),
    members: members.map((member) => memberOf(member, target.classes.length)),
    calibration: calibrators,
    threshold: target.classes.length === 2 ? threshold : null,
    interval: interval && { level: interval.level, half_width: interval.halfWidth, coverage: interval.coverage },
  };
}

/** How each feature is read and encoded. */
export function portableFeatures({ encoders }: Preprocessor): PortableFeature[] {
  return encoders.map(featureOf);
}

function featureOf(encoder: Encoder): PortableFeature {
  const { column: name } = encoder;
  switch (encoder.kind) {
    case 'number': {
      const { median, mean, scale, missingShare, min, max } = encoder;
      return { name, kind: encoder.kind, median, mean, scale, missing_share: missingShare, min, max };
    }
    case 'boolean':
      return { name, kind: encoder.kind, true_share: encoder.trueShare, missing_share: encoder.missingShare };
    case 'time': {
      const { mean, scale, harmonicMeans, missingShare, min, max } = encoder;
      const cycles = cyclesOf(encoder.cycles).map(({ periodMs, originMs, harmonics }) => ({
        period_ms: periodMs,
        origin_ms: originMs,
        harmonics,
      }));
      return {
        name,
        kind: encoder.kind,
        mean,
        scale,
        cycles,
        harmonic_means: harmonicMeans,
        missing_share: missingShare,
        min,
        max,
      };
    }
    case 'category': {
      const { levels, furtherLevels, rareHashes, shares, rareShare, missingShare } = encoder;
      const known = { levels, further_levels: furtherLevels, rare_hashes: rareHashes };
      return { name, kind: encoder.kind, ...known, shares, rare_share: rareShare, missing_share: missingShare };
    }
    case 'text': {
      const { hashSeed, means, scales, missingShare } = encoder;
      return { name, kind: encoder.kind, hash_seed: hashSeed, means, scales, missing_share: missingShare };
    }
    case 'words': {
      const { terms, rarities, weights, means, scales, missingShare } = encoder;
      return { name, kind: encoder.kind, terms, rarities, weights, means, scales, missing_share: missingShare };
    }
    case 'excluded':
      break;
  }
  return { name, kind: 'excluded', reason: encoder.kind === 'excluded' ? encoder.reason : '' };
}

/** The models that the registry enters, told apart by their kind. */
type KnownModel =
  | LogisticModel
  | LinearModel
  | DecisionTreeModel
  | ForestModel<'random_forest'>
  | GradientBoostingModel;

function memberOf({ weight, model: entered }: Member, classCount: number): PortableMember {
  const { design, scoreUnit } = estimators[entered.kind];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the registry's estimators make no others
  const model = entered as KnownModel;
  const shared = { kind: model.kind, weight, design, floor: classCount > 0 ? floorOf(scoreUnit) : null };
  switch (model.kind) {
    case 'logistic_regression': {
      const { coefficients, intercepts, featureCount } = model;
      const rows = Array.from(intercepts, (_, k) => coefficients.subarray(k * featureCount, (k + 1) * featureCount));
      return { ...shared, link: classCount === 2 ? 'logistic' : 'softmax', intercepts, coefficients: rows };
    }
    case 'gradient_boosting': {
      const links = { logistic: 'logistic', softmax: 'softmax', squared: 'identity', quantile: 'identity' } as const;
      const sums = { start: model.baseScores, divisor: 1, offset: 0 };
      return { ...shared, link: links[model.loss], ...sums, trees: treesOf(model.trees) };
    }
    case 'decision_tree':
    case 'random_forest': {
      const outputs = classCount > 2 ? classCount : 1;
      const sums = { start: new Float64Array(outputs), divisor: model.trees.roots.length, offset: model.offset };
      return { ...shared, link: classCount === 2 ? 'share' : 'identity', ...sums, trees: treesOf(model.trees) };
    }
    case 'linear_regression':
    case 'ridge':
    case 'elastic_net':
      break;
  }
  const { intercept, coefficients } = model;
  return { ...shared, link: 'identity', intercepts: Float64Array.of(intercept), coefficients: [coefficients] };
}

function treesOf(trees: FlatTrees): PortableTrees {
  const { splits, children, thresholds, roots, leafWidth, leafValues } = trees;
  const sets: Int32Array[] = [];
  const setOf = splits.map((split, node) => {
    if (split < 0 || (split & 2) === 0) return -1;
    sets.push(codesToTheLeft(trees, split >> 2, at(thresholds, node)));
    return sets.length - 1;
  });
  const isLeaf = (node: number) => intAt(splits, node) < 0;
  return {
    leaf_width: leafWidth,
    roots,
    feature: splits.map((split) => (split < 0 ? -1 : split >> 2)),
    missing_left: splits.map((split) => (split < 0 ? 0 : split & 1)),
    threshold: thresholds.map((value, node) => (intAt(setOf, node) < 0 ? value : 0)),
    category_set: setOf,
    left: children.map((child, node) => (isLeaf(node) ? -1 : child)),
    leaf: children.map((child, node) => (isLeaf(node) ? child : -1)),
    leaf_values: leafValues,
    category_sets: sets,
    category_counts: Int32Array.from(
      { length: trees.featureCount },
      (_, f) => intAt(trees.categoryStarts, f + 1) - intAt(trees.categoryStarts, f),
    ),
  };
}

/** Codes of a feature whose bin is in the set. */
function codesToTheLeft({ categoryStarts, categoryBins, categorySets }: FlatTrees, feature: number, set: number) {
  const [start, end] = [intAt(categoryStarts, feature), intAt(categoryStarts, feature + 1)];
  const codes = Int32Array.from({ length: end - start }, (_, code) => code);
  return codes.filter((code) => {
    const bin = intAt(categoryBins, start + code);
    return ((intAt(categorySets, set * SET_WORDS + (bin >> 5)) >>> (bin & 31)) & 1) === 1;
  });
}
