import { rowCountOf } from '../column.ts';
import type { Target } from '../estimators/estimator.ts';
import { type EstimatorModel, estimators } from '../estimators/registry.ts';
import { planSearch, type SearchPlan } from '../selection/candidates.ts';
import { chooseModel, type SearchResult } from './choose-model.ts';
import type { Choice } from './contenders.ts';
import { type Dataset, type Design, designOf, learnPreprocessor, takeDataset } from './dataset.ts';
import { type Evaluation, evaluate, INTERVAL_LEVEL } from './evaluate.ts';
import { chooseHoldout } from './holdout.ts';
import { importanceOf } from './importance.ts';
import { predictMembers } from './members.ts';
import type {
  FeatureImportance,
  FittedPipeline,
  IntervalCalibration,
  Member,
  TargetDescription,
  TrainingRequest,
  TrainingResult,
  TrainingWarning,
} from './pipeline.ts';
import { prepareTarget } from './target.ts';
import { beginTraining, checkRequest, datasetOf, type Training } from './training-request.ts';
import { convergenceWarnings, exclusionWarnings, knownInTime, leakWarnings } from './training-warnings.ts';

/** The fitted pipeline but for its interval. */
interface Final {
  readonly parts: Omit<FittedPipeline, 'interval'>;
  readonly warnings: readonly TrainingWarning[];
}

/** What the training rows led to, and what it said of the held-out ones. */
interface Rehearsal {
  readonly search: SearchResult;
  readonly split: 'time' | 'random';
  readonly training: Target;
  readonly unseen: Design;
  readonly predicted: Float64Array;
  readonly importance: readonly FeatureImportance[];
  readonly warnings: readonly TrainingWarning[];
}

function fitMembers({ members }: Choice, design: Design, { request, rng }: Training): readonly [Member, ...Member[]] {
  const fit = ({ candidate, weight }: Choice['members'][number]): Member => {
    const { algorithm, hyperparameters } = candidate;
    const { shouldStop, pool } = request;
    const estimator = estimators[algorithm];
    const x = design.featuresFor(estimator.design);
    return { weight, model: estimator.fit(x, design.y, hyperparameters, rng.split('fit'), shouldStop, pool) };
  };
  const [first, ...others] = members;
  return [fit(first), ...others.map(fit)];
}

/** Chooses by cross-validation within the training rows, fits on them, and predicts the held-out ones. */
function rehearse(training: Training, known: Dataset, plan: SearchPlan): Rehearsal {
  const { request, rng, maxCells, report } = training;
  const { kind, split } = chooseHoldout(known, request.validationSplit, rng.split('holdout'));
  const seen = takeDataset(known, split.training);
  const learnt = learnPreprocessor(seen, training.hashSeed, rng.split('learning'), request.shouldStop);
  const { preprocessor } = learnt;
  report('preparing', 0.05);
  const design = designOf(seen, learnt, maxCells, rng.split('training'));
  const others = takeDataset(known, split.validation);
  const unseen = designOf(others, { preprocessor, known: new Map() }, maxCells, rng.split('validation'));
  const warnings = leakWarnings(design, preprocessor, rng.split('leaks'));
  if (known.time !== null && kind === 'random') warnings.push({ code: 'time_not_usable', params: {} });
  report('fitting', 0.1);
  const search = chooseModel(design, plan, rng.split('search'), request, (share) =>
    report('fitting', 0.1 + 0.5 * share),
  );
  const members = fitMembers(search.choice, design, training);
  const { calibrators } = search;
  const predictor = { members, calibrators, classCount: known.y.classCount };
  const predicted = predictMembers(predictor, unseen.featuresFor);
  report('fitting', 0.72);
  const importance = importanceOf(predictor, unseen, preprocessor, rng.split('importance'));
  report('fitting', 0.75);
  return { search, split: kind, training: design.y, unseen, predicted, importance, warnings };
}

/** Fits what was chosen on all rows, the held-out ones too: they are the latest, and few tables have rows to spare. */
function fitFinal(
  training: Training,
  known: Dataset,
  { choice, calibrators }: SearchResult,
  target: TargetDescription,
): Final {
  const { request, rng, maxCells, threshold } = training;
  const learnt = learnPreprocessor(known, training.hashSeed, rng.split('learning'), request.shouldStop);
  const { preprocessor } = learnt;
  const design = designOf(known, learnt, maxCells, rng.split('final'));
  const members = fitMembers(choice, design, training);
  const models = members.map(({ model }): EstimatorModel => model);
  const warnings = [...exclusionWarnings(preprocessor), ...convergenceWarnings(models)];
  const rows = known.y.values.length;
  const used = design.y.values.length;
  if (used < rows) warnings.push({ code: 'rows_sampled', params: { rows, used } });
  const { task, seed } = request;
  const { algorithm, hyperparameters } = choice;
  const parts = { task, algorithm, hyperparameters, seed, target, preprocessor, members, calibrators, threshold };
  return { parts, warnings };
}

/**
 * Trains a model and measures it honestly.
 *
 * The latest rows (where `time` is given) or random ones are held out. On the others the preprocessing is learnt, the
 * candidates are compared by cross-validation (`auto`, `ensemble`, tuning), the probabilities' calibration is learnt from
 * their out-of-fold predictions, and the chosen one is fitted; its metrics, with 95 % bootstrap intervals, and the naive
 * baseline's come from the held-out rows. The model handed out is the chosen one
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
  const training = beginTraining(request);
  const { task, algorithm, hyperparameters = {}, hyperparameterTuning, trials, time = null, payoff = null } = request;
  const tuning = { enabled: hyperparameterTuning, trials, rng: training.rng.split('points') };
  const plan = planSearch(task, algorithm, hyperparameters, tuning);
  training.report('preparing', 0);
  const prepared = prepareTarget(task, request.target, request.positiveClass);
  const inTime = knownInTime(request.columns, time, request.allowLeakage);
  const known = datasetOf({ ...request, columns: inTime.columns }, prepared.target);
  const rehearsal = rehearse(training, known, plan);
  const final = fitFinal(training, known, rehearsal.search, prepared.description);
  training.report('validating', 0.9);
  const { unseen } = rehearsal;
  const evaluation = evaluate(
    rehearsal.predicted,
    unseen.y,
    rehearsal.training,
    {
      halfWidth: rehearsal.search.halfWidth,
      threshold: training.threshold,
      payoff: prepared.target.classCount === 2 ? payoff : null,
    },
    training.rng.split('bootstrap'),
  );
  training.report('validating', 1);
  const { withoutTarget } = prepared;
  const lost: TrainingWarning[] =
    withoutTarget > 0 ? [{ code: 'rows_without_target', params: { rows: withoutTarget } }] : [];
  return {
    pipeline: { ...final.parts, interval: intervalOf(rehearsal.search, evaluation) },
    algorithm: final.parts.algorithm,
    hyperparameters: final.parts.hyperparameters,
    metrics: evaluation.metrics,
    metricIntervals: evaluation.metricIntervals,
    baseline: evaluation.baseline,
    importance: rehearsal.importance,
    trials: rehearsal.search.trials,
    warnings: [
      ...lost,
      ...prepared.warnings,
      ...inTime.warnings,
      ...final.warnings,
      ...rehearsal.warnings,
      ...evaluation.warnings,
    ],
    rows: {
      total: rowCountOf(request.target),
      withoutTarget,
      training: rehearsal.training.values.length,
      validation: unseen.y.values.length,
    },
    split: rehearsal.split,
    heldOut: {
      columns: unseen.columns,
      actual: unseen.y.values,
      time: unseen.time,
      predictions: rehearsal.predicted,
    },
  };
}

function intervalOf({ halfWidth }: SearchResult, { metrics }: Evaluation): IntervalCalibration | null {
  const { coverage } = metrics;
  return coverage === undefined ? null : { level: INTERVAL_LEVEL, halfWidth, coverage };
}
