// The bars that the linter cannot set: the 95th percentile of file lengths, and that no file is close to unreadable.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const P95_LINES = 300;
const MAX_LINES = 450;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => !/(\.generated\.ts|\.d\.ts|\.test\.tsx?|\.spec\.ts)$|\/(test|e2e|fixtures)\//.test(file));
const lengths = files.map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }));
const sorted = lengths.map(({ lines }) => lines).toSorted((a, b) => a - b);
const p95 = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
const tooLong = lengths.filter(({ lines }) => lines > MAX_LINES);
console.log(
  `${files.length} files, ${sorted.reduce((sum, lines) => sum + lines, 0)} lines, p95 ${p95} (bar ${P95_LINES}), longest ${sorted.at(-1) ?? 0} (bar ${MAX_LINES})`,
);
for (const { file, lines } of tooLong) console.error(`${file} has ${lines} lines`);
if (p95 > P95_LINES || tooLong.length > 0) process.exit(1);
