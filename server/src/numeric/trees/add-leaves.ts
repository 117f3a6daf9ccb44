import { at, intAt } from '../element.ts';
import { childOf, type FlatTrees } from './flat-trees.ts';
import { packedTrees } from './packed-trees.ts';

const ROWS_AT_ONCE = 64;

/** The same for one row, which is what a prediction waits for: in the packed trees, all walked at once. */
function addLeavesOfRow(trees: FlatTrees, row: Float64Array, width: number, out: Float64Array): void {
  const { leafWidth } = trees;
  const { findLeaves, leafValues } = packedTrees(trees);
  const leaves = findLeaves(row);
  for (let tree = 0; tree < leaves.length; tree += 1) {
    const output = leafWidth === 1 ? tree % width : 0;
    const leaf = intAt(leaves, tree) * leafWidth;
    for (let k = 0; k < leafWidth; k += 1) out[output + k] = at(out, output + k) + at(leafValues, leaf + k);
  }
}

/**
 * Adds to out[r × width + k] the values of the leaves that row r falls into. Trees with one value a leaf serve the
 * outputs in turn: tree t adds to output t mod `width`; else a leaf has a value for each output.
 *
 * @param x n × p row-major; NaN is missing, an infinity is a number like any other
 * @param width outputs a row; `leafWidth` is 1 or `width`
 * @param out n × width
 */
export function addLeaves(trees: FlatTrees, x: Float64Array, width: number, out: Float64Array): void {
  const { featureCount, leafWidth, roots, splits, children, leafValues } = trees;
  const rows = out.length / width;
  if (rows === 1) {
    addLeavesOfRow(trees, x, width, out);
    return;
  }
  for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
    const end = Math.min(rows, start + ROWS_AT_ONCE);
    for (let tree = 0; tree < roots.length; tree += 1) {
      const output = leafWidth === 1 ? tree % width : 0;
      for (let row = start; row < end; row += 1) {
        let node = intAt(roots, tree);
        while (intAt(splits, node) >= 0) node = childOf(trees, node, x, row * featureCount);
        const leaf = intAt(children, node) * leafWidth;
        const to = row * width + output;
        for (let k = 0; k < leafWidth; k += 1) out[to + k] = at(out, to + k) + at(leafValues, leaf + k);
      }
    }
  }
}
