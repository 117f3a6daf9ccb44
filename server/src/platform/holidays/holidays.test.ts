import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPlace, listCountries, listHolidays } from './holidays.ts';

const datesOf = async (country: string, region: string | null, from: string, to: string) =>
  new Map((await listHolidays({ country, region }, from, to)).map(({ name, dates }) => [name, dates]));

test('holidays of a country and a region of it, as published', async () => {
  const bavaria = await datesOf('DE', 'BY', '2024-01-01', '2025-12-31');
  assert.deepEqual(bavaria.get('Corpus Christi'), ['2024-05-30', '2025-06-19']);
  assert.equal((await datesOf('DE', null, '2024-01-01', '2025-12-31')).has('Corpus Christi'), false);
  const states = await datesOf('US', null, '2025-11-01', '2025-11-30');
  assert.deepEqual(states.get('Thanksgiving Day'), ['2025-11-27']);
});

test('holidays that follow the moon, and those of several days, have all of their days within the range', async () => {
  const eid = 'End of Ramadan (Eid al-Fitr)';
  assert.deepEqual((await datesOf('SA', null, '2025-03-31', '2025-12-31')).get(eid), [
    '2025-03-31',
    '2025-04-01',
    '2025-04-02',
  ]);
  const spring = (await datesOf('CN', null, '2025-01-01', '2025-12-31')).get('Spring Festival');
  assert.ok(spring?.includes('2025-01-29'), String(spring));
});

test('a country without a list has none, and what is no country or region is told apart', async () => {
  assert.equal((await datesOf('AQ', null, '2025-01-01', '2025-12-31')).size, 0);
  assert.equal(await checkPlace({ country: 'DE', region: 'BY' }), null);
  assert.equal(await checkPlace({ country: 'AQ', region: null }), null);
  assert.equal(await checkPlace({ country: 'DE', region: 'CA' }), 'unknown_region');
  assert.equal(await checkPlace({ country: 'AQ', region: 'X' }), 'unknown_region');
  for (const country of ['UK', 'ZZ', 'EU', 'DD', 'de', 'QQ']) {
    assert.equal(await checkPlace({ country, region: null }), 'unknown_country', country);
  }
});

test('every country that is offered is one that is taken, and so is each of its regions', async () => {
  const countries = await listCountries('de');
  assert.ok(countries.length > 240 && countries.length < 255, String(countries.length));
  const germany = countries.find(({ code }) => code === 'DE');
  assert.deepEqual([germany?.name, germany?.regions.length], ['Deutschland', 16]);
  for (const { code, regions } of countries) {
    assert.equal(await checkPlace({ country: code, region: null }), null, code);
    for (const region of regions) assert.equal(await checkPlace({ country: code, region: region.code }), null);
  }
});
