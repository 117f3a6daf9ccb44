import { at } from '../element.ts';
import type { Features, Target } from '../estimators/estimator.ts';
import { estimators } from '../estimators/registry.ts';
import { takeFeatureRows, takeTarget } from '../estimators/training-rows.ts';
import type { Rng } from '../rng/rng.ts';
import type { Candidate, Candidates } from './candidates.ts';
import {
  crossValidate,
  type Outcome,
  type SearchControl,
  type SearchRows,
  type Trial,
  trialOf,
} from './cross-validation.ts';
import { sampleRows, type Split } from './split.ts';

/** Of the candidates, one in so many goes on to a rung with so many times the rows. */
const REDUCTION = 3;
/** Fewer rows than these tell candidates apart by luck. */
const MIN_ROWS = 1000;
/** So few candidates are all tried on all rows. */
const FEW = 9;
/** So few candidates are all tried on all folds. */
const FEW_FOR_FOLDS = 4;
/** Held-out rows that tell trees which are hopeless from others. */
const SCOUTED_ROWS = 100;

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

/** The last folds (in time, those that learn from most) that together hold out rows enough. */
function scoutingFolds({ splits }: SearchRows): number {
  let folds = 0;
  for (let rows = 0; folds < splits.length && rows < SCOUTED_ROWS;) {
    folds += 1;
    rows += splits.at(-folds)?.validation.length ?? 0;
  }
  return folds;
}

/** The predictions of both, each having some of the rows. */
function together(search: SearchRows, { candidate, predictions: some }: Outcome, rest: Outcome): Outcome {
  const predictions = some.map((value, i) => (Number.isNaN(value) ? at(rest.predictions, i) : value));
  const { algorithm, hyperparameters } = candidate;
  return { candidate, predictions, trial: trialOf(search, algorithm, hyperparameters, predictions) };
}

/**
 * Tries all candidates on a few folds and only the best third on the others. Trees take about as long on every fold;
 * linear models share nearly all work between candidates and gain nothing.
 */
function searchByFolds(search: SearchRows, candidates: Candidates, rng: Rng, control: SearchControl): HalvingResult {
  const [{ algorithm }] = candidates;
  const { splits } = search;
  const few = scoutingFolds(search);
  const isWorthIt = estimators[algorithm].design === 'tree' && candidates.length > FEW_FOR_FOLDS;
  if (!isWorthIt || few === splits.length) {
    const outcomes = crossValidate(search, candidates, rng, control);
    return { outcomes, trials: outcomes.map(({ trial }) => trial) };
  }
  const scouted = crossValidate({ ...search, splits: splits.slice(-few) }, candidates, rng.split('scouts'), control);
  const [first, ...others] = survivors(scouted, candidates[0]);
  const rest = crossValidate({ ...search, splits: splits.slice(0, -few) }, [first, ...others], rng, control);
  const whole = rest.map((outcome) => {
    const start = scouted.find(({ candidate }) => candidate === outcome.candidate) ?? outcome;
    return together(search, start, outcome);
  });
  const [head = scouted[0], ...tail] = whole;
  const kept = new Set(whole.map(({ candidate }) => candidate));
  const dropped = scouted.filter(({ candidate }) => !kept.has(candidate));
  return { outcomes: [head, ...tail], trials: [...dropped, ...whole].map(({ trial }) => trial) };
}

/**
 * Successive halving (Jamieson & Talwalkar 2016, "Non-stochastic best arm identification and hyperparameter
 * optimization", figure 3): all candidates on a ninth of the rows, the best third of them on a third, the best third of
 * those on all. Nine candidates or fewer, and tables whose parts would have fewer than 1,000 rows, go on to the next
 * rung at once. On all rows, more than four candidates for trees are first tried on as few folds as hold out 100 rows,
 * the best third on all. The defaults, which stand first, are tried on every rung.
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
  const last = searchByFolds(search, left, rng, control);
  return { outcomes: last.outcomes, trials: [...trials, ...last.trials] };
}
