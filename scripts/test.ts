// Runs every test: the server's and the numeric core's by node:test against a PostgreSQL of their own, the console's
// units by Vitest, and the whole product in a browser where one is installed.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort, startServer } from '../server/test/support/server-process.ts';

const run = (name: string, command: string, args: string[], env: NodeJS.ProcessEnv = process.env): boolean => {
  console.log(`\n== ${name}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env });
  if (error) console.error(error.message);
  return status === 0 && !error;
};

// Every test file is a process of its own, and all of them load the same sources.
process.env['NODE_COMPILE_CACHE'] ??= path.resolve('node_modules/.cache/node');

const patterns = process.argv.slice(2);
const tested = run('Server', process.execPath, [
  '--test',
  '--import=./server/test/end-in-time.ts',
  // Tests also wait: for a takeover, a deadline, a program that starts. Meanwhile another file has the processor.
  `--test-concurrency=${availableParallelism() + 1}`,
  '--test-global-setup=server/test/global-setup.ts',
  ...(patterns.length > 0 ? patterns : ['server/**/*.test.ts']),
]);
if (patterns.length > 0) process.exit(tested ? 0 : 1);

const units = run('Console', 'node_modules/.bin/vitest', ['run', '--root', 'console']);
const browser = await runBrowser();
const failed = [tested || 'server', units || 'console', browser || 'browser'].filter((each) => each !== true);
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exit(1);
}

/** The whole product in a real browser: a server of its own, with an empty database, and Playwright against it. */
async function runBrowser(): Promise<boolean> {
  const candidates = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'];
  const executable = candidates.find((file) => file !== '' && existsSync(file));
  if (executable === undefined) {
    console.error('\n== Browser: SKIPPED, no Chromium found. Install one, or name it in CHROMIUM_PATH.');
    return process.env['REQUIRE_BROWSER'] !== '1';
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'suite-browser-'));
  // Open to the account that PostgreSQL runs under when the tests run as root.
  await chmod(folder, 0o755);
  const account = { email: 'owner@example.com', password: randomBytes(12).toString('base64url') };
  const server = await startServer({
    DATA_DIR: path.join(folder, 'data'),
    PORT: String(await findFreePort()),
    ADMIN_EMAIL: account.email,
    ADMIN_PASSWORD: account.password,
    LOG_LEVEL: 'silent',
  });
  try {
    return run('Browser', 'node_modules/.bin/playwright', ['test', '--config', 'console/playwright.config.ts'], {
      ...process.env,
      CHROMIUM_PATH: executable,
      SUITE_URL: server.url,
      SUITE_EMAIL: account.email,
      SUITE_PASSWORD: account.password,
    });
  } finally {
    await server.stop('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  }
}
