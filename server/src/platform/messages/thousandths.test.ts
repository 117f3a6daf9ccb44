import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberFormat } from './intl.ts';
import { languageCodes } from './languages.ts';
import { createThousandths } from './thousandths.ts';

const EDGES = [
  0, -0, 0.5, -0.5, 1.0005, 1.0015, -2.5, 998.9996, 999, 999.9995, 1000, -12_345.678, 0.001, 0.0005, 1e21, 5e-324,
];
const SPECIAL = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** Of all sizes, a quarter of them just between two thousandths. */
function* randomNumbers(count: number): Generator<number> {
  let state = 20_261_123;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let index = 0; index < count; index += 1) {
    const value = (next() - 0.5) * 10 ** Math.floor(next() * 10 - 5);
    yield index % 4 === 0 ? Number(`${value.toFixed(3)}5`) : value;
  }
}

for (const language of languageCodes) {
  test(`numbers are written as Intl writes them in ${language}`, () => {
    const write = createThousandths(language);
    const format = numberFormat(language);
    for (const value of [...EDGES, ...SPECIAL, ...randomNumbers(10_000)]) {
      assert.equal(write(value), format.format(value), String(value));
    }
  });
}
