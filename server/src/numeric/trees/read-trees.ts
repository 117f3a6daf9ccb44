import type { Fields } from '../artifact/fields.ts';
import { at, intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { MISSING_BIN } from './bins.ts';
import { type FlatTrees, isCategorical, MAX_TREE_DEPTH, SET_WORDS } from './flat-trees.ts';

const FORMAT = 1;

function fail(where: string): never {
  throw new NumericError('artifact_corrupted', { where: `trees.${where}` });
}

function check(holds: boolean, where: string): void {
  if (!holds) fail(where);
}

function checkFinite(values: Float64Array, where: string): void {
  check(
    values.every((value) => Number.isFinite(value)),
    where,
  );
}

/** Every code's bin exists, and the stretches of codes follow each other. */
function checkCategories({ categoryStarts, categoryBins, featureCount }: FlatTrees): void {
  check(intAt(categoryStarts, 0) === 0, 'categoryStarts');
  for (let feature = 0; feature < featureCount; feature += 1) {
    check(intAt(categoryStarts, feature) <= intAt(categoryStarts, feature + 1), 'categoryStarts');
  }
  check(intAt(categoryStarts, featureCount) === categoryBins.length, 'categoryStarts');
  check(
    categoryBins.every((bin) => bin >= 0 && bin < MISSING_BIN),
    'categoryBins',
  );
}

function checkRoots({ roots, splits }: FlatTrees): void {
  check(roots.length === 0 ? splits.length === 0 : intAt(roots, 0) === 0, 'roots');
  for (let tree = 0; tree < roots.length; tree += 1) {
    const end = tree + 1 < roots.length ? intAt(roots, tree + 1) : splits.length;
    check(intAt(roots, tree) < end, 'roots');
  }
}

function checkSplit(trees: FlatTrees, node: number): void {
  const split = intAt(trees.splits, node);
  const feature = split >> 2;
  const threshold = at(trees.thresholds, node);
  check(feature < trees.featureCount, 'splits');
  if (!isCategorical(split)) {
    check(!Number.isNaN(threshold), 'thresholds');
    return;
  }
  const sets = trees.categorySets.length / SET_WORDS;
  check(Number.isInteger(threshold) && threshold >= 0 && threshold < sets, 'thresholds');
}

/** A tree's nodes: every child stands behind its parent, in the same tree, and has no other parent. */
function checkTree(trees: FlatTrees, root: number, end: number, depths: Int32Array): void {
  const leaves = trees.leafValues.length / trees.leafWidth;
  let expected = root + 1;
  for (let node = root; node < end; node += 1) {
    const split = intAt(trees.splits, node);
    const child = intAt(trees.children, node);
    const depth = intAt(depths, node);
    check(split >= -1, 'splits');
    check(node === root || depth > 0, 'children');
    check(at(trees.covers, node) > 0, 'covers');
    if (split === -1) {
      check(child >= 0 && child < leaves, 'children');
      continue;
    }
    checkSplit(trees, node);
    check(child > node && child + 1 < end && depth < MAX_TREE_DEPTH, 'children');
    check(intAt(depths, child) === 0 && intAt(depths, child + 1) === 0, 'children');
    depths.fill(depth + 1, child, child + 2);
    expected += 2;
  }
  check(expected === end, 'children');
}

/**
 * Reads trees back from an artifact and checks all that walking them rests on: every index is in range and every walk
 * from a root ends at a leaf, so that trees that were changed on the way can mislead but neither loop nor read outside.
 *
 * @param featureCount columns of the rows that they are to predict
 * @param outputs of the model: a leaf has one value or one for each
 * @throws NumericError artifact_corrupted; artifact_version_unsupported for trees of another format
 */
export function readTrees(fields: Fields, featureCount: number, outputs: number): FlatTrees {
  const version = fields.number('format');
  if (version !== FORMAT) throw new NumericError('artifact_version_unsupported', { version, supported: FORMAT });
  const leafWidth = fields.number('leafWidth');
  check(leafWidth === 1 || leafWidth === outputs, 'leafWidth');
  check(fields.number('featureCount') === featureCount, 'featureCount');
  const splits = fields.integers('splits');
  const nodes = splits.length;
  const trees: FlatTrees = {
    format: FORMAT,
    featureCount,
    leafWidth,
    roots: fields.integers('roots'),
    splits,
    children: fields.integers('children', nodes),
    thresholds: fields.floats('thresholds', nodes),
    covers: fields.floats('covers', nodes),
    gains: fields.floats('gains', nodes),
    leafValues: fields.floats('leafValues'),
    categorySets: fields.integers('categorySets'),
    categoryStarts: fields.integers('categoryStarts', featureCount + 1),
    categoryBins: fields.integers('categoryBins'),
  };
  check(trees.leafValues.length % leafWidth === 0, 'leafValues');
  check(trees.categorySets.length % SET_WORDS === 0, 'categorySets');
  checkFinite(trees.covers, 'covers');
  checkFinite(trees.gains, 'gains');
  checkFinite(trees.leafValues, 'leafValues');
  checkCategories(trees);
  checkRoots(trees);
  const depths = new Int32Array(nodes);
  trees.roots.forEach((root, tree) => checkTree(trees, root, trees.roots[tree + 1] ?? nodes, depths));
  return trees;
}
