import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { lockOrganization } from './plans.repository.ts';
import * as repository from './retention.repository.ts';

/** What keeps everything of an organization from being deleted because of its age. */
export function createLegalHolds({ database, audit }: { database: Database; audit: Pick<Audit, 'record'> }) {
  async function record(db: Db, id: number, actor: Actor, action: string, detail: Record<string, unknown>) {
    await audit.record(db, id, { actor, action, subject: { kind: 'organization', id: String(id) }, detail });
  }

  return {
    /** From the answer on, nothing is deleted because of its age. */
    async setHold(organizationId: number, reason: string, actor: Actor): Promise<void> {
      await database.transaction(organizationId, async (db) => {
        if ((await lockOrganization(db, organizationId)) === null) {
          throw tenancyErrors.organization_not_found({ organization: organizationId });
        }
        await repository.upsertHold(db, organizationId, reason, actor);
        await record(db, organizationId, actor, 'legal_hold.set', { reason });
      });
    },

    /** @throws AppError legal_hold_not_found */
    async removeHold(organizationId: number, actor: Actor): Promise<void> {
      await database.transaction(organizationId, async (db) => {
        const removed = await repository.deleteHold(db, organizationId);
        if (!removed) throw tenancyErrors.legal_hold_not_found();
        await record(db, organizationId, actor, 'legal_hold.lifted', {});
      });
    },
  };
}
