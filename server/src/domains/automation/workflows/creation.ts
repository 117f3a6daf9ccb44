import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Entitlements } from '../../tenancy/index.ts';
import { automationErrors } from '../automation.errors.ts';
import type { Begin } from './begin.ts';
import { requireErrorWorkflow } from './error-workflow.ts';
import { addVersion } from './publishing.ts';
import { requireDefinition } from './require-definition.ts';
import { toDraft, type WrittenWorkflow } from './source.ts';
import { syncLive } from './sync-live.ts';
import * as repository from './workflows.repository.ts';

interface CreationDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  entitlements: Pick<Entitlements, 'requireFeature' | 'admit' | 'lock'>;
  now(): Date;
  get(organizationId: number, id: number): Promise<repository.WorkflowWithVersion>;
}

/** Makes a workflow, and its first version unless it is a draft. */
export function createCreation({ database, audit, entitlements, now, get }: CreationDeps) {
  return async (organizationId: number, source: WrittenWorkflow, { isActive, isDraft }: Begin, actor: Actor) => {
    await entitlements.requireFeature(organizationId, 'workflows');
    const definition = requireDefinition(source);
    const id = await database.transaction(organizationId, async (db) => {
      const willRun = isActive && !isDraft;
      if (willRun) await entitlements.admit(db, organizationId, 'workflows');
      else await entitlements.lock(db, organizationId);
      await requireErrorWorkflow(db, organizationId, definition, null);
      const created = await repository.insertWorkflow(db, organizationId, {
        ...toDraft(source),
        is_active: willRun,
        created_by: userOf(actor),
      });
      if (created === null) throw automationErrors.workflow_name_taken({ name: definition.workflow_name });
      if (!isDraft) {
        await addVersion(db, organizationId, { workflowId: created, source, definition, actor });
        await syncLive(db, organizationId, created, now());
      }
      const subject = { kind: 'workflow', id: String(created) };
      const detail = { name: definition.workflow_name, type: definition.workflow_type, active: willRun };
      await audit.record(db, organizationId, { actor, action: 'workflow.created', subject, detail });
      return created;
    });
    return get(organizationId, id);
  };
}
