import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '../../../test/support/test-database.ts';
import { doubleArray, intArray, jsonArray, jsonbArray, textArray } from './binary-arrays.ts';

const { database } = await createTestDatabase();

const TEXTS = ['', 'plain', 'a "quoted" {thing}, \\ and a comma', 'الرياض 東京 👩‍👩‍👧', null, 'NULL', '\u0001'];

test('texts arrive as they are, nulls too', async () => {
  const { rows } = await database.pool.query('select $1::text[] as texts', [textArray(TEXTS)]);
  assert.deepEqual(rows[0].texts, TEXTS);
});

test('documents arrive as they are', async () => {
  const documents = [{ a: '"', b: [1, -0.5, 1e300] }, [], 'text', null].map((each) => JSON.stringify(each));
  const given = [...documents, null];
  const { rows } = await database.pool.query('select to_json($1::jsonb[]) as binary, to_json($2::json[]) as text', [
    jsonbArray(given),
    jsonArray(given),
  ]);
  const wanted = given.map((text) => (text === null ? null : JSON.parse(text)));
  assert.deepEqual(rows[0].binary, wanted);
  assert.deepEqual(rows[0].text, wanted);
});

test('an empty list is an empty array', async () => {
  const { rows } = await database.pool.query('select cardinality($1::text[]) as size', [textArray([])]);
  assert.equal(rows[0].size, 0);
});

test('numbers arrive as they are, nulls too', async () => {
  const ints = [0, -1, null, 2_147_483_647, -2_147_483_648];
  const doubles = [0.1, null, -1e-300, 1.797_693_134_862_315_7e308];
  const { rows } = await database.pool.query('select $1::int[] as ints, $2::float8[] as doubles', [
    intArray(ints),
    doubleArray(doubles),
  ]);
  assert.deepEqual(rows[0], { ints, doubles });
});
