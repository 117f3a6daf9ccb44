import { type Column, describeColumns } from '../../numeric/index.ts';
import { serveThread } from '../../platform/threads/serve-thread.ts';
import type { ThreadAnswer } from '../../platform/threads/thread.ts';
import { createThreadPool } from '../../platform/threads/thread-pool.ts';
import { toReport } from './data-quality.ts';
import { hashColumns } from './data-snapshot.ts';
import { readHolidays } from './kinds/home.ts';
import { learn } from './kinds/learn.ts';
import { READ } from './kinds/learn-target.ts';
import type { TrainingInput, TrainingOutput } from './training.ts';
import { readColumns } from './training-columns.ts';
import { createBudget } from './training-receipt.ts';

serveThread(async (input: TrainingInput, thread): Promise<ThreadAnswer<TrainingOutput>> => {
  const { receipt, rival } = input;
  thread.report('reading', 0);
  const { columns, asOf } = await readColumns(input.connection, input.organizationId, receipt, thread.signal);
  const dataSnapshotHash = hashColumns([...columns.values()]);
  const pick = pickFrom(columns);
  const holidays = await readHolidays(receipt, pick);
  const pool = createThreadPool(input.threads, thread.startMate);
  const budget = createBudget(input.timeBudgetMinutes, receipt.budget_looks);
  thread.report('fitting', READ);
  const learnt = learn({ receipt, pick, holidays, thread, pool, budgetSpent: budget.isSpent, rival });
  await pool.close();
  const { feature_columns: features, target_column: target } = receipt;
  const described = [...features, ...(target === null ? [] : [target])].map(pick);
  return {
    output: {
      ...learnt,
      dataQuality: describeColumns(described).map(toReport),
      dataSnapshotHash,
      budgetLooks: receipt.budget_looks ?? budget.spentAfter(),
      asOf,
    },
    transfer: learnt.artifact.buffer instanceof ArrayBuffer ? [learnt.artifact.buffer] : [],
  };
});

const pickFrom =
  (columns: ReadonlyMap<string, Column>) =>
  (name: string): Column => {
    const column = columns.get(name);
    if (!column) throw new Error(`The column ${name} was not read`);
    return column;
  };
