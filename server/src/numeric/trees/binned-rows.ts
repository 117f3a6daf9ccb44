import { at, intAt } from '../element.ts';
import type { Features } from '../estimators/estimator.ts';
import { BIN_SLOTS, type FeatureBins, MISSING_BIN } from './bins.ts';
import { partsFor, type TreeMemory } from './tree-memory.ts';

const BLOCK_ROWS = 4096;

/** Every cell's bin, in a tree memory, in both orders: histograms read rows, partitions and routes read columns. */
export interface BinnedRows {
  readonly count: number;
  readonly features: number;
  /** Address of count × features bytes, row-major. */
  readonly rows: number;
  /** Address of features × count bytes, column-major. */
  readonly columns: number;
}

function putEdges(memory: TreeMemory, bins: readonly FeatureBins[]): { edges: number; numeric: number } {
  const edges = memory.allocate(bins.length * BIN_SLOTS * 8);
  const numeric = memory.allocate(bins.length);
  const kinds = memory.bytes(numeric, bins.length);
  const table = memory.floats(edges, bins.length * BIN_SLOTS).fill(Number.POSITIVE_INFINITY);
  bins.forEach((bin, feature) => {
    table.set(bin.edges, feature * BIN_SLOTS);
    kinds[feature] = bin.categorical ? 0 : 1;
  });
  return { edges, numeric };
}

function binCategories(memory: TreeMemory, x: Features, feature: number, bin: FeatureBins, binned: BinnedRows): void {
  const { count, features } = binned;
  const rows = memory.bytes(binned.rows, count * features);
  const column = memory.bytes(binned.columns + feature * count, count);
  for (let row = 0; row < count; row += 1) {
    const code = at(x.data, row * features + feature);
    const found = Number.isNaN(code) ? MISSING_BIN : intAt(bin.categoryBins, code);
    rows[row * features + feature] = found;
    column[row] = found;
  }
}

/**
 * Puts every cell's bin into the memory.
 *
 * @param bins of `findBins` on the same x
 */
export function binRows(memory: TreeMemory, x: Features, bins: readonly FeatureBins[]): BinnedRows {
  const { rows: count, columns: features } = x;
  const cells = count * features;
  const binned = { count, features, rows: memory.allocate(cells), columns: memory.allocate(cells) };
  if (bins.some((bin) => !bin.categorical)) {
    const { edges, numeric } = putEdges(memory, bins);
    const blocks = Array.from({ length: partsFor(memory) }, () => memory.allocate(BLOCK_ROWS * features * 8));
    for (let start = 0; start < count; start += BLOCK_ROWS * blocks.length) {
      const calls: number[][] = [];
      for (const [place, block] of blocks.entries()) {
        const from = start + place * BLOCK_ROWS;
        const rows = Math.min(BLOCK_ROWS, count - from);
        if (rows <= 0) break;
        memory.floats(block, rows * features).set(x.data.subarray(from * features, (from + rows) * features));
        const to = [binned.rows + from * features, binned.columns + from, count];
        calls.push([block, edges, numeric, features, rows, MISSING_BIN, ...to]);
      }
      memory.callAll('binNumbers', calls);
    }
  }
  bins.forEach((bin, feature) => {
    if (bin.categorical) binCategories(memory, x, feature, bin, binned);
  });
  return binned;
}
