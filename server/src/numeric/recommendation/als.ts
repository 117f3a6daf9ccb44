import { at, intAt } from '../element.ts';
import { choleskyFactor, choleskySolve } from '../matrix/cholesky.ts';
import { type Matrix, matrixOf, zeroMatrix } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import { columnsOf, type Interactions, transpose, weightsOf } from './interactions.ts';
import { highest } from './ranking.ts';
import type { FitRecommender, ItemHistory, Recommender, AlsModel } from './recommender.ts';

/** Size and pull of the factors. */
export interface AlsOptions {
  /** Default 32. */
  readonly factors?: number;
  /** λ, for each interaction's worth of weight; default 0.05. */
  readonly regularization?: number;
  /** α: how much more an interaction counts than none; default 10. */
  readonly confidence?: number;
  /** Default 12. */
  readonly iterations?: number;
}

interface Settings {
  readonly factors: number;
  readonly regularization: number;
  readonly confidence: number;
}

/** YᵀY of n × f factors. */
function gramOf({ rows, columns, data }: Matrix): Float64Array {
  const gram = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row += 1) {
    const from = row * columns;
    for (let i = 0; i < columns; i += 1) {
      const value = at(data, from + i);
      for (let j = 0; j <= i; j += 1) gram[i * columns + j] = at(gram, i * columns + j) + value * at(data, from + j);
    }
  }
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j < i; j += 1) gram[j * columns + i] = at(gram, i * columns + j);
  }
  return gram;
}

/** How much more than 1 an interaction counts: α ln(1 + weight). */
function surplus(weight: number, { confidence }: Settings): number {
  return confidence * Math.log1p(weight);
}

/** The factors of somebody with this history, all others' being known (Hu, Koren & Volinsky 2008, equation 4). */
function solveOne(
  others: Matrix,
  gram: Float64Array,
  { items, weights }: ItemHistory,
  settings: Settings,
): Float64Array {
  const { factors, regularization } = settings;
  const a = gram.slice();
  const b = new Float64Array(factors);
  let total = 0;
  for (const [place, item] of items.entries()) {
    const from = item * factors;
    if (item >= others.rows) continue;
    const extra = surplus(at(weights, place), settings);
    total += 1;
    for (let i = 0; i < factors; i += 1) {
      const value = at(others.data, from + i);
      b[i] = at(b, i) + (1 + extra) * value;
      for (let j = 0; j <= i; j += 1) {
        a[i * factors + j] = at(a, i * factors + j) + extra * value * at(others.data, from + j);
      }
    }
  }
  const pull = regularization * Math.max(1, total);
  for (let i = 0; i < factors; i += 1) {
    a[i * factors + i] = at(a, i * factors + i) + pull;
    for (let j = 0; j < i; j += 1) a[j * factors + i] = at(a, i * factors + j);
  }
  const factor = choleskyFactor(a, factors);
  return factor === null ? new Float64Array(factors) : choleskySolve(factor, factors, b);
}

function solveAll(x: Interactions, others: Matrix, into: Matrix, settings: Settings, onStep?: () => void): void {
  const gram = gramOf(others);
  for (let row = 0; row < x.rows; row += 1) {
    if (row % 256 === 0) onStep?.();
    const history = { items: columnsOf(x, row), weights: weightsOf(x, row) };
    into.data.set(solveOne(others, gram, history, settings), row * settings.factors);
  }
}

function cosine(factors: Matrix, a: number, b: number): number {
  let [product, left, right] = [0, 0, 0];
  for (let i = 0; i < factors.columns; i += 1) {
    const [p, q] = [at(factors.data, a * factors.columns + i), at(factors.data, b * factors.columns + i)];
    product += p * q;
    left += p * p;
    right += q * q;
  }
  return left === 0 || right === 0 ? Number.NEGATIVE_INFINITY : product / Math.sqrt(left * right);
}

export function openAls(model: AlsModel): Recommender {
  const { kind, itemCount, factors, regularization, confidence, itemFactors } = model;
  const items = matrixOf(itemCount, factors, itemFactors);
  const settings = { factors, regularization, confidence };
  const gram = gramOf(items);
  return {
    kind,
    model,
    recommend(history, count) {
      const own = solveOne(items, gram, history, settings);
      const scores = new Float64Array(items.rows).map((_, item) => {
        let score = 0;
        for (let i = 0; i < factors; i += 1) score += at(own, i) * at(items.data, item * factors + i);
        return score;
      });
      if (own.every((value) => value === 0)) return [];
      return highest(scores, count, new Set(history.items));
    },
    similarItems(item, count) {
      if (item >= items.rows) return [];
      const scores = new Float64Array(items.rows).map((_, other) => cosine(items, item, other));
      return highest(scores, count, new Set([item]));
    },
  };
}

/**
 * Matrix factorisation of implicit feedback by alternating least squares (Hu, Koren & Volinsky 2008, "Collaborative
 * filtering for implicit feedback datasets"), each side solved exactly; λ grows with the number of interactions (Zhou et
 * al. 2008, "Large-scale parallel collaborative filtering"). Whoever comes new is folded in by the same equation.
 */
export function createAls(options: AlsOptions, rng: Rng): FitRecommender {
  const { factors = 32, regularization = 0.05, confidence = 10, iterations = 12 } = options;
  const settings = { factors, regularization, confidence };
  return (x, { onStep } = {}) => {
    const byItem = transpose(x);
    const users = zeroMatrix(x.rows, factors);
    const items = zeroMatrix(x.columns, factors);
    // An item that nobody took begins, and stays, at 0.
    for (let item = 0; item < x.columns; item += 1) {
      if (intAt(byItem.starts, item) === intAt(byItem.starts, item + 1)) continue;
      for (let i = item * factors; i < (item + 1) * factors; i += 1) items.data[i] = rng.normal() / Math.sqrt(factors);
    }
    for (let iteration = 0; iteration < iterations; iteration += 1) {
      solveAll(x, items, users, settings, onStep);
      solveAll(byItem, users, items, settings, onStep);
    }
    return openAls({ kind: 'als', itemCount: x.columns, ...settings, itemFactors: items.data });
  };
}
