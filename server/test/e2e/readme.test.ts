import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { root, runDocumentedScript } from '../support/documented-script.ts';

test('the README’s tour by curl works line by line', async () => {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const tour = readme.slice(readme.indexOf('## A tour by curl'), readme.indexOf('## Settings'));
  const printed = await runDocumentedScript(tour, 8);
  assert.match(printed, /"row_count":2000/);
  assert.match(printed, /"status":"deployed"|"status":"monitored"/);
  assert.match(printed, /"prediction":0\.\d+/);
  assert.match(printed, /"feedback_count":1/);
});
