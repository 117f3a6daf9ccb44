import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Json } from '../interpreter/protocol.ts';
import type { RetryPlace } from '../runs/run.ts';
import type { RunOrders } from '../runs/run-orders.ts';
import type { RunFilter } from '../runs/runs.repository.ts';
import type { Starting } from '../triggers/starting.ts';
import { listVersionNumbers } from '../workflows/versions.repository.ts';
import { findWorkflow } from '../workflows/workflows.repository.ts';
import { findCourse } from './run-course.ts';

export type RunningService = ReturnType<typeof createRunningService>;

export interface RunningDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  starting: Starting;
  runs: RunOrders;
}

export interface RetryWish {
  where: RetryPlace;
  isNewest: boolean;
  input?: Json;
}

const MOST_RETRIED = 500;
type Order = 'cancel' | 'pause' | 'resume';

/** Runs as people start, read and steer them. */
export function createRunningService({ database, audit, starting, runs }: RunningDeps) {
  async function retryOrder(organizationId: number, workflowId: number, { where, isNewest, input }: RetryWish) {
    const workflow = isNewest ? await findWorkflow(database.tenant(organizationId), organizationId, workflowId) : null;
    const versionId = workflow?.published_version_id ?? null;
    return { where, ...(versionId === null ? {} : { versionId }), ...(input === undefined ? {} : { input }) };
  }

  const note = (organizationId: number, actor: Actor, action: string, id: string, detail: object = {}) =>
    database.transaction(organizationId, (db) =>
      audit.record(db, organizationId, { actor, action, subject: { kind: 'run', id }, detail: { ...detail } }),
    );

  return {
    /** @throws AppError workflow_not_found, workflow_not_published, workflow_frozen, workflow_inactive */
    start: (organizationId: number, workflowId: number, input: Json, key: string | null, actor: Actor) =>
      database.transaction(organizationId, async (db) => {
        const workflow = await starting.getLive(db, organizationId, workflowId);
        return starting.start(db, organizationId, workflow, {
          trigger: { kind: 'manual', data: input },
          startedBy: userOf(actor),
          ...(key === null ? {} : { dedupeKey: `manual:${key}` }),
        });
      }),

    list: async (organizationId: number, filter: RunFilter) =>
      withVersions(database, organizationId, await runs.list(organizationId, filter)),

    /** @throws AppError run_not_found */
    async get(organizationId: number, runId: string) {
      const run = await runs.get(organizationId, runId);
      const [found = { ...run, version: null }] = await withVersions(database, organizationId, [run]);
      return { ...found, ...(await findCourse(database.tenant(organizationId), organizationId, run)) };
    },

    /** @throws AppError run_not_found */
    async steps(organizationId: number, runId: string, page: { after: number; limit: number }) {
      await runs.get(organizationId, runId);
      return runs.steps(organizationId, runId, page);
    },

    /** @throws AppError run_not_found, run_over */
    async order(organizationId: number, runId: string, order: Order, actor: Actor): Promise<void> {
      await runs[order](organizationId, runId);
      await note(organizationId, actor, `run.${order}`, runId);
    },

    /** @throws AppError run_not_found, run_not_over, run_not_retryable */
    async retry(organizationId: number, runId: string, wish: RetryWish, actor: Actor): Promise<void> {
      const run = await runs.get(organizationId, runId);
      await runs.retry(organizationId, runId, await retryOrder(organizationId, run.workflow_id, wish));
      await note(organizationId, actor, 'run.retried', runId, {
        newest: wish.isNewest,
        other_input: wish.input !== undefined,
      });
    },

    /** The runs that are named, or the latest failed ones of a workflow. */
    async retryMany(
      organizationId: number,
      which: { runIds: readonly string[] | null; workflowId: number | null },
      wish: RetryWish,
      actor: Actor,
    ) {
      const found = which.runIds ?? (await listFailed(runs, organizationId, which.workflowId));
      const retried: string[] = [];
      const refused: { runId: string; code: string }[] = [];
      const groups = await groupByWorkflow(runs, organizationId, found, refused);
      for (const [workflow, ids] of groups) {
        const done = await runs.retryMany(organizationId, ids, await retryOrder(organizationId, workflow, wish));
        retried.push(...done.retried);
        refused.push(...done.refused);
      }
      await note(organizationId, actor, 'runs.retried', String(retried.length), {
        retried: retried.length,
        refused: refused.length,
      });
      return { retried, refused };
    },
  };
}

type Refused = { runId: string; code: string }[];

async function groupByWorkflow(runs: RunOrders, organizationId: number, ids: readonly string[], refused: Refused) {
  const groups = new Map<number, string[]>();
  for (const id of ids) {
    const workflowId = await runs.get(organizationId, id).then(
      (run) => run.workflow_id,
      () => null,
    );
    if (workflowId === null) refused.push({ runId: id, code: 'run_not_found' });
    else groups.set(workflowId, [...(groups.get(workflowId) ?? []), id]);
  }
  return groups;
}

async function listFailed(runs: RunOrders, organizationId: number, workflowId: number | null): Promise<string[]> {
  const filter = { statuses: ['failed'] as const, limit: MOST_RETRIED };
  const found = await runs.list(organizationId, workflowId === null ? filter : { ...filter, workflowId });
  return found.map(({ id }) => id);
}

async function withVersions<T extends { version_id: number }>(
  database: Database,
  organizationId: number,
  rows: readonly T[],
) {
  const ids = rows.map(({ version_id: id }) => id);
  const numbers = await listVersionNumbers(database.tenant(organizationId), organizationId, ids);
  return rows.map((row) => ({ ...row, version: numbers.get(row.version_id) ?? null }));
}
