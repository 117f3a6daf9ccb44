// Gradient boosting beside HistGradientBoosting: same data and options, equal threads, by turns, each run in a process
// of its own. Run: node server/bench/trees-boosting.bench.ts [rows] [threads] [rounds]
import { compareWithReference } from './trees-compare.ts';

const [rows = 100_000, threads = 1, rounds = 3] = process.argv.slice(2).map(Number);
await compareWithReference({ kind: 'boosting', rows, threads, rounds, trees: 100 });
