import { rowCountOf } from '../column.ts';
import { checkStop, type LinearModel, type LogisticModel, neverStop, type Target } from '../estimators/estimator.ts';
import { estimators, predictModel } from '../estimators/registry.ts';
import { columnMeans } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { type Candidates, listCandidates } from '../selection/candidates.ts';
import type { Candidate } from '../selection/cross-validation.ts';
import {
  checkColumns,
  type Dataset,
  type Design,
  designOf,
  knownRows,
  learnPreprocessor,
  takeDataset,
} from './dataset.ts';
import { type Evaluation, evaluate, INTERVAL_LEVEL } from './evaluate.ts';
import { chooseHoldout } from './holdout.ts';
import type {
  FittedPipeline,
  IntervalCalibration,
  TargetDescription,
  TrainingPhase,
  TrainingRequest,
  TrainingResult,
  TrainingWarning,
} from './pipeline.ts';
import { searchCandidates, type SearchResult } from './search.ts';
import { prepareTarget } from './target.ts';
import { convergenceWarnings, exclusionWarnings, leakWarnings } from './training-warnings.ts';

const MIN_SPLIT = 0.05;
const MAX_SPLIT = 0.5;
/** Design columns have mean 0 and length about 1 by construction; what is left of a mean below this is rounding. */
const ROUNDING = 1e-9;
const MAX_DESIGN_CELLS = 50_000_000;

/** A request in work: its random streams, and a word to the caller at each station. */
interface Training {
  readonly request: TrainingRequest;
  readonly rng: Rng;
  readonly hashSeed: number;
  readonly maxCells: number;
  /** @throws NumericError stopped */
  report: (phase: TrainingPhase, fraction: number) => void;
}

/** The fitted pipeline but for its interval. */
interface Final {
  readonly parts: Omit<FittedPipeline, 'interval'>;
  readonly warnings: readonly TrainingWarning[];
}

/** What the training rows led to, and what it said of the held-out ones. */
interface Trial {
  readonly search: SearchResult;
  readonly split: 'time' | 'random';
  readonly training: Target;
  readonly validation: Target;
  readonly predicted: Float64Array;
  readonly warnings: readonly TrainingWarning[];
}

function beginTraining(request: TrainingRequest): Training {
  const rng = createRng(request.seed);
  const { shouldStop = neverStop, maxDesignCells: maxCells = MAX_DESIGN_CELLS } = request;
  return {
    request,
    rng,
    hashSeed: rng.split('hash').uint32(),
    maxCells,
    report(phase, fraction) {
      checkStop(shouldStop);
      request.onProgress?.(phase, fraction);
    },
  };
}

function checkRequest({ columns, target, time, validationSplit }: TrainingRequest): void {
  checkColumns(columns, target, time);
  if (!(validationSplit >= MIN_SPLIT && validationSplit <= MAX_SPLIT)) {
    const value = String(validationSplit);
    throw new NumericError('invalid_validation_split', { value, min: MIN_SPLIT, max: MAX_SPLIT });
  }
}

function fitCandidate(
  { algorithm, hyperparameters }: Candidate,
  { x, y }: Design,
  { request, rng }: Training,
): LogisticModel | LinearModel {
  return estimators[algorithm].fit(x, y, hyperparameters, rng.split('fit'), request.shouldStop);
}

/** Chooses by cross-validation within the training rows, fits on them, and predicts the held-out ones. */
function tryCandidates(training: Training, known: Dataset, candidates: Candidates): Trial {
  const { request, rng, maxCells, report } = training;
  const { kind, split } = chooseHoldout(known.y, known.time, request.validationSplit, rng.split('holdout'));
  const seen = takeDataset(known, split.training);
  const preprocessor = learnPreprocessor(seen, training.hashSeed);
  report('preparing', 0.05);
  const design = designOf(seen, preprocessor, maxCells, rng.split('training'));
  const unseen = designOf(takeDataset(known, split.validation), preprocessor, maxCells, rng.split('validation'));
  const warnings = leakWarnings(design, preprocessor, rng.split('leaks'));
  if (known.time !== null && kind === 'random') warnings.push({ code: 'time_not_usable', params: {} });
  report('fitting', 0.1);
  const search = searchCandidates(design, candidates, rng.split('search'), request, (done, total) =>
    report('fitting', 0.1 + (0.5 * done) / total),
  );
  const model = fitCandidate(search.chosen, design, training);
  const predicted = predictModel(model, unseen.x);
  report('fitting', 0.75);
  return { search, split: kind, training: design.y, validation: unseen.y, predicted, warnings };
}

/** Fits what was chosen on all rows, the held-out ones too: they are the latest, and few tables have rows to spare. */
function fitFinal(training: Training, known: Dataset, { chosen }: SearchResult, target: TargetDescription): Final {
  const { request, rng, maxCells } = training;
  const preprocessor = learnPreprocessor(known, training.hashSeed);
  const design = designOf(known, preprocessor, maxCells, rng.split('final'));
  const model = fitCandidate(chosen, design, training);
  const warnings = [...exclusionWarnings(preprocessor), ...convergenceWarnings(model)];
  const rows = known.y.values.length;
  if (design.x.rows < rows) warnings.push({ code: 'rows_sampled', params: { rows, used: design.x.rows } });
  const { task, seed } = request;
  const designMeans = columnMeans(design.x).map((mean) => (Math.abs(mean) < ROUNDING ? 0 : mean));
  return { parts: { task, ...chosen, seed, target, preprocessor, model, designMeans }, warnings };
}

/**
 * Trains a model and measures it honestly.
 *
 * The latest rows (where `time` is given) or random ones are held out. On the others the preprocessing is learnt, the
 * candidates are compared by cross-validation (`auto`, or tuning), and the chosen one is fitted; its metrics, with 95 %
 * bootstrap intervals, and the naive baseline's come from the held-out rows. The model handed out is the chosen one
 * fitted anew on all rows: the metrics are those of its method, measured on somewhat less data.
 *
 * A regression's interval is ŷ ± the conformal quantile of the cross-validation's residuals; its coverage is measured
 * on the held-out rows, which had no part in it.
 *
 * The result depends on the data, the request and the seed only. Inputs are left as they are.
 *
 * @throws NumericError of the request (shape_mismatch, duplicate_column, target_among_features,
 *   algorithm_does_not_fit_task, unknown_hyperparameter, invalid_hyperparameter, invalid_validation_split), of the
 *   target (see `prepareTarget`), no_usable_features, stopped
 */
export function trainPipeline(request: TrainingRequest): TrainingResult {
  checkRequest(request);
  const { task, algorithm, hyperparameters = {}, hyperparameterTuning, columns, time = null } = request;
  const candidates = listCandidates(task, algorithm, hyperparameters, hyperparameterTuning);
  const training = beginTraining(request);
  training.report('preparing', 0);
  const prepared = prepareTarget(task, request.target, request.positiveClass);
  const known = knownRows({ columns, y: prepared.target, time });
  const trial = tryCandidates(training, known, candidates);
  const final = fitFinal(training, known, trial.search, prepared.description);
  training.report('validating', 0.9);
  const evaluation = evaluate(
    trial.predicted,
    trial.validation,
    trial.training,
    trial.search.halfWidth,
    training.rng.split('bootstrap'),
  );
  training.report('validating', 1);
  const { withoutTarget } = prepared;
  const lost: TrainingWarning[] =
    withoutTarget > 0 ? [{ code: 'rows_without_target', params: { rows: withoutTarget } }] : [];
  return {
    pipeline: { ...final.parts, interval: intervalOf(trial.search, evaluation) },
    ...trial.search.chosen,
    metrics: evaluation.metrics,
    metricIntervals: evaluation.metricIntervals,
    baseline: evaluation.baseline,
    trials: trial.search.trials,
    warnings: [...lost, ...prepared.warnings, ...final.warnings, ...trial.warnings, ...evaluation.warnings],
    rows: {
      total: rowCountOf(request.target),
      withoutTarget,
      training: trial.training.values.length,
      validation: trial.validation.values.length,
    },
    split: trial.split,
  };
}

function intervalOf({ halfWidth }: SearchResult, { metrics }: Evaluation): IntervalCalibration | null {
  const { coverage } = metrics;
  return coverage === undefined ? null : { level: INTERVAL_LEVEL, halfWidth, coverage };
}
