import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { decodeDetector, encodeDetector } from './detector-artifact.ts';
import { fitDetector } from './fit-detector.ts';
import { scoreSeries } from './series-detector.ts';

const rng = createRng(1);
const values = Float64Array.from({ length: 84 }, (_, t) => 10 + 4 * Math.sin((2 * Math.PI * t) / 7) + rng.normal());
const kinds = Int32Array.from({ length: 84 }, (_, t) => (t % 20 === 3 ? 1 : 0));
const history = { values, seasonLengths: [7], kinds };

test('detectors of all kinds come back from their bytes, which are always the same', () => {
  for (const kind of ['zscore_robust', 'stl_residual', 'forecast_residual', 'dbscan', 'change_point'] as const) {
    const detector = fitDetector(kind, history);
    const bytes = encodeDetector(detector);
    assert.deepEqual(encodeDetector(fitDetector(kind, history)), bytes);
    assert.deepEqual(decodeDetector(bytes), detector);
    assert.deepEqual(scoreSeries(decodeDetector(bytes), history), scoreSeries(detector, history));
  }
});

test('bytes that were tampered with or are of something else are refused', () => {
  const detector = fitDetector('stl_residual', history);
  for (const broken of [
    { cycle: 0 },
    { cycle: 1.5 },
    { cycle: 99 },
    { usual: new Float64Array(0) },
    { usual: values.slice(0, 3) },
  ]) {
    numericErrorOf('artifact_corrupted', () => decodeDetector(encodeDetector({ ...detector, ...broken })));
  }
  numericErrorOf('artifact_not_recognized', () => decodeDetector(new Uint8Array(40)));
});
