// Runs the whole product in a real browser: a server of its own, with an empty database, and Playwright against it.
// Arguments go on to Playwright: `node scripts/test-browser.ts sizes`. The console must have been built.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort, startServer } from '../server/test/support/server-process.ts';

const candidates = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'];
const executable = candidates.find((file) => file !== '' && existsSync(file));
if (executable === undefined) {
  console.error('SKIPPED, no Chromium found. Install one, or name it in CHROMIUM_PATH.');
  process.exit(process.env['REQUIRE_BROWSER'] === '1' ? 1 : 0);
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
  // Organizations that tests make have what their screens show.
  DEFAULT_PLAN: 'premium',
  LOG_LEVEL: 'silent',
});
try {
  const { status, error } = spawnSync(
    'node_modules/.bin/playwright',
    ['test', '--config', 'console/playwright.config.ts', ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        CHROMIUM_PATH: executable,
        SUITE_URL: server.url,
        SUITE_EMAIL: account.email,
        SUITE_PASSWORD: account.password,
      },
    },
  );
  if (error) console.error(error.message);
  process.exitCode = status === 0 && !error ? 0 : 1;
} finally {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
