import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '../column.ts';
import { intAt } from '../element.ts';
import { createRng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { numbers, snapshot, words } from '../testing/synthetic-data.ts';
import { clusteringHyperparameters } from './divide-rows.ts';
import {
  assignSegments,
  decodeSegmentation,
  encodeSegmentation,
  type SegmentationRequest,
  trainSegmentation,
} from './segmentation.ts';

const ALGORITHMS = ['kmeans', 'dbscan'] as const;

/** Customers of three kinds, half, a third and the rest of them, with blanks. */
function customers(rows: number, seed = 1): Column[] {
  const rng = createRng(seed);
  const kinds = Array.from({ length: rows }, (_, row) => (row % 6 < 3 ? 0 : row % 6 < 5 ? 1 : 2));
  const spend = kinds.map((kind, row) =>
    row % 17 === 3 ? Number.NaN : ([20, 200, 900][kind] ?? 0) + 8 * rng.normal(),
  );
  const visits = kinds.map((kind) => ([2, 12, 4][kind] ?? 0) + 0.4 * rng.normal());
  const region = kinds.map((kind, row) => (row % 19 === 4 ? null : (['north', 'south', 'west'][kind] ?? null)));
  return [numbers('spend', spend), numbers('visits', visits), words('region', 'category', region)];
}

const request = (overrides: Partial<SegmentationRequest> = {}): SegmentationRequest => ({
  columns: customers(300),
  algorithm: 'kmeans',
  seed: 1,
  ...overrides,
});

for (const algorithm of ALGORITHMS) {
  test(`${algorithm}: finds three kinds of customers, largest first, and says what sets them apart`, () => {
    const { metrics, labels, descriptions, model } = trainSegmentation(
      request({ algorithm, ...(algorithm === 'dbscan' ? { hyperparameters: { radius: 1 } } : {}) }),
    );
    assert.equal(metrics.clusters, 3);
    assert.deepEqual([labels[0], labels[9], labels[5]], [0, 1, 2]);
    assert.ok(metrics.silhouette > 0.6 && metrics.noise_share < 0.15, JSON.stringify(metrics));
    assert.ok(Math.abs(metrics.smallest_share - 1 / 6) < 0.03);
    assert.deepEqual(
      [...model.sizes],
      [0, 1, 2].map((segment) => labels.filter((label) => label === segment).length),
    );
    const third = descriptions[2];
    assert.ok(
      third?.traits.some((trait) => trait.kind === 'category' && trait.category === 'west' && trait.effect > 1),
    );
    assert.ok(third?.traits.some((trait) => trait.column === 'spend' && trait.effect > 1));
  });

  test(`${algorithm}: the same request gives the same bytes, inputs stay, rows are assigned as in training, also from bytes`, () => {
    const columns = customers(120);
    const before = snapshot(columns);
    const { model, labels } = trainSegmentation(request({ algorithm, columns }));
    const bytes = encodeSegmentation(model);
    assert.deepEqual(encodeSegmentation(trainSegmentation(request({ algorithm, columns })).model), bytes);
    assert.deepEqual(snapshot(columns), before);
    const back = decodeSegmentation(bytes);
    assert.deepEqual(back, model);
    assert.deepEqual(assignSegments(back, columns).segments, labels);
    assert.ok(assignSegments(back, [words('region', 'category', ['east', null])]).distances.every(Number.isFinite));
  });

  test(`${algorithm}: every hyperparameter is bounded, and a stop is heeded`, () => {
    numericErrorOf('unknown_hyperparameter', () =>
      trainSegmentation(request({ algorithm, hyperparameters: { x: 1 } })),
    );
    for (const { name, min, max } of clusteringHyperparameters[algorithm]) {
      numericErrorOf('invalid_hyperparameter', () =>
        trainSegmentation(request({ algorithm, hyperparameters: { [name]: max + 1 } })),
      );
      trainSegmentation(request({ algorithm, columns: customers(30), hyperparameters: { [name]: min } }));
    }
    numericErrorOf('stopped', () => trainSegmentation(request({ algorithm, shouldStop: () => true })));
  });
}

test('kmeans: as many segments as are asked for, without trials', () => {
  const { metrics, trials } = trainSegmentation(request({ hyperparameters: { clusters: 5 } }));
  assert.deepEqual([metrics.clusters, trials], [5, []]);
  assert.ok(trainSegmentation(request()).trials.length === 9);
  assert.ok(Number.isNaN(trainSegmentation(request({ hyperparameters: { clusters: 1 } })).metrics.silhouette));
});

test('dbscan: what is far from everything is noise, and where nothing is dense everything is', () => {
  const { model } = trainSegmentation(request({ algorithm: 'dbscan' }));
  const { segments, distances } = assignSegments(model, [numbers('spend', [1e5]), numbers('visits', [-99])]);
  assert.equal(segments[0], -1);
  assert.ok((distances[0] ?? 0) > model.radius);
  const none = trainSegmentation(request({ algorithm: 'dbscan', hyperparameters: { radius: 1e-9 } }));
  assert.deepEqual([none.metrics.clusters, none.metrics.noise_share, none.metrics.smallest_share], [0, 1, 0]);
  assert.deepEqual([...assignSegments(none.model, customers(2)).segments], [-1, -1]);
});

test('dbscan: of many rows a part stands for all', () => {
  const rng = createRng(3);
  const values = Float64Array.from({ length: 10_100 }, (_, row) => (row % 2) * 50 + rng.normal());
  const { metrics, model } = trainSegmentation(
    request({ algorithm: 'dbscan', columns: [numbers('x', values)], hyperparameters: { radius: 0.04 } }),
  );
  assert.equal(model.segments.length, 1000);
  assert.ok(metrics.noise_share < 0.1 && metrics.clusters >= 2);
  assert.equal(intAt(model.segments, 0) < metrics.clusters, true);
});

test('what cannot be divided is refused, and so are bytes that were tampered with', () => {
  numericErrorOf('too_few_rows', () => trainSegmentation(request({ columns: customers(9) })));
  numericErrorOf('too_few_rows', () =>
    trainSegmentation(request({ columns: customers(12), hyperparameters: { clusters: 50 } })),
  );
  numericErrorOf('no_usable_features', () =>
    trainSegmentation(request({ columns: [numbers('flat', new Float64Array(20).fill(1))] })),
  );
  const { model } = trainSegmentation(request({ columns: customers(30) }));
  const broken = { ...model, segments: model.segments.map(() => 9) };
  numericErrorOf('artifact_corrupted', () => decodeSegmentation(encodeSegmentation(broken)));
  numericErrorOf('artifact_not_recognized', () => decodeSegmentation(new Uint8Array(40)));
});
