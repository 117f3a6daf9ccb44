import { at, itemAt } from '../element.ts';
import { choleskyFactor, choleskySolve } from '../matrix/cholesky.ts';
import { NumericError } from '../numeric-error.ts';

/** Series that are sums of others. Every node names the leaves it sums, by their number; a leaf names itself. */
export interface Hierarchy {
  readonly leaves: number;
  /** One for each node, the leaves themselves among them. */
  readonly nodes: readonly (readonly number[])[];
}

/** How forecasts of all nodes are made to agree. */
export type Reconciliation = 'bottom_up' | 'ols' | 'wls' | 'mint_shrink';

/** Inverse of a symmetric positive definite matrix; a ridge is added where it is not. */
function inverseOf(a: Float64Array, size: number): Float64Array {
  let trace = 0;
  for (let i = 0; i < size; i += 1) trace += at(a, i * size + i);
  let factor = choleskyFactor(a, size);
  for (let ridge = 1e-10; factor === null; ridge *= 10) {
    const raised = Float64Array.from(a);
    for (let i = 0; i < size; i += 1) raised[i * size + i] = at(raised, i * size + i) + (ridge * (trace || 1)) / size;
    factor = choleskyFactor(raised, size);
  }
  const out = new Float64Array(size * size);
  for (let c = 0; c < size; c += 1) {
    const unit = new Float64Array(size);
    unit[c] = 1;
    out.set(choleskySolve(factor, size, unit), c * size);
  }
  return out;
}

/** Mean of products of two series' errors. */
function productMean(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t += 1) sum += at(a, t) * at(b, t);
  return sum / Math.max(1, a.length);
}

/**
 * Covariance of the errors, drawn towards its diagonal by as much as its correlations are uncertain (Schäfer & Strimmer
 * 2005; Wickramasuriya, Athanasopoulos & Hyndman 2019, section 2.4).
 */
function shrunkCovariance(residuals: readonly Float64Array[]): Float64Array {
  const size = residuals.length;
  const deviations = residuals.map((errors) => Math.sqrt(productMean(errors, errors)) || 1);
  const scaled = residuals.map((errors, i) => errors.map((error) => error / itemAt(deviations, i)));
  const n = residuals[0]?.length ?? 0;
  let uncertain = 0;
  let squares = 0;
  const correlations = new Float64Array(size * size);
  for (const [i, a] of scaled.entries()) {
    for (const [j, b] of scaled.entries()) {
      const mean = productMean(a, b);
      correlations[i * size + j] = mean;
      if (i === j) continue;
      const off = a.map((value, t) => value * at(b, t) - mean);
      uncertain += productMean(off, off) / Math.max(1, n - 1);
      squares += mean * mean;
    }
  }
  const share = squares > 0 ? Math.min(1, Math.max(0, uncertain / squares)) : 1;
  return correlations.map((value, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    return (i === j ? 1 : (1 - share) * value) * itemAt(deviations, i) * itemAt(deviations, j);
  });
}

/** Inverse of the errors' covariance as the method sees it: nodes × nodes. */
function precisionOf(method: Reconciliation, count: number, residuals: readonly Float64Array[]): Float64Array {
  if (method === 'mint_shrink') return inverseOf(shrunkCovariance(residuals), count);
  const out = new Float64Array(count * count);
  for (let i = 0; i < count; i += 1) {
    const errors = residuals[i] ?? new Float64Array(0);
    const variance = productMean(errors, errors);
    out[i * count + i] = method === 'ols' ? 1 : 1 / Math.max(variance, 1e-12);
  }
  return out;
}

function checkHierarchy({ leaves, nodes }: Hierarchy, forecasts: readonly Float64Array[]): Int32Array {
  if (forecasts.length !== nodes.length) {
    throw new NumericError('shape_mismatch', { what: 'nodes', expected: nodes.length, actual: forecasts.length });
  }
  const places = new Int32Array(leaves).fill(-1);
  for (const [node, sums] of nodes.entries()) {
    const wrong = sums.find((leaf) => !(Number.isInteger(leaf) && leaf >= 0 && leaf < leaves));
    if (wrong !== undefined)
      throw new NumericError('shape_mismatch', { what: 'leaf', expected: leaves, actual: wrong });
    if (sums.length === 1) places[itemAt(sums, 0)] = node;
  }
  const missing = places.indexOf(-1);
  if (missing >= 0) throw new NumericError('shape_mismatch', { what: 'leaf', expected: leaves, actual: missing });
  return places;
}

/**
 * Makes forecasts of a hierarchy agree: parents are the sums of their children to rounding. `bottom_up` keeps the
 * leaves; the others spread the disagreement by generalised least squares, (SᵀW⁻¹S)⁻¹ SᵀW⁻¹ŷ (Hyndman, Ahmed,
 * Athanasopoulos & Shang 2011; Wickramasuriya, Athanasopoulos & Hyndman 2019), W being 1 (`ols`), the errors' variances
 * (`wls`) or their shrunk covariance (`mint_shrink`).
 *
 * @param forecasts one for each node, all of one length
 * @param residuals errors of each node's forecasts at the same times; needed by `wls` and `mint_shrink`
 * @returns one for each node; time grows with the cube of the nodes
 * @throws NumericError shape_mismatch: numbers of nodes, a leaf without a node of its own or out of range, residuals
 *   missing or of different lengths
 */
export function reconcile(
  hierarchy: Hierarchy,
  forecasts: readonly Float64Array[],
  method: Reconciliation,
  residuals: readonly Float64Array[] = [],
): Float64Array[] {
  const places = checkHierarchy(hierarchy, forecasts);
  const { leaves, nodes } = hierarchy;
  const horizon = forecasts[0]?.length ?? 0;
  const needsResiduals = method === 'wls' || method === 'mint_shrink';
  if (
    needsResiduals &&
    (residuals.length !== nodes.length || residuals.some((each) => each.length !== residuals[0]?.length))
  ) {
    throw new NumericError('shape_mismatch', { what: 'residuals', expected: nodes.length, actual: residuals.length });
  }
  const bottom =
    method === 'bottom_up'
      ? Array.from(places, (node) => itemAt(forecasts, node))
      : spread(hierarchy, forecasts, precisionOf(method, nodes.length, residuals), leaves, horizon);
  return nodes.map((sums) =>
    Float64Array.from({ length: horizon }, (_, h) => sums.reduce((sum, leaf) => sum + at(itemAt(bottom, leaf), h), 0)),
  );
}

/** The leaves' forecasts by generalised least squares. */
function spread(
  { nodes }: Hierarchy,
  forecasts: readonly Float64Array[],
  precision: Float64Array,
  leaves: number,
  horizon: number,
): Float64Array[] {
  const count = nodes.length;
  // SᵀW⁻¹: leaves × nodes.
  const weighted = new Float64Array(leaves * count);
  for (const [node, sums] of nodes.entries()) {
    for (const leaf of sums) {
      for (let j = 0; j < count; j += 1) {
        weighted[leaf * count + j] = at(weighted, leaf * count + j) + at(precision, node * count + j);
      }
    }
  }
  const gram = new Float64Array(leaves * leaves);
  for (let i = 0; i < leaves; i += 1) {
    for (const [node, sums] of nodes.entries()) {
      for (const leaf of sums) gram[i * leaves + leaf] = at(gram, i * leaves + leaf) + at(weighted, i * count + node);
    }
  }
  const inverse = inverseOf(gram, leaves);
  const out = Array.from({ length: leaves }, () => new Float64Array(horizon));
  for (let h = 0; h < horizon; h += 1) {
    const moment = new Float64Array(leaves);
    for (const [node, forecast] of forecasts.entries()) {
      for (let i = 0; i < leaves; i += 1) moment[i] = at(moment, i) + at(weighted, i * count + node) * at(forecast, h);
    }
    for (const [i, row] of out.entries()) {
      for (let j = 0; j < leaves; j += 1) row[h] = at(row, h) + at(inverse, i * leaves + j) * at(moment, j);
    }
  }
  return out;
}
