import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Features } from '../estimators/estimator.ts';
import { serialPool } from '../parallel.ts';
import { createRng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { type BinnedRows, binRows } from './binned-rows.ts';
import { findBins, findEdges, MISSING_BIN } from './bins.ts';
import { createTreeMemory } from './tree-memory.ts';

function column(values: readonly number[], categories = 0): Features {
  const data = Float64Array.from(values);
  return { rows: data.length, columns: 1, data, categoryCounts: Int32Array.of(categories) };
}

test('few distinct values get an edge between each', () => {
  assert.deepEqual(findEdges(Float64Array.of(1, 1, 2, 5), 10), Float64Array.of(1.5, 3.5));
  assert.deepEqual(findEdges(Float64Array.of(3, 3), 10), new Float64Array(0));
  assert.deepEqual(findEdges(new Float64Array(0), 10), new Float64Array(0));
});

test('an edge is never the upper of its values, nor infinite', () => {
  const next = 1 + Number.EPSILON;
  assert.deepEqual(findEdges(Float64Array.of(1, next), 10), Float64Array.of(1));
  const [edge = 0] = findEdges(Float64Array.of(-Number.MAX_VALUE, Number.MAX_VALUE), 10);
  assert.equal(edge, 0);
});

test('many distinct values are cut at quantiles, ties never fall apart', () => {
  const uniform = Float64Array.from({ length: 1000 }, (_, i) => i);
  assert.deepEqual(findEdges(uniform, 4), Float64Array.of(249.5, 499.5, 749.5));
  const tied = Float64Array.from([
    ...Array.from({ length: 900 }, () => 0),
    ...Array.from({ length: 100 }, (_, i) => i + 1),
  ]).sort();
  const edges = findEdges(tied, 20);
  assert.ok(edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? 0)));
  assert.ok(edges.length >= 2 && (edges[0] ?? 1) === 0);
});

test('every value falls into the bin of its edges, on any number of threads', () => {
  const rng = createRng(1);
  const values = Array.from({ length: 20_001 }, () => (rng.uniform() < 0.1 ? Number.NaN : rng.normal()));
  const x = { rows: values.length, columns: 1, data: Float64Array.from(values) };
  const [bins] = findBins(x, 254, rng);
  assert.ok(bins && !bins.categorical && bins.count === 254 && bins.edges.length === 253);
  const expected = values.map((value) => {
    const bin = bins.edges.findIndex((edge) => value <= edge);
    return Number.isNaN(value) ? MISSING_BIN : bin < 0 ? bins.count - 1 : bin;
  });
  for (const threads of [1, 3]) {
    const memory = createTreeMemory(serialPool(threads));
    const binned: BinnedRows = memory.withThreads(() => binRows(memory, x, [bins]));
    assert.deepEqual(Array.from(memory.bytes(binned.rows, x.rows)), expected);
    assert.deepEqual(Array.from(memory.bytes(binned.columns, x.rows)), expected);
  }
});

test('edges of many rows rest on a sample that depends on the seed alone', () => {
  const rng = createRng(2);
  const x = column(Array.from({ length: 50_000 }, () => rng.uniform()));
  const first = findBins(x, 10, createRng(3))[0]?.edges ?? [];
  assert.deepEqual(findBins(x, 10, createRng(3))[0]?.edges, first);
  for (const [i, edge] of first.entries()) assert.ok(Math.abs(edge - (i + 1) / 10) < 0.02);
});

test('categories keep their own bins up to the limit; beyond it the rarest share one', () => {
  const few = findBins(column([2, 0, Number.NaN, 1], 3), 254, createRng(1))[0];
  assert.deepEqual([few?.count, ...(few?.categoryBins ?? [])], [3, 0, 1, 2]);
  const many = findBins(column([4, 4, 4, 2, 2, 0], 5), 3, createRng(1))[0];
  assert.deepEqual([many?.count, ...(many?.categoryBins ?? [])], [3, 2, 2, 1, 2, 0]);
});

test('codes that are none, and counts of another width, are refused', () => {
  for (const bad of [-1, 0.5, 3]) {
    numericErrorOf('shape_mismatch', () => findBins(column([0, bad], 3), 254, createRng(1)));
  }
  const x = { rows: 1, columns: 1, data: Float64Array.of(1), categoryCounts: new Int32Array(2) };
  numericErrorOf('shape_mismatch', () => findBins(x, 254, createRng(1)));
});
