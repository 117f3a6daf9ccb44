import type { Features, Target } from '../estimators/estimator.ts';
import { takeFeatureRows, takeTarget } from '../estimators/training-rows.ts';
import type { Rng } from '../rng/rng.ts';
import type { Candidate, Candidates } from './candidates.ts';
import { crossValidate, type Outcome, type SearchControl, type SearchRows, type Trial } from './cross-validation.ts';
import { sampleRows, type Split } from './split.ts';

/** Of the candidates, one in so many goes on to a rung with so many times the rows. */
const REDUCTION = 3;
/** Fewer rows than these tell candidates apart by luck. */
const MIN_ROWS = 1000;
/** So few candidates are all tried on all rows. */
const FEW = 9;

/** Folds for a part of the rows; row numbers count within the part. */
export type FoldChooser = (y: Target, rows: Int32Array) => readonly Split[];

interface HalvingResult {
  /** The candidates that were tried on all rows, the first of the list among them. */
  readonly outcomes: [Outcome, ...Outcome[]];
  /** Of all rungs, in their order. */
  readonly trials: readonly Trial[];
}

function partOf(search: SearchRows, rows: Int32Array, chooseFolds: FoldChooser): SearchRows {
  const y = takeTarget(search.y, rows);
  const taken = new Map<string, Features>();
  return {
    y,
    splits: chooseFolds(y, rows),
    featuresFor(design) {
      const found = taken.get(design) ?? takeFeatureRows(search.featuresFor(design), rows);
      taken.set(design, found);
      return found;
    },
  };
}

/** The best share of the outcomes, best first; the list's first candidate always stays, at its head. */
function survivors(outcomes: readonly Outcome[], first: Candidate): Candidates {
  const count = Math.max(1, Math.ceil(outcomes.length / REDUCTION));
  const ordered = outcomes.toSorted((a, b) => a.trial.score - b.trial.score).slice(0, count);
  return [first, ...ordered.map(({ candidate }) => candidate).filter((candidate) => candidate !== first)];
}

/**
 * Successive halving (Jamieson & Talwalkar 2016, "Non-stochastic best arm identification and hyperparameter
 * optimization", figure 3): all candidates on a ninth of the rows, the best third of them on a third, the best third of
 * those on all. Nine candidates or fewer, and tables whose parts would have fewer than 1,000 rows, go on to the next
 * rung at once. The defaults, which stand first, are tried on every rung.
 *
 * @param search all rows and their folds
 * @param candidates of one algorithm
 * @throws NumericError stopped, or what `fit` throws
 */
export function searchByHalving(
  search: SearchRows,
  candidates: Candidates,
  chooseFolds: FoldChooser,
  rng: Rng,
  control: SearchControl,
): HalvingResult {
  const [first] = candidates;
  const trials: Trial[] = [];
  let left = candidates;
  for (const share of [1 / REDUCTION ** 2, 1 / REDUCTION]) {
    const count = Math.round(share * search.y.values.length);
    if (left.length <= FEW || count < MIN_ROWS || control.budgetSpent()) continue;
    const stream = rng.split(`rung-${Math.round(1 / share)}`);
    const part = partOf(search, sampleRows(search.y, count, stream.split('rows')), chooseFolds);
    const outcomes = crossValidate(part, left, stream, control);
    trials.push(...outcomes.map(({ trial }) => trial));
    left = survivors(outcomes, first);
  }
  const outcomes = crossValidate(search, left, rng, control);
  trials.push(...outcomes.map(({ trial }) => trial));
  return { outcomes, trials };
}
