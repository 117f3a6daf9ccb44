import type { Calibrator } from '../calibration/calibration.ts';
import { fitCalibration } from '../calibration/fit-calibration.ts';
import { at } from '../element.ts';
import { neverStop } from '../estimators/estimator.ts';
import { estimators } from '../estimators/registry.ts';
import { conformalHalfWidth } from '../metrics/conformal.ts';
import type { Rng } from '../rng/rng.ts';
import type { SearchPlan } from '../selection/candidates.ts';
import { bestOutcome, type Outcome, type Trial } from '../selection/cross-validation.ts';
import { searchByHalving } from '../selection/halving.ts';
import { type Choice, contend, type Search, validatedRows } from './contenders.ts';
import type { Design } from './dataset.ts';
import { INTERVAL_LEVEL } from './evaluate.ts';
import type { TrainingRequest, TrainingTrial } from './pipeline.ts';
import { foldsOfPart, type Sample, sampleOf } from './search-sample.ts';

/** What cross-validation chose, and what it learnt on the way. */
export interface SearchResult {
  readonly choice: Choice;
  readonly trials: readonly TrainingTrial[];
  readonly calibrators: readonly Calibrator[];
  /** Of the regression's interval, from rows that the folds' models had not seen; 0 for classes. */
  readonly halfWidth: number;
}

/** Below, threads take longer to start than the folds take. */
const MIN_SHARED_CELLS = { linear: 50_000, tree: 25_000 } as const;

type Control = Pick<TrainingRequest, 'shouldStop' | 'budgetSpent' | 'pool' | 'calibration'>;

/** Searches one algorithm after the other; a spent budget ends it, but a blend keeps its members. */
function searchAll(
  sample: Sample,
  plan: SearchPlan,
  rng: Rng,
  control: Control,
  onTrial: (share: number) => void,
): Search {
  const { shouldStop = neverStop, budgetSpent = neverStop } = control;
  const total = plan.groups.reduce((sum, group) => sum + group.length, 0);
  let done = 0;
  const searchControl = {
    shouldStop,
    budgetSpent,
    onTrial() {
      done += 1;
      onTrial(Math.min(1, done / total));
    },
  };
  const searchGroup = (
    index: number,
    candidates: SearchPlan['groups'][number],
  ): { best: Outcome; trials: readonly Trial[] } => {
    const folds = rng.split(`folds-${index}`);
    const { design } = estimators[candidates[0].algorithm];
    const isLarge = sample.featuresFor(design).data.length >= MIN_SHARED_CELLS[design];
    const { outcomes, trials } = searchByHalving(
      sample,
      candidates,
      (y, rows) => foldsOfPart(sample, y, rows, folds),
      rng.split('trials'),
      { ...searchControl, pool: isLarge ? control.pool : undefined },
    );
    return { best: bestOutcome(outcomes), trials };
  };
  const [first, ...others] = plan.groups;
  const start = searchGroup(0, first);
  const best: [Outcome, ...Outcome[]] = [start.best];
  const trials = [...start.trials];
  for (const [index, group] of others.entries()) {
    if (plan.choice !== 'blend' && budgetSpent()) break;
    const found = searchGroup(index + 1, group);
    best.push(found.best);
    trials.push(...found.trials);
  }
  return { trials, best };
}

/**
 * Compares the candidates by cross-validation on up to 50,000 training rows, fewer with many design columns or classes,
 * and learns from the out-of-fold predictions of what it chose how its probabilities are to be corrected, or how wide
 * its interval is. One candidate of a classification that is not to be calibrated needs no comparing.
 *
 * @param onTrial told after each trial what share of the search is over, roughly
 * @throws NumericError stopped
 */
export function chooseModel(
  design: Design,
  plan: SearchPlan,
  rng: Rng,
  control: Control,
  onTrial: (share: number) => void,
): SearchResult {
  const { classCount } = design.y;
  const { calibration = 'auto' } = control;
  const [[first, second], another] = plan.groups;
  if (classCount > 0 && calibration === 'none' && second === undefined && another === undefined) {
    const choice: Choice = { ...first, members: [{ candidate: first, weight: 1 }] };
    return { choice, trials: [], calibrators: [], halfWidth: 0 };
  }
  const sample = sampleOf(design, plan, rng);
  const { winner, trials } = contend(sample, plan, searchAll(sample, plan, rng, control, onTrial));
  const rows = validatedRows(sample);
  const { y } = sample;
  return {
    choice: winner.choice,
    trials: trials.map((trial) => ({ ...trial, chosen: trial === winner.trial })),
    calibrators:
      classCount > 0 ? fitCalibration(winner.predictions, y, rows, calibration, rng.split('calibration')) : [],
    halfWidth: classCount > 0 ? 0 : halfWidthOf(winner.predictions, y.values, rows),
  };
}

function halfWidthOf(predictions: Float64Array, actual: Float64Array, rows: Int32Array): number {
  const residuals = Float64Array.from(rows, (row) => Math.abs(at(predictions, row) - at(actual, row)));
  return conformalHalfWidth(residuals, INTERVAL_LEVEL);
}
