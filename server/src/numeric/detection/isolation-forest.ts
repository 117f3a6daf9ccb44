import type { Fields } from '../artifact/fields.ts';
import { at, byteAt, intAt } from '../element.ts';
import {
  checkHyperparameterNames,
  checkStop,
  checkTrainingData,
  type Features,
  type FittedModel,
  type HyperparameterSpec,
  type Hyperparameters,
  neverStop,
  predictionBuffer,
  type ScoreSplit,
} from '../estimators/estimator.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { BIN_SLOTS, type FeatureBins, findBins, MAX_VALUE_BINS, MISSING_BIN } from '../trees/bins.ts';
import { type FlatTrees, type GrownTree, joinTrees } from '../trees/flat-trees.ts';
import { wholeHyperparameterOf } from '../trees/hyperparameters.ts';
import { createNodeList, type NodeList } from '../trees/node-list.ts';
import { packedTrees } from '../trees/packed-trees.ts';
import { readTrees } from '../trees/read-trees.ts';
import { expectedOutputs, treeShap } from '../trees/tree-shap.ts';

const KIND = 'isolation_forest';
const EULER = 0.577_215_664_901_532_9;

/** Trees that end the sooner, the lonelier a row is. */
export interface IsolationForestModel extends FittedModel {
  readonly kind: typeof KIND;
  readonly featureCount: number;
  /** Rows each tree was grown on. */
  readonly sampleRows: number;
  /** Leaves hold path lengths. */
  readonly trees: FlatTrees;
}

const TREES: HyperparameterSpec = { name: 'trees', defaultValue: 100, min: 1, max: 2000, grid: [100] };
const SAMPLE: HyperparameterSpec = { name: 'sample_rows', defaultValue: 256, min: 2, max: 65_536, grid: [256] };
export const isolationForestHyperparameters: readonly HyperparameterSpec[] = [TREES, SAMPLE];

/**
 * Mean length of an unsuccessful search in a binary tree of `rows` keys, c(n) = 2 H(n − 1) − 2 (n − 1) / n with
 * H(i) ≈ ln i + γ (Liu, Ting & Zhou 2008, "Isolation forest", equation 1); 1 for two rows, 0 below.
 */
export function meanPathLength(rows: number): number {
  if (rows < 2) return 0;
  if (rows === 2) return 1;
  return 2 * (Math.log(rows - 1) + EULER) - (2 * (rows - 1)) / rows;
}

interface Grower {
  readonly x: Features;
  readonly bins: readonly FeatureBins[];
  readonly rng: Rng;
  readonly nodes: NodeList;
  readonly maxDepth: number;
  readonly rows: Int32Array;
  readonly lengths: number[];
}

interface OpenNode {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** A test that sends at least one of the node's rows each way. */
interface RandomSplit {
  readonly feature: number;
  /** Of numbers. */
  readonly threshold: number;
  /** Of categories: 1 for the bins that go left. */
  readonly goesLeft: Uint8Array;
}

function valueOf({ x }: Grower, row: number, feature: number): number {
  return at(x.data, row * x.columns + feature);
}

function splitNumber(grower: Grower, { from, to }: OpenNode, feature: number): RandomSplit | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i += 1) {
    const value = valueOf(grower, intAt(grower.rows, i), feature);
    if (Number.isNaN(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(low < high)) return null;
  const share = grower.rng.uniform();
  const threshold = Math.max(low, low * (1 - share) + high * share);
  return { feature, threshold: threshold < high ? threshold : low, goesLeft: new Uint8Array(BIN_SLOTS) };
}

function splitCategories(grower: Grower, { from, to }: OpenNode, feature: number): RandomSplit | null {
  const { categoryBins = new Int32Array(0) } = grower.bins[feature] ?? {};
  const seen = new Set<number>();
  for (let i = from; i < to; i += 1) {
    const code = valueOf(grower, intAt(grower.rows, i), feature);
    if (!Number.isNaN(code)) seen.add(intAt(categoryBins, code));
  }
  if (seen.size < 2) return null;
  const order = Int32Array.from(seen).sort();
  grower.rng.shuffle(order);
  const goesLeft = new Uint8Array(BIN_SLOTS);
  for (const bin of order.subarray(0, 1 + grower.rng.integer(order.length - 1))) goesLeft[bin] = 1;
  return { feature, threshold: 0, goesLeft };
}

/** A random test of a random feature; null where no feature tells the rows apart. */
function drawSplit(grower: Grower, node: OpenNode): RandomSplit | null {
  const order = Int32Array.from(grower.bins, (_, feature) => feature);
  grower.rng.shuffle(order);
  for (const feature of order) {
    const categorical = grower.bins[feature]?.categorical === true;
    const split = categorical ? splitCategories(grower, node, feature) : splitNumber(grower, node, feature);
    if (split !== null) return split;
  }
  return null;
}

/** Rows whose value is missing go with the majority of the others; that side is returned with the place of the cut. */
function divide(
  grower: Grower,
  { from, to }: OpenNode,
  { feature, threshold, goesLeft }: RandomSplit,
): { middle: number; missingLeft: boolean } {
  const { bins, rows } = grower;
  const found = bins[feature];
  const lefts: number[] = [];
  const rights: number[] = [];
  const missing: number[] = [];
  for (const row of rows.subarray(from, to)) {
    const value = valueOf(grower, row, feature);
    if (Number.isNaN(value)) missing.push(row);
    else if (
      found?.categorical === true ? byteAt(goesLeft, intAt(found.categoryBins, value)) === 1 : value <= threshold
    ) {
      lefts.push(row);
    } else rights.push(row);
  }
  const missingLeft = lefts.length > rights.length;
  if (missingLeft) lefts.push(...missing);
  else rights.push(...missing);
  rows.set(lefts, from);
  rows.set(rights, from + lefts.length);
  return { middle: from + lefts.length, missingLeft };
}

function growNode(grower: Grower, open: OpenNode[], node: OpenNode): void {
  const { id, from, to, depth } = node;
  const split = depth < grower.maxDepth && to - from > 1 ? drawSplit(grower, node) : null;
  if (split === null) {
    grower.lengths[id] = depth + meanPathLength(to - from);
    return;
  }
  const { middle, missingLeft } = divide(grower, node, split);
  split.goesLeft[MISSING_BIN] = missingLeft ? 1 : 0;
  const question = { ...split, gain: 0, missingLeft };
  const left = grower.nodes.split(id, question, middle - from, to - middle);
  open.push({ id: left + 1, from: middle, to, depth: depth + 1 }, { id: left, from, to: middle, depth: depth + 1 });
}

/** `count` different numbers of 0 … rows − 1 (Floyd's algorithm: Bentley & Floyd 1987). */
function drawSample(rows: number, count: number, rng: Rng): Int32Array {
  const drawn = new Set<number>();
  for (let top = rows - count; top < rows; top += 1) {
    const pick = rng.integer(top + 1);
    drawn.add(drawn.has(pick) ? top : pick);
  }
  return Int32Array.from(drawn).sort();
}

function growTree(x: Features, bins: readonly FeatureBins[], sampleRows: number, rng: Rng): GrownTree {
  const nodes = createNodeList(bins);
  const rows = drawSample(x.rows, sampleRows, rng);
  const lengths: number[] = [];
  const grower: Grower = { x, bins, rng, nodes, maxDepth: Math.ceil(Math.log2(sampleRows)), rows, lengths };
  const open: OpenNode[] = [{ id: nodes.add(sampleRows), from: 0, to: sampleRows, depth: 0 }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) growNode(grower, open, node);
  return nodes.finish(1, (node) => [lengths[node] ?? 0]);
}

/**
 * Isolation forest: trees of random tests on samples of the rows (Liu, Ting & Zhou 2008). What is missing is not a
 * number of its own: a missing value goes with the majority of the node. Categories are divided at random.
 *
 * @param x n × p, n ≥ 1; NaN is missing; of fewer rows than `sample_rows` each tree sees all
 * @throws NumericError shape_mismatch, too_few_rows (n = 0), not_finite (an infinity), unknown_hyperparameter,
 *   invalid_hyperparameter, stopped
 */
export function fitIsolationForest(
  x: Features,
  params: Hyperparameters,
  rng: Rng,
  shouldStop: () => boolean = neverStop,
): IsolationForestModel {
  checkHyperparameterNames(KIND, isolationForestHyperparameters, params);
  const trees = wholeHyperparameterOf(TREES, params);
  const sampleRows = Math.min(x.rows, wholeHyperparameterOf(SAMPLE, params));
  checkTrainingData(x, { values: new Float64Array(x.rows), classCount: 0 }, 'tree');
  const bins = findBins(x, MAX_VALUE_BINS, rng.split('bins'));
  const grown = Array.from({ length: trees }, (_, tree) => {
    checkStop(shouldStop);
    return growTree(x, bins, sampleRows, rng.split(`tree ${tree}`));
  });
  return { kind: KIND, featureCount: x.columns, sampleRows, trees: joinTrees(grown, bins, 1) };
}

/** Mean path length of each row: short where a row is easily told from the others. */
function pathLengths({ trees }: IsolationForestModel, x: Features, out: Float64Array): void {
  // A row is followed through all trees at once: random tests are the worst there is for guessing where one tree leads.
  const { findLeaves, leafValues } = packedTrees(trees);
  for (let row = 0; row < out.length; row += 1) {
    const leaves = findLeaves(x.data.subarray(row * x.columns, (row + 1) * x.columns));
    let length = 0;
    for (let tree = 0; tree < leaves.length; tree += 1) length += at(leafValues, intAt(leaves, tree));
    out[row] = length / leaves.length;
  }
}

/**
 * Anomaly scores s = 2^(−E(h) / c(ψ)) (Liu, Ting & Zhou 2008, equation 2): near 1 for anomalies, below 0.5 for what is
 * usual. A single training row gives 0.5 to every row: there is nothing to compare with.
 *
 * @param out n, written and returned where given
 * @throws NumericError shape_mismatch
 */
export function scoreIsolation(model: IsolationForestModel, x: Features, out?: Float64Array): Float64Array {
  const scores = predictionBuffer(model, x, 1, out);
  pathLengths(model, x, scores);
  const usual = meanPathLength(model.sampleRows);
  for (let row = 0; row < scores.length; row += 1) scores[row] = usual > 0 ? 2 ** (-at(scores, row) / usual) : 0.5;
  return scores;
}

/** What makes a row's mean path longer or shorter than usual, by feature; negative ones make it an anomaly. */
export function explainIsolation({ trees }: IsolationForestModel, row: Float64Array): ScoreSplit {
  const share = 1 / trees.roots.length;
  return {
    baseValues: expectedOutputs(trees, 1).map((value) => value * share),
    contributions: treeShap(trees, row, 1).map((value) => value * share),
  };
}

/** Reads a model back. @throws NumericError artifact_corrupted, artifact_version_unsupported */
export function readIsolationForest(fields: Fields, featureCount: number): IsolationForestModel {
  const sampleRows = fields.number('sampleRows');
  const trees = readTrees(fields.object('trees'), featureCount, 1);
  if (trees.roots.length === 0 || !(sampleRows >= 1)) throw new NumericError('artifact_corrupted', { where: 'trees' });
  return { kind: KIND, featureCount, sampleRows, trees };
}
