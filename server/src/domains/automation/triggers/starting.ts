import type { Db } from '../../../platform/db/database.ts';
import { automationErrors } from '../automation.errors.ts';
import type { Json } from '../interpreter/protocol.ts';
import type { RunRequest, StartedRun } from '../runs/run-starts.ts';
import * as repository from '../workflows/workflows.repository.ts';
import { insertOrigin } from './origins.repository.ts';

/** A workflow that new runs may be started of. */
export interface LiveWorkflow {
  id: number;
  versionId: number;
}

/** What starts runs. */
export type TriggerKind = 'event' | 'schedule' | 'manual' | 'webhook' | 'error' | 'back_fill';

export interface StartRequest {
  trigger: { kind: TriggerKind; data: Json };
  /** The user who asked for it, where one did. */
  startedBy?: number | null;
  /** Workflows whose runs led to this one. */
  workflowIds?: readonly number[];
  /** The same of one workflow starts one run. */
  dedupeKey?: string;
  parentRunId?: string;
}

/** What starting needs of the engine. */
export interface RunStarter {
  start(db: Db, organizationId: number, request: RunRequest): Promise<StartedRun>;
}

export type Starting = ReturnType<typeof createStarting>;

/** Runs begin here, whatever starts them. */
export function createStarting(runs: RunStarter) {
  return {
    findLive,

    /** @throws AppError workflow_not_found, workflow_not_published, workflow_frozen, workflow_inactive */
    async getLive(db: Db, organizationId: number, id: number): Promise<LiveWorkflow> {
      const row = await repository.findWorkflow(db, organizationId, id);
      if (!row) throw automationErrors.workflow_not_found({ workflow: id });
      if (row.published_version_id === null) throw automationErrors.workflow_not_published({ workflow: id });
      if (row.frozen_at !== null) throw automationErrors.workflow_frozen({ workflow: id });
      if (!row.is_active) throw automationErrors.workflow_inactive({ workflow: id });
      return { id, versionId: row.published_version_id };
    },

    async start(db: Db, organizationId: number, { id, versionId }: LiveWorkflow, request: StartRequest) {
      const { startedBy = null, workflowIds = [], ...what } = request;
      const started = await runs.start(db, organizationId, { ...what, workflowId: id, versionId });
      if (started.isNew) await insertOrigin(db, organizationId, started.runId, { startedBy, workflowIds });
      return started;
    },
  };
}

async function findLive(db: Db, organizationId: number, id: number): Promise<LiveWorkflow | null> {
  const row = await repository.findWorkflow(db, organizationId, id);
  if (!row?.is_active || row.frozen_at !== null || row.published_version_id === null) return null;
  return { id, versionId: row.published_version_id };
}
