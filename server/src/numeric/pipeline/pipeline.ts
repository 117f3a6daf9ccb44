import type { CalibrationMethod, Calibrator } from '../calibration/calibration.ts';
import type { Payoff } from '../calibration/payoff.ts';
import type { Column } from '../column.ts';
import type { Hyperparameters, Task } from '../estimators/estimator.ts';
import type { Algorithm, EstimatorModel } from '../estimators/registry.ts';
import type { MessageParams } from '../numeric-error.ts';
import type { ThreadPool } from '../parallel.ts';
import type { Preprocessor } from '../preprocessing/preprocessor.ts';
import type { RecordWarning, UnderstoodValue } from '../preprocessing/record.ts';
import type { Trial } from '../selection/cross-validation.ts';

/** A class as the data spells it: a word, a number or a boolean. */
export type Label = string | number | boolean;

/** Training phases in their order. */
export type TrainingPhase = 'preparing' | 'fitting' | 'validating';

/** What to train on and how; see `trainPipeline`. */
export interface TrainingRequest {
  readonly task: Task;
  /** The features: one length, names of their own, the target not among them. */
  readonly columns: readonly Column[];
  /** Same length as the features. Rows with a missing target are left out and counted. */
  readonly target: Column;
  /** Binary classification: the class whose probability is the prediction. Default: true or 1, else the rarer label. */
  readonly positiveClass?: Label;
  /**
   * `auto` compares by cross-validation what fits the task, and the blend of them; `ensemble` is the blend of a linear
   * model, a forest and boosted trees.
   */
  readonly algorithm: Algorithm | 'auto';
  /** Fixed by the caller; a fixed one is not tuned. */
  readonly hyperparameters?: Hyperparameters;
  /** Share of rows held out for the metrics, 0.05 to 0.5. */
  readonly validationSplit: number;
  /** Search the hyperparameters by cross-validation: small grids whole, large ones at random with successive halving. */
  readonly hyperparameterTuning: boolean;
  /** Points at which a large grid is sampled, per algorithm; default 10. */
  readonly trials?: number;
  /** How much each row counts in training (not in the metrics): n, ≥ 0. */
  readonly weights?: Float64Array;
  /** Classification: `balanced` lets every class weigh the same in training; calibration then undoes its bias. */
  readonly classWeights?: 'balanced';
  /** Rows of one group (a customer, a machine) are held out together; not looked at where `time` splits. */
  readonly groups?: Column;
  /** How probabilities are corrected; default `auto`: by whatever lowers the loss out of sample, or not at all. */
  readonly calibration?: CalibrationMethod | 'auto' | 'none';
  /** Binary classification: what decisions are worth; moves the threshold of `label`, and adds the metric `profit`. */
  readonly payoff?: Payoff;
  /**
   * Names of time columns that are known when a prediction is asked for, although they lie after the row's own time (a
   * due date): they are used with the warning `late_feature_allowed` instead of being left out.
   */
  readonly allowLeakage?: readonly string[];
  /** Epoch milliseconds per row (NaN: missing). Where given, the latest rows are held out instead of random ones. */
  readonly time?: Float64Array;
  /** Non-negative integer. Same data, seed and code give the same bytes. */
  readonly seed: number;
  /** Most elements that the design matrix may have: rows beyond it are left to chance. Default 5e7, 400 MB. */
  readonly maxDesignCells?: number;
  /** Threads for folds, trees and rows; the result does not depend on it. */
  readonly pool?: ThreadPool;
  /** `fraction` is the share of the whole training, rising from 0 to 1. */
  readonly onProgress?: (phase: TrainingPhase, fraction: number) => void;
  /** Asked often; true ends the training with NumericError `stopped`. */
  readonly shouldStop?: () => boolean;
  /** Asked before each tuning trial; true keeps the best so far and goes on to the final fit. */
  readonly budgetSpent?: () => boolean;
}

/** What a reader should know about a training; the caller localizes it. */
export interface TrainingWarning {
  readonly code:
    /** [rows] rows were left out because their target is missing. */
    | 'rows_without_target'
    /** [label, rows] a class with too few rows was left out. */
    | 'rare_class_left_out'
    /** [rows, used] more training rows than `maxDesignCells` allows: a random part was used. */
    | 'rows_sampled'
    /** [column] the feature has one value only. */
    | 'constant_feature'
    /** [column] the feature has no value at all. */
    | 'empty_feature'
    /** [column] nearly every row has a value of its own, so there is nothing to learn from it. */
    | 'identifier_feature'
    /** [column, strength 0–1] the feature alone nearly gives the target away. */
    | 'leakage_suspected'
    /** [column, share 0–1] the feature's moments lie after the row's own: it is not known yet, so it was left out. */
    | 'known_too_late'
    /** [column, share 0–1] the same, but `allowLeakage` names the feature, so it was used. */
    | 'late_feature_allowed'
    /** [metric] the held-out rows do not allow this metric. */
    | 'metric_not_measurable'
    /** The time column does not order the rows, so they were split at random. */
    | 'time_not_usable'
    /** [iterations] the optimiser stopped before its tolerance. */
    | 'not_converged';
  readonly column?: string;
  readonly params: MessageParams;
}

/**
 * Names of metrics, and their value. Classification: accuracy, roc_auc, pr_auc, log_loss, brier, ece, f1, and profit
 * (money a row) where a payoff is given; regression: rmse, mae, r2, mape, smape, coverage. A metric that cannot be
 * measured is absent.
 */
export type Metrics = Readonly<Record<string, number>>;

/** A 95 % bootstrap interval per metric. */
export type MetricIntervals = Readonly<Record<string, { readonly lower: number; readonly upper: number }>>;

/** By how much the loss on held-out rows rises when a feature's values change places. */
export interface FeatureImportance {
  readonly feature: string;
  /** In units of the logarithmic loss, or of the target (root of the mean square). */
  readonly lossIncrease: number;
}

/** One candidate that cross-validation looked at. */
export interface TrainingTrial extends Trial {
  readonly chosen: boolean;
}

/** Rows by what became of them; rows of classes left out, or beyond `maxDesignCells`, are in `total` only. */
interface TrainingRows {
  readonly total: number;
  readonly withoutTarget: number;
  /** Trained the model that was measured. The model handed out has seen the validation rows too. */
  readonly training: number;
  readonly validation: number;
}

/** What the model was taught to answer. `classes` is empty for a regression; a model's outputs follow its order. */
export interface TargetDescription {
  readonly name: string;
  readonly classes: readonly Label[];
  /** Index of the positive class in `classes` for a binary target, else -1. */
  readonly positive: number;
}

/** Half-width of the prediction interval and the share of held-out rows that it covered. */
export interface IntervalCalibration {
  readonly level: number;
  readonly halfWidth: number;
  readonly coverage: number;
}

/** A model's part in a prediction. */
export interface Member {
  readonly weight: number;
  readonly model: EstimatorModel;
}

/** Everything a prediction needs, as plain data: what `encodeArtifact` writes. */
export interface FittedPipeline {
  readonly task: Task;
  readonly algorithm: Algorithm;
  readonly hyperparameters: Hyperparameters;
  readonly seed: number;
  readonly target: TargetDescription;
  readonly preprocessor: Preprocessor;
  /** One model, or those of an ensemble; their weights sum to 1. */
  readonly members: readonly [Member, ...Member[]];
  /** Correct the probabilities: none, one for two classes, one per class for several. */
  readonly calibrators: readonly Calibrator[];
  /** Of two classes: the calibrated probability from which the label is the positive one; else 0.5 and not looked at. */
  readonly threshold: number;
  /** Of a regression; null for classes. */
  readonly interval: IntervalCalibration | null;
}

/** The rows that were held out, and what the model that had not seen them said of each. */
export interface HeldOutRows {
  /** The features, n rows each. */
  readonly columns: readonly Column[];
  /** n: the target's number, or the index of its class in the pipeline's `target.classes`. */
  readonly actual: Float64Array;
  /** n epoch milliseconds, or null. */
  readonly time: Float64Array | null;
  /** n numbers, or n × classes calibrated probabilities, row-major. */
  readonly predictions: Float64Array;
}

/** What `trainPipeline` gives back. */
export interface TrainingResult {
  readonly pipeline: FittedPipeline;
  readonly algorithm: Algorithm;
  readonly hyperparameters: Hyperparameters;
  /** On the held-out rows, by the model that has not seen them. */
  readonly metrics: Metrics;
  readonly metricIntervals: MetricIntervals;
  /** The naive baseline on the same rows. */
  readonly baseline: Metrics;
  /** Of each feature in use, the most important first. */
  readonly importance: readonly FeatureImportance[];
  /** Empty where there was nothing to compare. */
  readonly trials: readonly TrainingTrial[];
  readonly warnings: readonly TrainingWarning[];
  readonly rows: TrainingRows;
  /** Whether the held-out rows are the latest or random ones. */
  readonly split: 'time' | 'random';
  readonly heldOut: HeldOutRows;
}

/** How far one feature moved the score away from the base value. */
export interface Contribution {
  readonly feature: string;
  /** As understood; null where missing; a time as ISO 8601 text. */
  readonly value: UnderstoodValue;
  readonly contribution: number;
  /** Of prose: the words, and pairs of neighbouring words, that carried most of it, the strongest first. */
  readonly words?: readonly WordContribution[];
}

/**
 * A word's own part of what its text moved. Of linear models exact: all words, and how an empty text differs from the
 * average one, add up to the contribution. Trees see the text's score only: their contribution is shared out among the
 * words that move the score to its side.
 */
export interface WordContribution {
  readonly word: string;
  readonly contribution: number;
}

/**
 * `baseValue` (the mean score over the training rows) plus all contributions equals `score`. Scores are the model's own,
 * before calibration. Unit `target`: the target's own, the prediction. Unit `log_odds`: of the positive class for two
 * classes, of the predicted label against the average class (centred softmax score) for several; ensembles answer in it.
 * Unit `probability` (decision tree, random forest): of the positive class, of the predicted label for several.
 */
export interface Explanation {
  readonly unit: 'log_odds' | 'probability' | 'target';
  readonly baseValue: number;
  readonly score: number;
  /** Largest absolute contribution first. Features that training left out are not listed. */
  readonly contributions: readonly Contribution[];
}

interface PredictionParts {
  readonly explanation: Explanation;
  readonly warnings: readonly RecordWarning[];
}

/** Two classes: `prediction` is the probability of the positive class, `confidence` that of `label`. */
interface BinaryPrediction extends PredictionParts {
  readonly kind: 'binary';
  readonly prediction: number;
  readonly label: Label;
  readonly confidence: number;
}

/** Several classes: `prediction` and `confidence` are the probability of `label`. */
interface MultiClassPrediction extends PredictionParts {
  readonly kind: 'multi_class';
  readonly prediction: number;
  readonly label: Label;
  readonly confidence: number;
  readonly probabilities: readonly { readonly label: Label; readonly probability: number }[];
}

/** A number: `confidence` is the coverage of the interval measured on held-out rows. */
interface RegressionPrediction extends PredictionParts {
  readonly kind: 'regression';
  readonly prediction: number;
  readonly interval: { readonly level: number; readonly lower: number; readonly upper: number };
  readonly confidence: number;
}

/** The answer for one record. */
export type Prediction = BinaryPrediction | MultiClassPrediction | RegressionPrediction;

/** The answers for n rows. */
export type BatchPrediction =
  | {
      readonly kind: 'classification';
      readonly classes: readonly Label[];
      /** n: two classes: of the positive class; several: of the label. */
      readonly predictions: Float64Array;
      /** n: index into `classes`. */
      readonly labels: Int32Array;
      /** n × classes, row-major. */
      readonly probabilities: Float64Array;
    }
  | {
      readonly kind: 'regression';
      readonly predictions: Float64Array;
      readonly lower: Float64Array;
      readonly upper: Float64Array;
      readonly level: number;
      readonly coverage: number;
    };
