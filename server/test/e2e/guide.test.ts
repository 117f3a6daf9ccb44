import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { root, runDocumentedScript } from '../support/documented-script.ts';
import { createTestDatabase, urlOf } from '../support/test-database.ts';

test('the example of the guide to models and predictions works line by line', async () => {
  const guide = await readFile(path.join(root, 'docs/AI_ANALYTICS_HUB.md'), 'utf8');
  const printed = await runDocumentedScript(guide, 10, urlOf((await createTestDatabase()).owner));
  assert.match(printed, /"status":"deployed"|"status":"monitored"/);
  assert.match(printed, /"r2":0\.\d+/);
  assert.match(printed, /"feedback_score":4\.2/);
  assert.match(printed, /"reproduced":true/);
  assert.match(printed, /"is_anomaly":true/);
  assert.match(printed, /"cluster":\d/);
  assert.match(printed, /"forecast":\[\{"timestamp":"2025-01-01"/);
  assert.match(printed, /"items":\[\{"item":"a1\d"/);
});
