import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { Entitlements } from '../../tenancy/index.ts';
import { automationErrors } from '../automation.errors.ts';
import { createComparison } from './comparison.ts';
import { createCreation } from './creation.ts';
import { requireErrorWorkflow } from './error-workflow.ts';
import { createPublishing } from './publishing.ts';
import { createRemoval } from './removal.ts';
import { findDefinitionFaults, requireDefinition } from './require-definition.ts';
import { toDraft, toSource, type WrittenWorkflow } from './source.ts';
import { createTransfer } from './transfer.ts';
import * as repository from './workflows.repository.ts';

export type WorkflowService = ReturnType<typeof createWorkflowService>;

export interface WorkflowDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  entitlements: Pick<Entitlements, 'requireFeature' | 'admit' | 'lock' | 'settle'>;
  now(): Date;
}

/** Looks at a workflow behind its lock, and throws when the change was not meant for what it has become. */
export type WorkflowCheck = (current: repository.WorkflowWithVersion) => void;

export function createWorkflowService(deps: WorkflowDeps) {
  const { database, audit, entitlements } = deps;

  /** @throws AppError workflow_not_found */
  async function get(organizationId: number, id: number): Promise<repository.WorkflowWithVersion> {
    const row = await repository.findWorkflow(database.tenant(organizationId), organizationId, id);
    if (!row) throw automationErrors.workflow_not_found({ workflow: id });
    return row;
  }

  /** The workflow behind its lock, in a transaction that holds the organization first. */
  async function lock(db: Db, organizationId: number, id: number): Promise<repository.WorkflowWithVersion> {
    await entitlements.lock(db, organizationId);
    const row = await repository.lockWorkflow(db, organizationId, id);
    if (!row) throw automationErrors.workflow_not_found({ workflow: id });
    return row;
  }

  const publishing = createPublishing({ ...deps, lock, get });

  const insert = createCreation({ ...deps, get });

  return {
    get,
    ...publishing,
    ...createTransfer({ ...deps, get, insert }),
    ...createRemoval({ ...deps, lock }),
    compare: createComparison({ database, get }),

    list: (
      organizationId: number,
      filter: repository.WorkflowFilter,
      page: { beforeId: number | null; limit: number },
    ) => repository.listWorkflows(database.tenant(organizationId), organizationId, filter, page),

    /** @throws AppError workflow_invalid, workflow_name_taken, feature_not_in_plan, limit_reached, error_workflow_unfit */
    create: insert,

    /** Every fault of a definition; nothing is kept. */
    validate: findDefinitionFaults,

    /** Changes the draft; what is published goes on as it is. @throws AppError workflow_invalid, workflow_name_taken */
    async update(
      organizationId: number,
      id: number,
      patch: WrittenWorkflow,
      { actor, check = () => {} }: { actor: Actor; check?: WorkflowCheck },
    ) {
      await database.transaction(organizationId, async (db) => {
        const current = await lock(db, organizationId, id);
        check(current);
        const source = { ...toSource(current), ...patch };
        const definition = requireDefinition(source);
        await requireErrorWorkflow(db, organizationId, definition, id);
        if (!(await repository.updateWorkflow(db, organizationId, id, toDraft(source)))) {
          throw automationErrors.workflow_name_taken({ name: definition.workflow_name });
        }
        const subject = { kind: 'workflow', id: String(id) };
        const detail = { changed: Object.keys(patch) };
        await audit.record(db, organizationId, { actor, action: 'workflow.updated', subject, detail });
      });
      return get(organizationId, id);
    },
  };
}
