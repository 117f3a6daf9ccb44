import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCatalogues } from './check-catalogues.ts';

test("the product's catalogues are whole in all languages, and every key is used", async () => {
  assert.deepEqual(await checkCatalogues(), []);
});
