import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose } from '../testing/assertions.ts';
import { words } from '../testing/synthetic-data.ts';
import {
  categoryWidth,
  countCategories,
  fitCategoryEncoder,
  type CategoryEncoder,
  levelOf,
  writeCategory,
} from './category-encoder.ts';
import { hashText } from './hash.ts';
import { fitProseEncoder, looksLikeProse, proseWidth, tokensOf, writeProse } from './prose-encoder.ts';
import { fitTimeEncoder, timeWidth, writeTime } from './time-encoder.ts';
import {
  booleanWidth,
  fitBooleanEncoder,
  fitNumberEncoder,
  numberWidth,
  writeBoolean,
  writeNumber,
} from './value-encoders.ts';

const DAY_MS = 86_400_000;

function written(width: number, write: (out: Float64Array) => void): number[] {
  const out = new Float64Array(width + 1).fill(7);
  write(out);
  assert.equal(out[width], 7, 'wrote beyond its columns');
  return [...out.subarray(0, width)];
}

function repeated(pairs: Readonly<Record<string, number>>): string[] {
  return Object.entries(pairs).flatMap(([name, count]) => Array.from({ length: count }, () => name));
}

function categories(values: readonly (string | null)[]): CategoryEncoder {
  const column = words('c', 'category', values);
  return fitCategoryEncoder(column, countCategories(column)) ?? assert.fail('no frequent category');
}

function encodeCategory(encoder: CategoryEncoder, name: string | null): number[] {
  return written(categoryWidth(encoder), (out) => writeCategory(encoder, levelOf(encoder, name), out, 0));
}

test('numbers are standardised around their mean, missing ones counting as the median', () => {
  const encoder = fitNumberEncoder('n', Float64Array.of(1, 2, 9, Number.NaN)) ?? assert.fail();
  const imputed = [1, 2, 9, 2];
  const mean = 3.5;
  const scale = Math.sqrt(imputed.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4);
  assert.deepEqual([encoder.median, encoder.min, encoder.max, encoder.integer], [2, 1, 9, true]);
  assertAllClose([encoder.mean, encoder.scale, encoder.missingShare], [mean, scale, 0.25], 1e-14);
  assert.equal(numberWidth(encoder), 2);
  assertAllClose(
    written(2, (out) => writeNumber(encoder, 9, out, 0)),
    [(9 - mean) / scale, -0.25],
    1e-14,
  );
  assertAllClose(
    written(2, (out) => writeNumber(encoder, Number.NaN, out, 0)),
    [(2 - mean) / scale, 0.75],
    1e-14,
  );
});

test('a constant number has no column of its own, and one that rounding alone varies is constant', () => {
  for (const values of [
    [5, 5, 5],
    [0.3, 0.1 + 0.2, 0.3],
    [0, 0],
  ]) {
    const encoder = fitNumberEncoder('n', Float64Array.from(values)) ?? assert.fail();
    assert.equal(numberWidth(encoder), 0);
  }
  const withMissing = fitNumberEncoder('n', Float64Array.of(5, Number.NaN)) ?? assert.fail();
  assert.deepEqual(
    written(1, (out) => writeNumber(withMissing, 5, out, 0)),
    [-0.5],
  );
});

test('infinite and enormous numbers are missing, and a column of them is empty', () => {
  const encoder = fitNumberEncoder('n', Float64Array.of(1, 2.5, Number.NEGATIVE_INFINITY, 1e200)) ?? assert.fail();
  assert.deepEqual([encoder.max, encoder.missingShare, encoder.integer], [2.5, 0.5, false]);
  assert.equal(fitNumberEncoder('n', Float64Array.of(Number.NaN, 1e300)), null);
});

test('large offsets do not cost the digits that vary', () => {
  const encoder =
    fitNumberEncoder(
      'id',
      Float64Array.from([0, 1, 2, 3], (i) => 1e11 + i),
    ) ?? assert.fail();
  assertClose(encoder.scale, Math.sqrt(1.25), 1e-12);
});

test('booleans are 1 or 0 less their mean, missing ones the mean', () => {
  const encoder = fitBooleanEncoder('b', Float64Array.of(1, 0, 0, 0, Number.NaN)) ?? assert.fail();
  assert.equal(booleanWidth(encoder), 2);
  assertAllClose(
    written(2, (out) => writeBoolean(encoder, 1, out, 0)),
    [0.75, -0.2],
    1e-14,
  );
  assertAllClose(
    written(2, (out) => writeBoolean(encoder, 0, out, 0)),
    [-0.25, -0.2],
    1e-14,
  );
  assertAllClose(
    written(2, (out) => writeBoolean(encoder, Number.NaN, out, 0)),
    [0, 0.8],
    1e-14,
  );
});

test('a constant boolean has no column, an empty one no encoder', () => {
  assert.equal(booleanWidth(fitBooleanEncoder('b', Float64Array.of(1, 1)) ?? assert.fail()), 0);
  assert.equal(booleanWidth(fitBooleanEncoder('b', Float64Array.of(0, Number.NaN)) ?? assert.fail()), 1);
  assert.equal(fitBooleanEncoder('b', Float64Array.of(Number.NaN)), null);
});

test('each frequent category has a column, the rare ones share one, missing has one', () => {
  const encoder = categories([...repeated({ b: 4, a: 3, r1: 2, r2: 1 }), null, null]);
  assert.deepEqual(encoder.levels, ['a', 'b']);
  assert.deepEqual([...encoder.counts], [3, 4]);
  assertAllClose([...encoder.shares, encoder.rareShare, encoder.missingShare], [3 / 12, 4 / 12, 3 / 12, 2 / 12], 1e-14);
  assertAllClose(encodeCategory(encoder, 'b'), [-3 / 12, 8 / 12, -3 / 12, -2 / 12], 1e-14);
  for (const name of ['r1', 'never seen'])
    assertAllClose(encodeCategory(encoder, name), [-3 / 12, -4 / 12, 9 / 12, -2 / 12], 1e-14);
  for (const name of [null, ''])
    assertAllClose(encodeCategory(encoder, name), [-3 / 12, -4 / 12, -3 / 12, 10 / 12], 1e-14);
});

test('where training had neither rare nor missing values, they count as the average row', () => {
  const encoder = categories(repeated({ a: 5, b: 5 }));
  assert.deepEqual(encodeCategory(encoder, 'never seen'), [0, 0]);
  assert.deepEqual(encodeCategory(encoder, null), [0, 0]);
  const fewRare = categories(repeated({ a: 4, b: 4, r: 2 }));
  assert.equal(fewRare.rareShare, 0);
  assertAllClose([...fewRare.shares], [0.5, 0.5], 1e-14);
});

test('a rare category is told from an unseen one', () => {
  const encoder = categories(repeated({ a: 5, b: 5, rare: 1, seldom: 2 }));
  assert.deepEqual(
    ['a', 'b', 'rare', 'seldom', 'unseen', null].map((name) => levelOf(encoder, name)),
    [0, 1, 'rare', 'rare', 'unseen', 'missing'],
  );
});

test('at most fifty categories have a column, the most frequent ones', () => {
  const counts = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`c${String(i).padStart(2, '0')}`, 4 + i]));
  const encoder = categories(repeated(counts));
  assert.equal(encoder.levels.length, 50);
  assert.equal(encoder.levels[0], 'c10');
  assert.deepEqual([encoder.furtherLevels.length, encoder.rareHashes.length], [10, 0]);
});

test('in many rows a category needs one row in a thousand', () => {
  const encoder = categories(repeated({ a: 9000, b: 990, just: 11, under: 9 }));
  assert.deepEqual(encoder.levels, ['a', 'b', 'just']);
});

test('a category that has no frequent member, or one group only, is of no use', () => {
  const column = words('id', 'category', ['a', 'b', 'c']);
  assert.equal(fitCategoryEncoder(column, countCategories(column)), null);
  assert.equal(categoryWidth(categories(repeated({ only: 9 }))), 0);
  assert.deepEqual(encodeCategory(categories(repeated({ only: 9 })), 'only'), []);
});

test('names are trimmed, composed and merged; blank ones and codes outside the dictionary are missing', () => {
  const dictionary = ['a', ' a ', 'Cafe\u0301', 'Café', ' '];
  const codes = Int32Array.of(0, 1, 0, 2, 3, 3, 4, -1, 99);
  const found = countCategories({ name: 'c', kind: 'text', codes, dictionary });
  assert.deepEqual(
    [...found.counts],
    [
      ['a', 3],
      ['Café', 3],
    ],
  );
  assert.equal(found.missing, 3);
});

test('a time becomes a trend, and seasons where training saw them whole', () => {
  const start = Date.UTC(2020, 0, 1);
  const daily = Float64Array.from({ length: 800 }, (_, i) => start + i * DAY_MS);
  const encoder = fitTimeEncoder('t', daily) ?? assert.fail();
  assert.deepEqual(encoder.cycles, [0, 1]);
  assert.equal(timeWidth(encoder), 1 + 4 + 6);
  const hourly =
    fitTimeEncoder(
      't',
      Float64Array.from({ length: 400 }, (_, i) => start + i * 3_600_000),
    ) ?? assert.fail();
  assert.deepEqual(hourly.cycles, [1, 2]);
  const few = fitTimeEncoder('t', daily.slice(0, 20)) ?? assert.fail();
  assert.deepEqual(few.cycles, []);
  const monthly =
    fitTimeEncoder(
      't',
      Float64Array.from({ length: 30 }, (_, i) => Date.UTC(2020, i, 1)),
    ) ?? assert.fail();
  assert.deepEqual(monthly.cycles, [0]);
});

test('the trend is standardised, whatever the distance from 1970', () => {
  for (const start of [Date.UTC(2020, 0, 1), Date.UTC(1950, 0, 1)]) {
    const values = Float64Array.from({ length: 10 }, (_, i) => start + i ** 2 * DAY_MS);
    const encoder = fitTimeEncoder('t', values) ?? assert.fail();
    const trend = Array.from(values, (time) => written(1, (out) => writeTime(encoder, time, out, 0))[0] ?? Number.NaN);
    assertClose(trend.reduce((sum, value) => sum + value, 0) / 10, 0, 1e-12);
    assertClose(trend.reduce((sum, value) => sum + value ** 2, 0) / 10, 1, 1e-12);
    assert.deepEqual([encoder.min, encoder.median, encoder.max], [values[0], values[4], values[9]]);
  }
});

test('a season that was not seen twice, or not whole, is not used', () => {
  const start = Date.UTC(2020, 0, 1);
  const cyclesOver = (rows: number, stepMs: number): readonly number[] =>
    fitTimeEncoder(
      't',
      Float64Array.from({ length: rows }, (_, i) => start + i * stepMs),
    )?.cycles ?? assert.fail();
  assert.deepEqual(cyclesOver(93, 1_800_000), []);
  assert.deepEqual(cyclesOver(98, 1_800_000), [2]);
  assert.deepEqual(cyclesOver(56, DAY_MS / 4), [2]);
  assert.deepEqual(cyclesOver(57, DAY_MS / 4), [1, 2]);
  assert.deepEqual(cyclesOver(365, DAY_MS), [1]);
  assert.deepEqual(cyclesOver(366, DAY_MS), [0, 1]);
});

test('times a week apart share the weekday columns, times on other weekdays do not', () => {
  const start = Date.UTC(2020, 0, 1);
  const encoder =
    fitTimeEncoder(
      't',
      Float64Array.from({ length: 60 }, (_, i) => start + i * DAY_MS),
    ) ?? assert.fail();
  const weekday = (time: number): number[] =>
    written(timeWidth(encoder), (out) => writeTime(encoder, time, out, 0)).slice(1);
  assertAllClose(weekday(start), weekday(start + 70 * DAY_MS), 1e-9);
  assert.ok(
    Math.abs(at(Float64Array.from(weekday(start)), 0) - at(Float64Array.from(weekday(start + DAY_MS)), 0)) > 0.1,
  );
});

test('times before 1970 have seasons too', () => {
  const start = Date.UTC(1950, 0, 1);
  const encoder =
    fitTimeEncoder(
      't',
      Float64Array.from({ length: 60 }, (_, i) => start + i * DAY_MS),
    ) ?? assert.fail();
  const row = written(timeWidth(encoder), (out) => writeTime(encoder, start, out, 0));
  assertAllClose(
    row.slice(1),
    written(timeWidth(encoder), (out) => writeTime(encoder, start + 7 * DAY_MS, out, 0)).slice(1),
    1e-9,
  );
});

test('a missing time is the average of every part, and so is one that no calendar has', () => {
  const values = Float64Array.from({ length: 100 }, (_, i) => (i < 25 ? Number.NaN : i * DAY_MS));
  const encoder = fitTimeEncoder('t', values) ?? assert.fail();
  for (const missing of [Number.NaN, 9e15]) {
    const row = written(timeWidth(encoder), (out) => writeTime(encoder, missing, out, 0));
    assert.deepEqual(row, [...row.slice(0, -1).map(() => 0), 0.75]);
  }
  assert.equal(fitTimeEncoder('t', Float64Array.of(Number.NaN)), null);
  assert.equal(timeWidth(fitTimeEncoder('t', Float64Array.of(5, 5)) ?? assert.fail()), 0);
});

test('in a small table a name that occurs twice is a category, but not where most occur once', () => {
  const twice = words('city', 'category', ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']);
  assert.deepEqual(fitCategoryEncoder(twice, countCategories(twice))?.levels, ['a', 'b', 'c', 'd']);
  const once = words('city', 'category', ['a', 'b', 'c', 'd', 'a', 'e', 'f', 'g']);
  assert.equal(fitCategoryEncoder(once, countCategories(once)), null);
  const often = words('city', 'category', ['a', 'a', 'a', 'b', 'b', null]);
  assert.deepEqual(fitCategoryEncoder(often, countCategories(often))?.levels, ['a']);
});

test('words are split at spaces and marks, in pairs where the script writes no spaces', () => {
  assert.deepEqual(tokensOf("Don't PANIC, it's №5!"), ['don', 't', 'panic', 'it', 's', 'no5']);
  assert.deepEqual(tokensOf('配送が遅い'), ['配送', '送が', 'が遅', '遅い']);
  assert.deepEqual(tokensOf('A字b'), ['a', '字', 'b']);
  assert.deepEqual(tokensOf('مرحبا بالعالم'), ['مرحبا', 'بالعالم']);
  assert.deepEqual(tokensOf('… !'), []);
  assert.equal(tokensOf('word '.repeat(10_000)).length, 4000);
});

function judge(values: readonly string[]): boolean {
  return looksLikeProse(countCategories(words('t', 'text', values)));
}

test('prose is told from labels and from names', () => {
  const rows = Array.from({ length: 60 }, (_, i) => i);
  assert.equal(judge(rows.map((i) => `the parcel number ${i} came late`)), true);
  assert.equal(judge(rows.map((i) => `小包は${i}日ほど遅れて届きました`)), true);
  assert.equal(judge(rows.map((i) => `person${i}@example.com`)), false);
  assert.equal(judge(rows.map((i) => `First Last ${i}`)), false);
  assert.equal(judge(rows.map((i) => `one of very few answers ${i % 5}`)), false);
  assert.equal(judge(rows.slice(0, 49).map((i) => `the parcel number ${i} came late`)), false);
});

test('prose columns are standardised, a missing text is the average', () => {
  const rng = createRng(1);
  const vocabulary = ['late', 'parcel', 'good', 'bad', 'very', 'service', 'happy', 'angry'];
  const texts = Array.from({ length: 200 }, (_, i) =>
    i % 10 === 0 ? null : Array.from({ length: 6 }, () => vocabulary[rng.integer(8)] ?? '').join(' '),
  );
  const column = words('t', 'text', texts);
  const encoder = fitProseEncoder(column, countCategories(column), 5);
  const width = proseWidth(encoder);
  assert.equal(width, 8 + 1);
  const rows = texts.map((text) => written(width, (out) => writeProse(encoder, text, out, 0)));
  for (let c = 0; c < width; c += 1) {
    const values = rows.map((row) => row[c] ?? Number.NaN);
    assertClose(values.reduce((sum, value) => sum + value, 0) / 200, 0, 1e-12);
    const square = values.reduce((sum, value) => sum + value ** 2, 0) / 180;
    if (c < 8 && (encoder.scales[c] ?? 0) > 0) assertClose(square, 1, 1e-12);
  }
  assert.deepEqual(
    written(width, (out) => writeProse(encoder, null, out, 0)),
    [0, 0, 0, 0, 0, 0, 0, 0, 0.9],
  );
  assert.ok(encoder.example.length > 0);
});

test('a text has the same length however many words it has', () => {
  const texts = Array.from({ length: 400 }, (_, i) => `w${i} x${i} y${i} z${i}`);
  const column = words('t', 'text', texts);
  const encoder = fitProseEncoder(column, countCategories(column), 5);
  const lengthOf = (text: string): number =>
    written(16, (out) => writeProse(encoder, text, out, 0)).reduce(
      (sum, value, b) => sum + (value * at(encoder.scales, b) + at(encoder.means, b)) ** 2,
      0,
    );
  assertClose(lengthOf('one'), 1, 1e-12);
  const mean = texts.reduce((sum, text) => sum + lengthOf(text), 0) / 400;
  assertClose(mean, 1, 0.05);
});

function widthOfProse(rows: number): number {
  const texts = Array.from({ length: rows }, (_, i) => `text number ${i} of many`);
  const column = words('t', 'text', texts);
  return proseWidth(fitProseEncoder(column, countCategories(column), 1));
}

test('the number of buckets grows with the rows, up to 64', () => {
  assert.deepEqual([50, 320, 640, 1280, 5000].map(widthOfProse), [8, 16, 32, 64, 64]);
});

test('hashes spread over all bits and depend on the seed', () => {
  const hashes = Array.from({ length: 4096 }, (_, i) => hashText(`token ${i}`, 1));
  assert.equal(new Set(hashes).size, 4096);
  for (let bit = 0; bit < 32; bit += 1) {
    assertClose(hashes.filter((hash) => ((hash >>> bit) & 1) === 1).length / 4096, 0.5, 0.04);
  }
  assert.notEqual(hashText('a', 1), hashText('a', 2));
});
