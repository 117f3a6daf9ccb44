import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { at, intAt } from '../element.ts';
import { type Matrix, matrixOf } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { chooseClusters } from './choose-clusters.ts';
import { fitDbscan, suggestRadius } from './dbscan.ts';
import { squaredDistance } from './distance.ts';
import { createNeighbourSearch } from './k-d-tree.ts';
import { fitKMeans, nearestCenters } from './k-means.ts';
import { createPointsMemory } from './points-memory.ts';
import { createSeeding } from './seeding.ts';
import { silhouette } from './silhouette.ts';

interface Fixtures {
  blobs: number[];
  inertia: number;
  silhouette: number;
  labels: number[];
  moons: number[];
  dbscan: { radius: number; min_points: number; labels: number[]; cores: number }[];
}

const fixtures = JSON.parse(
  readFileSync(new URL('fixtures/clustering-fixtures.json', import.meta.url), 'utf8'),
) as Fixtures;
const matrix = (values: readonly number[], columns: number): Matrix =>
  matrixOf(values.length / columns, columns, Float64Array.from(values));
const blobs = matrix(fixtures.blobs, 3);
const moons = matrix(fixtures.moons, 2);

function noise(rows: number, columns: number, seed: number): Matrix {
  const rng = createRng(seed);
  return matrixOf(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => rng.normal()),
  );
}

const isError = (code: string) => (error: unknown) => error instanceof NumericError && error.code === code;

function stop(): never {
  throw new Error('enough');
}

/** Numbers of clusters as they first appear, so that two ways of numbering can be compared. */
function inOrder(labels: Iterable<number>): number[] {
  const seen = new Map<number, number>();
  return Array.from(labels, (label) => {
    if (label === -1) return -1;
    if (!seen.has(label)) seen.set(label, seen.size);
    return seen.get(label) ?? -1;
  });
}

for (const columns of [1, 3, 4, 7, 8, 21]) {
  test(`distances: are the sum of squared differences in ${columns} columns`, () => {
    const x = noise(6, columns, columns);
    let expected = 0;
    for (let j = 0; j < columns; j += 1) expected += (at(x.data, 2 * columns + j) - at(x.data, 5 * columns + j)) ** 2;
    assert.ok(Math.abs(squaredDistance(x, 2, x, 5) - expected) < 1e-12 * (1 + expected));
  });
}

test('k-means: finds the division that another program finds by fifty starts', () => {
  const found = fitKMeans(blobs, 4, createRng(1), { starts: 10, tolerance: 0 });
  assert.ok(Math.abs(found.inertia - fixtures.inertia) < 1e-9 * fixtures.inertia);
  assert.deepEqual(inOrder(found.labels), inOrder(fixtures.labels));
});

for (const [rows, columns, clusters] of [
  [500, 2, 3],
  [800, 6, 12],
  [300, 20, 30],
] as const) {
  test(`k-means: leaves each of ${rows} points at its nearest of ${clusters} centers, and each center in the middle of its points`, () => {
    const x = noise(rows, columns, rows);
    const { centers, labels, inertia } = fitKMeans(x, clusters, createRng(2), { tolerance: 0, starts: 1 });
    let sum = 0;
    for (let row = 0; row < rows; row += 1) {
      const own = squaredDistance(x, row, centers, intAt(labels, row));
      sum += own;
      for (let k = 0; k < clusters; k += 1) assert.ok(own <= squaredDistance(x, row, centers, k) + 1e-9);
    }
    assert.ok(Math.abs(sum - inertia) < 1e-9 * inertia);
    for (let k = 0; k < clusters; k += 1) {
      const own = Array.from(labels.keys()).filter((row) => labels[row] === k);
      for (let j = 0; j < columns; j += 1) {
        const mean = own.reduce((total, row) => total + at(x.data, row * columns + j), 0) / own.length;
        assert.ok(Math.abs(mean - at(centers.data, k * columns + j)) < 1e-9);
      }
    }
  });
}

test('k-means: takes the same steps as comparing every point with every center', () => {
  const x = noise(400, 3, 9);
  const centers = createSeeding(createPointsMemory(x))(7, createRng(4).split('start 0'));
  let labels = nearestCenters(centers, x).labels;
  for (let step = 0; step < 6; step += 1) {
    centers.data.fill(0);
    for (let row = 0; row < 400; row += 1) {
      const size = labels.filter((label) => label === labels[row]).length;
      for (let j = 0, to = intAt(labels, row) * 3; j < 3; j += 1, to += 1) {
        centers.data[to] = at(centers.data, to) + at(x.data, row * 3 + j) / size;
      }
    }
    labels = nearestCenters(centers, x).labels;
  }
  const found = fitKMeans(x, 7, createRng(4), { starts: 1, maxIterations: 6, tolerance: 0 });
  assert.equal(found.iterations, 6);
  assert.deepEqual(found.labels, labels);
});

test('k-means: gives the same division by the same seed, and changes no input', () => {
  const x = noise(300, 4, 1);
  const before = x.data.slice();
  const [a, b] = [fitKMeans(x, 5, createRng(3)), fitKMeans(x, 5, createRng(3))];
  assert.deepEqual(a, b);
  assert.deepEqual(x.data, before);
});

test('k-means: more starts are never worse', () => {
  const x = noise(300, 4, 1);
  const one = fitKMeans(x, 15, createRng(3), { starts: 1 });
  const many = fitKMeans(x, 15, createRng(3), { starts: 12 });
  assert.ok(many.inertia < one.inertia);
});

test('k-means: leaves no center without points while points are left', () => {
  const x = matrix([0, 0, 0, 0, 10, 10, 11, 30], 1);
  const { labels, inertia } = fitKMeans(x, 4, createRng(1));
  assert.equal(new Set(labels).size, 4);
  assert.equal(inertia, 0);
});

test('k-means: goes on from given centers, keeps their numbers, and gives a center without points the furthest one', () => {
  const from = matrix([0, 500, 30], 1);
  const { centers, labels, inertia } = fitKMeans(matrix([0, 1, 2, 14, 30, 31], 1), 3, createRng(1), { from });
  assert.deepEqual([...labels], [0, 0, 0, 1, 2, 2]);
  assert.deepEqual([...centers.data], [1, 14, 30.5]);
  assert.equal(inertia, 2.5);
  assert.deepEqual([...from.data], [0, 500, 30]);
  assert.throws(() => fitKMeans(blobs, 3, createRng(1), { from }), isError('shape_mismatch'));
});

test('k-means: equal points are one cluster, whatever is asked for', () => {
  const { inertia, labels } = fitKMeans(matrix([2, 2, 2, 2], 1), 3, createRng(1));
  assert.equal(inertia, 0);
  assert.equal(new Set(labels).size, 1);
});

test('k-means: refuses what it cannot divide', () => {
  assert.throws(() => fitKMeans(blobs, 0, createRng(1)), isError('invalid_hyperparameter'));
  assert.throws(() => fitKMeans(blobs, 1.5, createRng(1)), isError('invalid_hyperparameter'));
  assert.throws(() => fitKMeans(matrix([1, 2], 1), 3, createRng(1)), isError('too_few_rows'));
  assert.throws(() => fitKMeans(matrix([1, Number.NaN, 3], 1), 2, createRng(1)), isError('not_finite'));
  assert.throws(() => fitKMeans(matrixOf(0, 0, new Float64Array(0)), 1, createRng(1)), isError('shape_mismatch'));
  assert.throws(() => nearestCenters(blobs, moons), isError('shape_mismatch'));
});

test('k-means: points that no memory can hold are refused before any is copied', () => {
  const tooMany = { rows: 2 ** 27, columns: 4, data: new Float64Array(0) };
  assert.throws(() => createPointsMemory(tooMany), isError('shape_mismatch'));
});

test('k-means: can be stopped', () => {
  assert.throws(() => fitKMeans(blobs, 3, createRng(1), { onIteration: stop }), /enough/);
});

test('k-means: first centers are far apart: one a blob, far more often than by chance', () => {
  let apart = 0;
  const seeding = createSeeding(createPointsMemory(blobs));
  for (let seed = 0; seed < 50; seed += 1) {
    const { labels } = nearestCenters(seeding(4, createRng(seed)), blobs);
    const found = [0, 40, 80, 120].map((row) => labels[row]);
    if (new Set(found).size === 4) apart += 1;
  }
  assert.ok(apart >= 28, `${apart} of 50`);
});

test('k-means: a new point goes to its nearest center, with its distance', () => {
  const { labels, distances } = nearestCenters(matrix([0, 0, 10, 0], 2), matrix([7, 4, 3, -4], 2));
  assert.deepEqual([...labels], [1, 0]);
  assert.deepEqual([...distances], [5, 5]);
});

test('silhouette: is that of another program', () => {
  const found = silhouette(blobs, Int32Array.from(fixtures.labels), createRng(1));
  assert.ok(Math.abs(found - fixtures.silhouette) < 1e-12);
});

test('silhouette: of a sample is near that of all', () => {
  const rng = createRng(5);
  const x = matrix(
    Array.from({ length: 6000 }, (_, i) => (i % 2) * 4 + rng.normal()),
    1,
  );
  const labels = Int32Array.from({ length: 6000 }, (_, i) => i % 2);
  const few = { ...x, rows: 1990, data: x.data.subarray(0, 1990) };
  const exact = silhouette(few, labels.subarray(0, 1990), rng);
  assert.ok(Math.abs(silhouette(x, labels, rng) - exact) < 0.02);
});

test('silhouette: leaves out what belongs to none, and counts who is alone as 0', () => {
  const x = matrix([0, 1, 10, 11, 500], 1);
  const parted = silhouette(x, Int32Array.from([0, 0, 1, 1, -1]), createRng(1));
  assert.ok(parted > 0.89 && parted < 0.91);
  const alone = silhouette(x, Int32Array.from([0, 0, 0, 0, 1]), createRng(1));
  assert.ok(alone < 0.8);
  assert.equal(silhouette(matrix([1, 1, 1, 1], 1), Int32Array.from([0, 1, 0, 1]), createRng(1)), 0);
  assert.ok(Number.isNaN(silhouette(x, new Int32Array(5), createRng(1))));
});

test('silhouette: chooses the number of clusters that there are', () => {
  const { clusters, trials } = chooseClusters(blobs, 8, createRng(1));
  assert.equal(clusters, 4);
  assert.deepEqual(
    trials.map((trial) => trial.clusters),
    [2, 3, 4, 5, 6, 7, 8],
  );
  assert.equal(chooseClusters(matrix([1, 1, 1], 1), 5, createRng(1)).clusters, 2);
  assert.throws(() => chooseClusters(matrix([1], 1), 5, createRng(1)), isError('too_few_rows'));
  const wide = noise(12_000, 2, 3);
  for (let row = 0; row < 12_000; row += 1) wide.data[row * 2] = at(wide.data, row * 2) + (row % 3) * 9;
  assert.equal(chooseClusters(wide, 4, createRng(1), { starts: 2 }).clusters, 3);
});

for (const { radius, min_points: minPoints, labels, cores } of fixtures.dbscan) {
  test(`DBSCAN: gives the clusters of another program (radius ${radius}, ${minPoints} points)`, () => {
    const found = fitDbscan(moons, radius, minPoints);
    assert.deepEqual([...found.labels], labels);
    assert.equal(found.clusters, Math.max(...labels) + 1);
    assert.equal(
      found.core.reduce((sum, one) => sum + one, 0),
      cores,
    );
  });
}

test('DBSCAN: a tree finds the same neighbours as looking at all points', () => {
  const x = noise(700, 3, 8);
  const search = createNeighbourSearch(x);
  for (const row of [0, 1, 350, 699]) {
    const found: number[] = [];
    search(row, 0.9, (other) => found.push(other));
    const expected = Array.from({ length: 700 }, (_, other) => other).filter(
      (other) => squaredDistance(x, row, x, other) <= 0.81,
    );
    assert.deepEqual(
      found.toSorted((a, b) => a - b),
      expected,
    );
  }
});

test('DBSCAN: a suggested radius parts two moons', () => {
  const radius = suggestRadius(moons, 4, createRng(1));
  assert.ok(radius > 0.05 && radius < 0.6, String(radius));
  assert.equal(suggestRadius(matrix([3, 3, 3], 1), 2, createRng(1)), 1);
  assert.equal(suggestRadius(matrix([0, 0, 0, 4], 1), 2, createRng(1)), 4);
  assert.ok(suggestRadius(noise(1500, 2, 1), 4, createRng(1)) > 0);
});

test('DBSCAN: refuses what it cannot work with, and can be stopped', () => {
  assert.throws(() => fitDbscan(moons, 0, 3), isError('invalid_hyperparameter'));
  assert.throws(() => fitDbscan(moons, 1, 0), isError('invalid_hyperparameter'));
  assert.throws(() => fitDbscan(matrixOf(0, 1, new Float64Array(0)), 1, 2), isError('too_few_rows'));
  assert.throws(() => suggestRadius(matrix([1, 2], 1), 2, createRng(1)), isError('too_few_rows'));
  assert.throws(() => fitDbscan(moons, 1, 3, stop), /enough/);
});
