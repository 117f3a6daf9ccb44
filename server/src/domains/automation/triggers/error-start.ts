import type { Db } from '../../../platform/db/database.ts';
import type { Definition } from '../definition/definition.ts';
import type { Json } from '../interpreter/protocol.ts';
import type { RunHooks } from '../runs/run-hooks.ts';
import { findErrorWorkflow, findWorkflow } from '../workflows/workflows.repository.ts';
import { findOrigin } from './origins.repository.ts';
import type { Starting } from './starting.ts';

interface ErrorStartDeps {
  starting: Starting;
  findDefinition(db: Db, organizationId: number, versionId: number): Promise<Definition>;
  now(): Date;
}

/** Answers a failed run with the error workflow of its own workflow, else with the organization's. */
export function createErrorStart({ starting, findDefinition, now }: ErrorStartDeps): RunHooks['onFailed'] {
  return async (db, organizationId, run) => {
    const { settings } = await findDefinition(db, organizationId, run.versionId);
    const id = settings.error_workflow_id ?? (await findErrorWorkflow(db, organizationId));
    if (id === null) return;
    const { workflowIds } = await findOrigin(db, organizationId, run.id);
    const chain = [...new Set([...workflowIds, run.workflowId])];
    const workflow = chain.includes(id) ? null : await starting.findLive(db, organizationId, id);
    if (!workflow) return;
    const failed = await findWorkflow(db, organizationId, run.workflowId);
    const { code = 'failed', message = '' } = run.failure ?? {};
    const data: Json = {
      workflow_id: run.workflowId,
      workflow_name: failed?.workflow_name ?? '',
      run_id: run.id,
      failure: { code, message },
    };
    const dedupeKey = `error:${run.id}:${now().getTime()}`;
    await starting.start(db, organizationId, workflow, {
      trigger: { kind: 'error', data },
      workflowIds: chain,
      parentRunId: run.id,
      dedupeKey,
    });
  };
}
