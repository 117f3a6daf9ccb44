// Runs every test: the server's and the numeric core's by node:test against a PostgreSQL of their own, the console's
// units by Vitest, and the whole product in a browser where one is installed.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';

const run = (name: string, command: string, args: string[]): boolean => {
  console.log(`\n== ${name}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
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
const browser = run('Browser', process.execPath, ['scripts/test-browser.ts']);
const failed = [tested || 'server', units || 'console', browser || 'browser'].filter((each) => each !== true);
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exit(1);
}
