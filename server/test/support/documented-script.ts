import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findFreePort, startServer } from './server-process.ts';

const run = promisify(execFile);
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where a reader would look again until the job is done. */
const AWAIT_JOBS = `
for try in $(seq 600); do
  call "$API/jobs?status=active" | grep -q '"items":\\[\\]' && break
  sleep 0.05
done`;

/**
 * Does what a document tells its reader to type, block by block, against a server of its own with an empty database.
 * @param databaseUrl default: the database that a server makes for itself
 * @returns what it printed
 */
export async function runDocumentedScript(markdown: string, leastBlocks: number, databaseUrl = ''): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'suite-document-'));
  // Open to the account that PostgreSQL runs under when the tests run as root.
  await chmod(folder, 0o755);
  const env = {
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: databaseUrl,
    PORT: String(await findFreePort()),
    LOG_LEVEL: 'silent',
  };
  const server = await startServer(env);
  try {
    const blocks = [...markdown.matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1] ?? '');
    assert.ok(blocks.length >= leastBlocks, `${blocks.length} blocks`);
    const script = [
      'set -euo pipefail',
      ...blocks.flatMap((block) => [block.replace('http://127.0.0.1:8000', server.url), AWAIT_JOBS]),
    ];
    const { stdout } = await run('bash', ['-c', script.join('\n')], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    return stdout;
  } finally {
    await server.stop('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  }
}
