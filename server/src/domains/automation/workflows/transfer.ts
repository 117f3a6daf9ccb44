import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import { requireThere } from './error-workflow.ts';
import { requireDefinition } from './require-definition.ts';
import { toSource, type WrittenWorkflow } from './source.ts';
import * as repository from './workflows.repository.ts';
import type { Begin } from './begin.ts';

interface TransferDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  get(organizationId: number, id: number): Promise<repository.WorkflowWithVersion>;
  insert(
    organizationId: number,
    source: WrittenWorkflow,
    begin: Begin,
    actor: Actor,
  ): Promise<repository.WorkflowWithVersion>;
}

const MOST_NAMES_TRIED = 50;

/** Workflows as files, and what holds for all of them. */
export function createTransfer({ database, audit, get, insert }: TransferDeps) {
  return {
    /** What a file of it holds. */
    export: async (organizationId: number, id: number) => toSource(await get(organizationId, id)),

    /** Makes a draft of a file, under a name that is free. @throws AppError workflow_invalid, feature_not_in_plan */
    async import(organizationId: number, source: WrittenWorkflow, actor: Actor) {
      const { workflow_name: name } = requireDefinition(source);
      const begin = { isActive: false, isDraft: true };
      for (let copy = 1; ; copy += 1) {
        const free = copy === 1 ? name : `${name.slice(0, 190)} (${copy})`;
        try {
          return await insert(organizationId, { ...source, workflow_name: free }, begin, actor);
        } catch (error) {
          if (copy >= MOST_NAMES_TRIED || !isNameTaken(error)) throw error;
        }
      }
    },

    getSettings: async (organizationId: number) => ({
      error_workflow_id: await repository.findErrorWorkflow(database.tenant(organizationId), organizationId),
    }),

    /** @throws AppError error_workflow_unfit */
    async setErrorWorkflow(organizationId: number, workflowId: number | null, actor: Actor): Promise<void> {
      await database.transaction(organizationId, async (db) => {
        if (workflowId !== null) await requireThere(db, organizationId, workflowId);
        await repository.setErrorWorkflow(db, organizationId, workflowId);
        const subject = { kind: 'organization', id: String(organizationId) };
        const detail = { error_workflow_id: workflowId };
        await audit.record(db, organizationId, { actor, action: 'workflows.error_workflow_set', subject, detail });
      });
    },
  };
}

const isNameTaken = (error: unknown): boolean => isAppError(error) && error.code === 'workflow_name_taken';
