import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { Entitlements } from '../../tenancy/index.ts';
import { automationErrors } from '../automation.errors.ts';
import { syncLive } from './sync-live.ts';
import * as repository from './workflows.repository.ts';

interface RemovalDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  entitlements: Pick<Entitlements, 'settle'>;
  now(): Date;
  lock(db: Db, organizationId: number, id: number): Promise<repository.WorkflowWithVersion>;
}

export function createRemoval({ database, audit, entitlements, now, lock }: RemovalDeps) {
  return {
    /** Removes it for good; its runs and versions stay to be read. @throws AppError workflow_in_use */
    async remove(organizationId: number, id: number, actor: Actor): Promise<void> {
      await database.transaction(organizationId, async (db) => {
        const { workflow_name: name } = await lock(db, organizationId, id);
        const uses = await repository.listErrorUses(db, organizationId, id);
        const isDefault = (await repository.findErrorWorkflow(db, organizationId)) === id;
        if (uses.length > 0 || isDefault) {
          throw automationErrors.workflow_in_use({ workflow: id, uses: uses.length, names: uses.join(', ') });
        }
        await repository.updateWorkflow(db, organizationId, id, { is_active: false, removed_at: now() });
        await syncLive(db, organizationId, id, now());
        await entitlements.settle(db, organizationId);
        const subject = { kind: 'workflow', id: String(id) };
        await audit.record(db, organizationId, { actor, action: 'workflow.removed', subject, detail: { name } });
      });
    },
  };
}
