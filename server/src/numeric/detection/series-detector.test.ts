import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { createRng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { type Plant, plantedSeries, scoreAlerts } from '../testing/planted-series.ts';
import { chooseDetector } from './choose-detector.ts';
import { learnDismissals } from './dismissals.ts';
import { fitDetector } from './fit-detector.ts';
import { findSilence } from './no-data.ts';
import {
  bandAt,
  type DetectorKind,
  EXCLUDED,
  expectedAt,
  findAnomalies,
  scoreAt,
  scoreSeries,
  type SeriesHistory,
  severityBy,
} from './series-detector.ts';
import { beginStream, streamBand, streamScore, updateStream } from './stream-detector.ts';

const ALL: readonly DetectorKind[] = ['zscore_robust', 'stl_residual', 'forecast_residual', 'dbscan', 'change_point'];

/** A week around a level of 10 with noise of 2. */
function weeks(days: number, seed: number): Float64Array {
  const rng = createRng(seed);
  return Float64Array.from({ length: days }, (_, t) => 10 + 12 * Math.sin((2 * Math.PI * t) / 7) + 2 * rng.normal());
}

const weekly = (values: Float64Array): SeriesHistory => ({ values, seasonLengths: [7] });

/** Precision and recall over series with this planted in them. */
function tally(
  kind: DetectorKind,
  plant: Plant,
  missing: number,
  series: number,
): { precision: number; recall: number } {
  let [hits, alerts, found, planted] = [0, 0, 0, 0];
  for (let seed = 101; seed < 101 + series; seed += 1) {
    const made = plantedSeries(seed, plant, 6, missing);
    const periods = findAnomalies(fitDetector(kind, made), made).map(({ period }) => period);
    const begins = periods.filter((period, i) => periods[i - 1] !== period - 1);
    // Before that, a forecast has nothing to be made from.
    const seen = made.planted.filter((period) => kind !== 'forecast_residual' || period >= 243);
    const score = scoreAlerts(begins, seen, plant === 'shifts' ? 6 : 0);
    [hits, alerts] = [hits + score.hits, alerts + score.alerts];
    [found, planted] = [found + score.found, planted + score.planted];
  }
  return { precision: hits / alerts, recall: found / planted };
}

for (const [kind, plant, missing, precision, recall] of [
  ['stl_residual', 'spikes', 0, 0.8, 0.9],
  ['stl_residual', 'drops', 0.1, 0.8, 0.9],
  ['forecast_residual', 'drops', 0, 0.85, 0.7],
  ['dbscan', 'spikes', 0, 0.6, 0.9],
  ['change_point', 'shifts', 0, 0.7, 0.85],
] as const) {
  test(`${kind} finds planted ${plant}${missing > 0 ? ' among gaps' : ''}, and names little else`, () => {
    // Forecasts from 24 origins take their time.
    const found = tally(kind, plant, missing, kind === 'forecast_residual' ? 1 : 3);
    assert.ok(found.precision >= precision && found.recall >= recall, JSON.stringify(found));
  });
}

test('a detector of any kind expects the season, scores in standard deviations, and bands what its threshold lets pass', () => {
  const values = weeks(280, 1);
  for (const kind of ALL) {
    const detector = fitDetector(kind, weekly(values), { threshold: 4 });
    for (const period of [200, 279, 280, 301]) {
      const { lower, expected, upper } = bandAt(detector, period);
      assert.ok(lower < expected && expected < upper, kind);
      assert.equal(expectedAt(detector, period), expected);
      const truth = kind === 'zscore_robust' ? 10 : 10 + 12 * Math.sin((2 * Math.PI * period) / 7);
      assert.ok(Math.abs(expected - truth) < (kind === 'zscore_robust' ? 4 : 2.5), `${kind} ${period}: ${expected}`);
      assert.ok(Math.abs(scoreAt(detector, period, upper) - 4) < 1e-6, kind);
      assert.ok(Math.abs(scoreAt(detector, period, lower) + 4) < 1e-6, kind);
      assert.equal(scoreAt(detector, period, expected), 0);
    }
    assert.ok(Number.isNaN(scoreAt(detector, 200, Number.NaN)));
  }
  const { scale, aheadScale } = fitDetector('stl_residual', weekly(values));
  assert.ok(Math.abs(scale - 2) < 0.35 && aheadScale >= scale && aheadScale < 3, `${scale} ${aheadScale}`);
});

test('after the history, the last season goes round and round', () => {
  const detector = fitDetector('stl_residual', weekly(weeks(140, 2)));
  for (const h of [0, 5, 13]) {
    assert.equal(expectedAt(detector, 140 + h), expectedAt(detector, 140 + h + 14));
    assert.equal(expectedAt(detector, 140 + h), expectedAt(detector, 140 + h + 700));
  }
});

test('swings that grow with the level are judged on logarithms, where nothing at all is half of the smallest', () => {
  const made = plantedSeries(7, 'spikes', 6);
  const detector = fitDetector('stl_residual', made);
  assert.equal(detector.transform.lambda, 0);
  const least = Math.min(...made.values.filter((value) => value > 0));
  assert.equal(scoreAt(detector, 700, 0), scoreAt(detector, 700, least / 2));
  assert.equal(scoreAt(detector, 700, -5), scoreAt(detector, 700, 0));
  assert.equal(severityBy(detector.threshold, scoreAt(detector, 700, 0)), 'critical');
  const { lower, upper, expected } = bandAt(detector, 700);
  assert.ok(lower > 0 && Math.abs((lower * upper) / expected ** 2 - 1) < 1e-9);
  const empty = made.values.slice();
  empty[400] = 0;
  const drop = findAnomalies(fitDetector('stl_residual', { ...made, values: empty }), {
    ...made,
    values: empty,
  }).find(({ period }) => period === 400);
  assert.deepEqual([drop?.actual, drop?.severity], [0, 'critical']);
});

test('missing data is no anomaly, of whatever length', () => {
  const values = weeks(210, 3);
  values.fill(Number.NaN, 60, 75);
  values.fill(Number.NaN, 0, 9);
  for (const kind of ALL) {
    const found = findAnomalies(fitDetector(kind, weekly(values)), weekly(values));
    assert.ok(found.every(({ period }) => !Number.isNaN(at(values, period))));
    assert.ok(found.length <= 4, `${kind}: ${found.length}`);
    assert.ok(Number.isNaN(expectedAt(fitDetector(kind, weekly(values)), 3)) || kind === 'zscore_robust');
  }
});

test('a business calendar leaves closed days out and compares days of a kind with their like', () => {
  const values = weeks(364, 4);
  const kinds = new Int32Array(364);
  const sales = [30, 100, 160, 220, 290, 340];
  for (const day of sales) {
    kinds[day] = 1;
    values[day] = at(values, day) + 80;
  }
  for (const day of [50, 51, 200]) {
    kinds[day] = EXCLUDED;
    values[day] = -90;
  }
  kinds[300] = 2;
  const history = { ...weekly(values), kinds };
  const plain = findAnomalies(fitDetector('stl_residual', weekly(values)), weekly(values));
  assert.ok([...sales, 50, 51, 200].every((day) => plain.some(({ period }) => period === day)));
  const detector = fitDetector('stl_residual', history);
  const own = findAnomalies(detector, history);
  assert.ok(!own.some(({ period }) => sales.includes(period) || [50, 51, 200].includes(period)));
  // An ordinary day is strange where a sale is due, and a sale where none is; of kind 2 too little is known.
  assert.ok(scoreAt(detector, 364, expectedAt(detector, 364), 1) < -10);
  assert.ok(Math.abs(expectedAt(detector, 364, 1) - expectedAt(detector, 364) - 80) < 4);
  assert.ok(Number.isNaN(scoreAt(detector, 364, 1e6, 2)) && Number.isNaN(bandAt(detector, 364, EXCLUDED).lower));
  const everyKind = fitDetector('dbscan', history);
  assert.ok(scoreAt(everyKind, 364, expectedAt(everyKind, 364), 1) < -10);
});

test('what stands out of a history with a calendar is told with the band of its own kind', () => {
  const values = weeks(210, 6);
  const kinds = new Int32Array(210);
  for (const day of [40, 90, 130, 170]) {
    kinds[day] = 1;
    values[day] = at(values, day) + 80;
  }
  values[170] = at(values, 170) + 200;
  const detector = fitDetector('stl_residual', { ...weekly(values), kinds });
  const found = findAnomalies(detector, { ...weekly(values), kinds }).find(({ period }) => period === 170);
  assert.ok(found !== undefined && found.band.expected > expectedAt(detector, 170) + 40);
});

test('severities begin at the threshold and at four thirds, twice and three times of it', () => {
  assert.deepEqual(
    [2.9, 3, 4, 6, 9].map((score) => severityBy(3, score)),
    [null, 'low', 'medium', 'high', 'critical'],
  );
  assert.deepEqual(
    [3.4, -3.5, 7, -11].map((score) => severityBy(3.5, score)),
    [null, 'low', 'high', 'critical'],
  );
});

test('equal values: any other is infinitely far, none is itself', () => {
  for (const kind of ALL) {
    const detector = fitDetector(kind, weekly(new Float64Array(60).fill(7)));
    assert.deepEqual(
      [7, 8, 6].map((value) => scoreAt(detector, 60, value)),
      [0, Infinity, -Infinity],
      kind,
    );
  }
});

test('short series: a single value is enough for a level, a forecast needs more', () => {
  for (const kind of ['zscore_robust', 'stl_residual', 'dbscan', 'change_point'] as const) {
    assert.equal(expectedAt(fitDetector(kind, weekly(Float64Array.of(5))), 1), 5, kind);
    assert.ok(Math.abs(expectedAt(fitDetector(kind, weekly(Float64Array.of(5, 6, 5, 6))), 4) - 5.5) < 2, kind);
  }
  numericErrorOf('too_few_rows', () => fitDetector('forecast_residual', weekly(Float64Array.of(5, 6))));
});

test('what cannot be learnt from is refused', () => {
  const values = weeks(30, 1);
  numericErrorOf('too_few_rows', () => fitDetector('stl_residual', weekly(new Float64Array(3).fill(Number.NaN))));
  numericErrorOf('not_finite', () => fitDetector('stl_residual', weekly(Float64Array.of(1, -Infinity))));
  numericErrorOf('shape_mismatch', () => fitDetector('stl_residual', { ...weekly(values), kinds: new Int32Array(2) }));
  numericErrorOf('invalid_hyperparameter', () => fitDetector('stl_residual', weekly(values), { threshold: 0.5 }));
  numericErrorOf('invalid_hyperparameter', () => fitDetector('stl_residual', { values, seasonLengths: [1.5] }));
});

test('inputs stay as they are, and the same history gives the same detector', () => {
  const values = weeks(120, 8);
  const before = values.slice();
  for (const kind of ALL) assert.deepEqual(fitDetector(kind, weekly(values)), fitDetector(kind, weekly(values)));
  assert.deepEqual(values, before);
});

test('auto: takes the season into account where there is one, and says how each kind did', () => {
  const { detector, trials } = chooseDetector(weekly(weeks(280, 5)), createRng(1));
  assert.equal(detector.kind, 'stl_residual');
  const precision = (kind: DetectorKind) => trials.find((trial) => trial.kind === kind)?.averagePrecision ?? 0;
  assert.ok(precision('stl_residual') > precision('zscore_robust') + 0.2, JSON.stringify(trials));
  assert.ok(trials.every(({ recall, precision: share }) => recall >= 0 && recall <= 1 && share >= 0 && share <= 1));
  assert.deepEqual(chooseDetector(weekly(weeks(280, 5)), createRng(1)).trials, trials);
});

test('auto: a line that changes its level again and again is better forecast; flat and short series have an answer', () => {
  const rng = createRng(3);
  let level = 0;
  const walk = Float64Array.from({ length: 300 }, () => (level += rng.normal()));
  assert.equal(chooseDetector({ values: walk, seasonLengths: [] }, createRng(1)).trials.length, 4);
  const noise = createRng(1);
  const plain = Float64Array.from({ length: 60 }, () => 20 + noise.normal());
  const forecast = chooseDetector(weekly(plain), createRng(1));
  assert.equal(forecast.detector.kind, 'forecast_residual', 'a week that is none misleads what smooths it');
  const flat = chooseDetector(weekly(new Float64Array(50).fill(3)), createRng(1));
  assert.deepEqual([flat.detector.kind, flat.trials], ['stl_residual', []]);
  const kinds = new Int32Array(8).fill(1, 0, 2);
  const short = chooseDetector(
    { values: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), seasonLengths: [], kinds },
    createRng(1),
  );
  assert.ok(short.trials.some(({ averagePrecision }) => Number.isNaN(averagePrecision)));
  numericErrorOf('invalid_hyperparameter', () => chooseDetector(weekly(walk), createRng(1), { threshold: 0 }));
});

test('dismissals stretch their side by a third after one, by half after two, and confirmations take back', () => {
  const detector = fitDetector('stl_residual', weekly(weeks(280, 6)), { threshold: 3 });
  const once = learnDismissals(detector, [24]);
  assert.ok(Math.abs(once.stretch.above - 2) < 1e-12 && once.stretch.below === 1);
  assert.ok(Math.abs(learnDismissals(detector, [12, 12]).stretch.above - 2) < 1e-12);
  assert.ok(learnDismissals(detector, [24], [5, 6]).stretch.above < 1.6);
  assert.equal(learnDismissals(detector, [Infinity]).stretch.above, 1);
  const value = expectedAt(detector, 285) + 10;
  assert.ok(Math.abs(scoreAt(once, 285, value) - scoreAt(detector, 285, value) / 2) < 1e-9);
  const below = expectedAt(detector, 285) - 10;
  assert.equal(scoreAt(once, 285, below), scoreAt(detector, 285, below));
  const [before, after] = [bandAt(detector, 285), bandAt(once, 285)];
  assert.ok(after.upper > before.upper && after.lower === before.lower);
});

const none = Number.NaN;

function silence(values: number[], kinds?: number[]) {
  const history = { values: Float64Array.from(values), seasonLengths: [] };
  return findSilence(kinds ? { ...history, kinds: Int32Array.from(kinds) } : history);
}

test('no data: a silence is told once it is longer than any before, closed days not counted', () => {
  assert.equal(silence([1, 2, 3]), null);
  assert.equal(silence([none, none]), null);
  assert.deepEqual(silence([1, 2, none]), { from: 2, periods: 1, longestBefore: 0, severity: 'low' });
  assert.equal(silence([none, none, 1, none, 2, none]), null);
  assert.deepEqual(silence([1, none, 2, none, none, none, none]), {
    from: 3,
    periods: 4,
    longestBefore: 1,
    severity: 'medium',
  });
  assert.equal(silence([1, 2, none, none], [0, 0, EXCLUDED, EXCLUDED]), null);
  assert.equal(silence([1, none, none, none], [0, EXCLUDED, 0, 0])?.from, 2);
  assert.equal(silence([1, ...Array.from({ length: 8 }, () => none)])?.severity, 'critical');
});

test('a stream expects and bands what the batch does while nothing changes', () => {
  const values = weeks(700, 9);
  let stream = beginStream(weekly(values.subarray(0, 350)));
  let [misses, largest] = [0, 0];
  for (const [i, value] of values.subarray(350).entries()) {
    const truth = 10 + 12 * Math.sin((2 * Math.PI * (350 + i)) / 7);
    largest = Math.max(largest, Math.abs(streamBand(stream).expected - truth));
    misses += Number(Math.abs(streamScore(stream, value)) > stream.threshold);
    stream = updateStream(stream, value);
  }
  const batch = fitDetector('stl_residual', weekly(values));
  assert.ok(largest < 3, `off by ${largest}`);
  assert.ok(misses <= 4, `${misses} alarms`);
  assert.ok(Math.abs(stream.scale / batch.scale - 1) < 0.25, `${stream.scale} against ${batch.scale}`);
  const { lower, expected, upper } = streamBand(stream);
  assert.ok(Math.abs(expected - expectedAt(batch, 700)) < 2.5);
  assert.ok(Math.abs(upper - expected - 3.5 * stream.scale) < 1e-9 && Math.abs(upper + lower - 2 * expected) < 1e-9);
});

test('a stream keeps its size, is not moved by one wild value, and follows a lasting change', () => {
  const values = weeks(350, 10);
  const begun = beginStream(weekly(values));
  const size = JSON.stringify(begun.season.length) + Object.keys(begun).join();
  const wild = updateStream(begun, 1e9);
  assert.ok(Math.abs(wild.level - begun.level) < 0.3 * begun.scale && wild.scale < 1.1 * begun.scale);
  assert.ok(streamScore(begun, 1e9) > 1e6);
  let stream = begun;
  const rng = createRng(2);
  for (let t = 350; t < 450; t += 1) {
    stream = updateStream(stream, 40 + 12 * Math.sin((2 * Math.PI * t) / 7) + 2 * rng.normal());
  }
  const expected = 40 + 12 * Math.sin((2 * Math.PI * 450) / 7);
  assert.ok(Math.abs(streamBand(stream).expected - expected) < 5, JSON.stringify(stream));
  assert.equal(JSON.stringify(stream.season.length) + Object.keys(stream).join(), size);
  const later = updateStream(updateStream(begun, Number.NaN), Number.NaN);
  assert.deepEqual(later, { ...begun, place: 2 });
  assert.ok(Number.isNaN(streamScore(begun, Number.NaN)));
  numericErrorOf('not_finite', () => updateStream(begun, Infinity));
});

test('a stream of equal values takes the first deviation as it is', () => {
  const begun = beginStream({ values: new Float64Array(20).fill(4), seasonLengths: [] });
  assert.deepEqual([streamScore(begun, 4), streamScore(begun, 5)], [0, Infinity]);
  assert.equal(updateStream(begun, 4).scale, 0);
  const moved = updateStream(begun, 6);
  assert.ok(moved.scale > 0 && moved.level > 4 && moved.level < 6);
  assert.equal(moved.season.length, 1);
});

test('scores of a history and of what came after it go on without a seam', () => {
  const values = weeks(290, 11);
  const detector = fitDetector('stl_residual', weekly(values.subarray(0, 280)));
  const scores = scoreSeries(detector, weekly(values));
  assert.equal(scores.length, 290);
  assert.ok(scores.every((score) => Math.abs(score) < 6));
  assert.equal(at(scores, 285), scoreAt(detector, 285, at(values, 285)));
});
