import { createDatabase } from '../../platform/db/database.ts';
import { serveThread } from '../../platform/threads/serve-thread.ts';
import type { ThreadAnswer, ThreadContext } from '../../platform/threads/thread.ts';
import type { Work } from './kind.ts';
import { getKind } from './kinds.ts';
import type { AnalysisInput, AnalysisOutput } from './run-analysis.ts';
import { createSource } from './source.ts';

/** How much of an analysis is over once the data is read. */
const READ = 0.3;

serveThread(async (input: AnalysisInput, thread): Promise<ThreadAnswer<AnalysisOutput>> => {
  const { connection, organizationId, shapes, plan, home } = input;
  const kind = getKind(input.kind);
  thread.report('reading', 0);
  const database = createDatabase(connection, 2);
  let data: unknown;
  try {
    data = await kind.read(createSource({ database, organizationId, shapes, signal: thread.signal }), plan, home);
  } finally {
    await database.close();
  }
  const result = kind.compute(data, { plan, home, checkpoint: createCheckpoint(thread) } satisfies Work<unknown>);
  return { output: { result, phrases: [...kind.summarize(result, plan, home)] } };
});

function createCheckpoint(thread: ThreadContext): Work<unknown>['checkpoint'] {
  return (share) => {
    if (thread.shouldStop()) throw new Error('The analysis is no longer wanted');
    thread.report('computing', READ + (1 - READ) * share);
  };
}
