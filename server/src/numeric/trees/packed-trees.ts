import { at, intAt } from '../element.ts';
import { serialPool } from '../parallel.ts';
import { type FlatTrees, isCategorical } from './flat-trees.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { createTreeMemory, type TreeMemory } from './tree-memory.ts';

const NODE_BYTES = 32;

/** Addresses of what the kernels read. */
interface Layout {
  readonly nodes: number;
  readonly leaves: number;
  readonly sets: number;
  readonly roots: number;
  /** Of the row at hand: numbers as they are, categories as bins. */
  readonly row: number;
}

/** Trees laid out for the kernels that follow one row through all of them, in a memory of their own. */
export interface PackedTrees {
  /** Writes the number of the packed leaf that the row falls into in each tree, and hands them out. */
  findLeaves(row: Float64Array): Int32Array;
  /** Values of the packed leaves, `leafWidth` each. */
  readonly leafValues: Float64Array;
  /** Shapley values: outputs × p, valid until the next call. */
  contributions(row: Float64Array, outputs: number): Float64Array;
  /** trees × leafWidth: mean value of each tree's leaves over the training rows. */
  readonly means: Float64Array;
}

/** What packing is at. */
interface Packing {
  readonly trees: FlatTrees;
  readonly integers: Int32Array;
  readonly floats: Float64Array;
  readonly leafValues: Float64Array;
  readonly means: Float64Array;
  tree: number;
  nodes: number;
  leaves: number;
  /** Of each feature: how often the way to the node at hand asks for it; `different` counts those it does. */
  readonly met: Int32Array;
  different: number;
  /** The largest of all ways from a root to a leaf. */
  depth: number;
  features: number;
}

function packLeaf(packing: Packing, node: number, depth: number): number {
  const { trees, leafValues, means, tree } = packing;
  const width = trees.leafWidth;
  const leaf = intAt(trees.children, node);
  const share = at(trees.covers, node) / at(trees.covers, intAt(trees.roots, tree));
  const own = packing.leaves;
  packing.leaves += 1;
  packing.depth = Math.max(packing.depth, depth);
  packing.features = Math.max(packing.features, packing.different);
  for (let k = 0; k < width; k += 1) {
    const value = at(trees.leafValues, leaf * width + k);
    leafValues[own * width + k] = value;
    means[tree * width + k] = at(means, tree * width + k) + share * value;
  }
  return ~own;
}

/**
 * Packs a subtree; returns its number, or ~number of a leaf. The child that more training rows went to follows its parent
 * in memory, so that the usual way touches few cache lines.
 */
function packNode(packing: Packing, node: number, depth: number): number {
  const { trees, integers, floats, met } = packing;
  const split = intAt(trees.splits, node);
  if (split < 0) return packLeaf(packing, node, depth);
  const child = intAt(trees.children, node);
  const own = packing.nodes;
  packing.nodes += 1;
  const feature = split >> 2;
  const leftCover = at(trees.covers, child);
  const rightCover = at(trees.covers, child + 1);
  const swapped = rightCover > leftCover ? 1 : 0;
  const threshold = at(trees.thresholds, node);
  if (intAt(met, feature) === 0) packing.different += 1;
  met[feature] = intAt(met, feature) + 1;
  const word = own * (NODE_BYTES / 4);
  integers[word] = (feature << 3) | (swapped << 2) | (split & 3);
  integers[word + 1] = packNode(packing, child + swapped, depth + 1);
  integers[word + 2] = packNode(packing, child + 1 - swapped, depth + 1);
  integers[word + 3] = isCategorical(split) ? threshold : 0;
  floats[word / 2 + 2] = threshold;
  floats[word / 2 + 3] = Math.max(leftCover, rightCover) / (leftCover + rightCover);
  met[feature] = intAt(met, feature) - 1;
  if (intAt(met, feature) === 0) packing.different -= 1;
  return own;
}

/** Writes a row the way that the kernels read it: a category that training did not know counts as missing. */
function writeRow(
  { featureCount, categoryStarts, categoryBins }: FlatTrees,
  row: Float64Array,
  to: Float64Array,
): void {
  for (let feature = 0; feature < featureCount; feature += 1) {
    const value = at(row, feature);
    const start = intAt(categoryStarts, feature);
    const count = intAt(categoryStarts, feature + 1) - start;
    if (count === 0) to[feature] = value;
    else {
      const known = Number.isInteger(value) && value >= 0 && value < count;
      to[feature] = known ? intAt(categoryBins, start + value) : Number.NaN;
    }
  }
}

function layOut(trees: FlatTrees, memory: TreeMemory): { layout: Layout; packing: Packing } {
  const { roots, splits, leafWidth, categorySets, featureCount } = trees;
  const inner = (splits.length - roots.length) / 2;
  const layout = {
    nodes: memory.allocate(inner * NODE_BYTES),
    leaves: memory.allocate((inner + roots.length) * leafWidth * 8),
    sets: memory.allocate(categorySets.length * 4),
    roots: memory.allocate(roots.length * 4),
    row: memory.allocate(featureCount * 8),
  };
  memory.integers(layout.sets, categorySets.length).set(categorySets);
  const packing: Packing = {
    trees,
    integers: memory.integers(layout.nodes, inner * (NODE_BYTES / 4)),
    floats: memory.floats(layout.nodes, inner * (NODE_BYTES / 8)),
    leafValues: memory.floats(layout.leaves, (inner + roots.length) * leafWidth),
    means: new Float64Array(roots.length * leafWidth),
    tree: 0,
    nodes: 0,
    leaves: 0,
    met: new Int32Array(featureCount),
    different: 0,
    depth: 0,
    features: 0,
  };
  const packedRoots = memory.integers(layout.roots, roots.length);
  roots.forEach((root, tree) => {
    packing.tree = tree;
    packedRoots[tree] = packNode(packing, root, 0);
  });
  return { layout, packing };
}

function pack(trees: FlatTrees): PackedTrees {
  const { roots, leafWidth, featureCount } = trees;
  const memory = createTreeMemory(serialPool());
  const { layout, packing } = layOut(trees, memory);
  const open = memory.allocate(roots.length * 8);
  const found = memory.allocate(roots.length * 4);
  const foundLeaves = memory.integers(found, roots.length);
  const rowValues = memory.floats(layout.row, featureCount);
  // Kernels take points by twos; the one too many weighs nothing.
  const needed = Math.max(1, Math.ceil(packing.features / 2));
  const pointCount = needed + (needed % 2);
  const { points, weights } = gaussLegendre(needed);
  const pointsAt = memory.allocate(pointCount * 8);
  const weightsAt = memory.allocate(pointCount * 8);
  const states = memory.allocate(featureCount * 16);
  const frame = memory.allocate((packing.depth + 1) * (3 + leafWidth) * pointCount * 8);
  memory.floats(pointsAt, pointCount).fill(0.5).set(points);
  memory.floats(weightsAt, pointCount).set(weights);
  memory.floats(states, featureCount * 2).fill(1);
  let room = { outputs: 0, address: 0 };
  const { nodes, leaves, sets } = layout;
  return {
    leafValues: packing.leafValues,
    means: packing.means,
    findLeaves(row) {
      writeRow(trees, row, rowValues);
      memory.call('findLeaves', nodes, sets, layout.roots, roots.length, layout.row, open, found);
      return foundLeaves;
    },
    contributions(row, outputs) {
      writeRow(trees, row, rowValues);
      if (room.outputs !== outputs) room = { outputs, address: memory.allocate(outputs * featureCount * 8) };
      const sums = memory.floats(room.address, outputs * featureCount).fill(0);
      const walk = [nodes, leaves, sets, layout.roots, roots.length, featureCount, leafWidth, outputs, layout.row];
      const integral = [states, pointsAt, weightsAt, pointCount, frame, room.address];
      memory.call('addContributions', ...walk, ...integral);
      return sums;
    },
  };
}

const packed = new WeakMap<FlatTrees, PackedTrees>();

/** The packed form of trees, made on first use and kept for as long as they are. @throws NumericError shape_mismatch beyond 4 GiB */
export function packedTrees(trees: FlatTrees): PackedTrees {
  const known = packed.get(trees);
  if (known !== undefined) return known;
  const made = pack(trees);
  packed.set(trees, made);
  return made;
}
