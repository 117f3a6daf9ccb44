import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findFreePort, startServer } from '../support/server-process.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where a reader of the guide would look again until the job is done. */
const AWAIT_JOBS = `
for try in $(seq 600); do
  call "$API/jobs?status=active" | grep -q '"items":\\[\\]' && break
  sleep 0.05
done`;

test('the example of the guide to models and predictions works line by line', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'suite-guide-'));
  // Open to the account that PostgreSQL runs under when the tests run as root.
  await chmod(folder, 0o755);
  const env = { DATA_DIR: path.join(folder, 'data'), PORT: String(await findFreePort()), LOG_LEVEL: 'silent' };
  const server = await startServer(env);
  after(async () => {
    await server.stop('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });
  const guide = await readFile(path.join(root, 'docs/AI_ANALYTICS_HUB.md'), 'utf8');
  const blocks = [...guide.matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1] ?? '');
  assert.ok(blocks.length >= 10);
  const script = [
    'set -euo pipefail',
    ...blocks.flatMap((block) => [block.replace('http://127.0.0.1:8000', server.url), AWAIT_JOBS]),
  ];
  const { stdout } = await run('bash', ['-c', script.join('\n')], {
    cwd: root,
    env: { ...process.env, ...env, DATABASE_URL: '' },
  });
  assert.match(stdout, /"status":"deployed"|"status":"monitored"/);
  assert.match(stdout, /"r2":0\.\d+/);
  assert.match(stdout, /"feedback_score":4\.2/);
  assert.match(stdout, /"reproduced":true/);
});
