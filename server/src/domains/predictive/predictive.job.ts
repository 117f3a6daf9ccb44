import type { Database } from '../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../platform/jobs/job.ts';
import { insertItems } from './items/items.repository.ts';
import { takeItems } from './items/take-items.ts';
import { predictiveErrors } from './predictive.errors.ts';
import * as repository from './predictive.repository.ts';
import { runAnalysis } from './run-analysis.ts';
import type { Shapes } from './source.ts';

export const ANALYSIS = 'predictive_analysis';

/** What a job of an analysis was asked for, beside the row that names it. */
export type AnalysisPayload = { shapes: Shapes };

const TIMEOUT_MS = 10 * 60_000;
/** So many analyses of one organization are computed at once; the others wait. */
const AT_ONCE = 2;
const SAVING = 0.98;

/** Computes an analysis in a thread of its own; its result and the job's end are one transaction. */
export function createAnalysisHandler({ database }: { database: Database }): JobHandler {
  return {
    kind: ANALYSIS,
    readPermission: 'ai_analytics:read',
    cancelPermission: 'ai_analytics:predict',
    timeoutMs: TIMEOUT_MS,
    places: { name: 'predictive_analyses', count: async () => AT_ONCE },
    run: (context) => run(database, context),
    onLost: (db, { organizationId, jobId }, outcome) => repository.endAnalysisOfJob(db, organizationId, jobId, outcome),
  };
}

async function run(database: Database, context: JobContext): Promise<void> {
  const { organizationId, jobId } = context;
  const analysis = await repository.findAnalysisOfJob(database.tenant(organizationId), organizationId, jobId);
  if (!analysis) throw predictiveErrors.analysis_not_found({ analysis: 0 });
  const { id, kind, parameters: plan, home } = analysis;
  const { shapes } = readPayload(context.payload);
  const { connection } = database;
  const answer = await runAnalysis({ connection, organizationId, kind, plan, home, shapes }, context);
  context.report('saving', SAVING);
  await database.transaction(organizationId, async (db) => {
    const { items, result } = takeItems(answer.result);
    await repository.finishAnalysis(db, organizationId, id, { ...answer, result });
    await insertItems(db, organizationId, id, items);
    await context.complete(db, { analysis_id: id, kind });
  });
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the service, read by the same version
const readPayload = (payload: unknown): AnalysisPayload => payload as AnalysisPayload;
