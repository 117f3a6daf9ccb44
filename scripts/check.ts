// Every guard of the house. All run, so that one look shows all that is wrong.
import { spawnSync } from 'node:child_process';

const bin = (name: string) => `node_modules/.bin/${name}`;
const tsc = ['node_modules/typescript-7/bin/tsc'];

const guards: readonly (readonly [string, string, string[]])[] = [
  ['types of the server', process.execPath, [...tsc, '-p', 'server']],
  ['types of the console', process.execPath, [...tsc, '-p', 'console']],
  ['types of the scripts', process.execPath, [...tsc, '-p', 'scripts']],
  ['lint', bin('oxlint'), ['--deny-warnings']],
  [
    'floors and edges',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'server/src', 'console/src'],
  ],
  ['dead code and dependencies', bin('knip'), []],
  ['formatting', bin('oxfmt'), ['--check']],
  ['message catalogues', process.execPath, ['server/src/platform/messages/check.ts']],
  ['generated files', process.execPath, ['scripts/generate.ts', '--check']],
  ['size bars', process.execPath, ['scripts/sizes.ts']],
];

const failed: string[] = [];
for (const [name, command, args] of guards) {
  const since = performance.now();
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  const ok = status === 0 && !error;
  if (!ok) failed.push(name);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - since) / 1000).toFixed(1)} s)`);
}
if (failed.length > 0) {
  console.error(`Not green: ${failed.join(', ')}`);
  process.exit(1);
}
