// A random forest beside scikit-learn's: same data, equal threads, by turns, each run in a process of its own.
// Run: node server/bench/trees-forest.bench.ts [rows] [threads] [rounds] [trees]
import { compareWithReference } from './trees-compare.ts';

const [rows = 100_000, threads = 1, rounds = 2, trees = 20] = process.argv.slice(2).map(Number);
await compareWithReference({ kind: 'forest', rows, threads, rounds, trees });
