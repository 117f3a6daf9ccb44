import { actorOf, type Principal } from '../../../http/principal.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { Secrets } from '../../../platform/secrets/secrets.ts';
import { credentialErrors } from './credentials.errors.ts';
import * as repository from './credentials.repository.ts';
import { placeOfCredential } from './vault.ts';
import { readWritten, type WrittenCredential } from './written-credential.ts';

export type CredentialService = ReturnType<typeof createCredentialService>;

interface CredentialDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  secrets: Secrets;
}

const MOST_CREDENTIALS = 200;

const subjectOf = (id: number) => ({ kind: 'credential', id: String(id) });

/** @throws AppError credential_not_found */
async function lock(db: Db, organizationId: number, id: number): Promise<repository.CredentialRow> {
  const row = await repository.lockCredential(db, organizationId, id);
  if (!row) throw credentialErrors.credential_not_found({ credential: String(id) });
  return row;
}

export function createCredentialService({ database, audit, secrets }: CredentialDeps) {
  const seal = (organizationId: number, name: string, wanted: WrittenCredential) => {
    const { secret, ...shown } = readWritten(wanted);
    return { ...shown, ...secrets.seal(placeOfCredential(organizationId, name), secret) };
  };

  return {
    list: (organizationId: number, beforeId: number | null, limit: number) =>
      repository.listCredentials(database.tenant(organizationId), organizationId, beforeId, limit),

    /** @throws AppError credential_refused, credential_name_taken, too_many_credentials */
    create(principal: Principal, { name, ...wanted }: WrittenCredential & { name: string }) {
      const { organizationId, userId } = principal;
      const content = seal(organizationId, name, wanted);
      return database.transaction(organizationId, async (db) => {
        if ((await repository.countCredentials(db, organizationId)) >= MOST_CREDENTIALS) {
          throw credentialErrors.too_many_credentials({ limit: MOST_CREDENTIALS });
        }
        const row = await repository.insertCredential(db, organizationId, { name, created_by: userId, ...content });
        if (!row) throw credentialErrors.credential_name_taken({ credential: name });
        const detail = { name, kind: row.kind, hosts: row.hosts };
        const action = 'credential.created';
        await audit.record(db, organizationId, {
          actor: actorOf(principal),
          action,
          subject: subjectOf(row.id),
          detail,
        });
        return row;
      });
    },

    /** Workflows that call by its name use what it says now. @throws AppError credential_not_found, credential_refused */
    replace(principal: Principal, id: number, wanted: WrittenCredential) {
      const { organizationId } = principal;
      return database.transaction(organizationId, async (db) => {
        const { name, kind, hosts } = await lock(db, organizationId, id);
        const content = seal(organizationId, name, wanted);
        const row = await repository.updateCredential(db, organizationId, id, content);
        const detail = { name, kind: row.kind, hosts: row.hosts, before: { kind, hosts } };
        const action = 'credential.replaced';
        await audit.record(db, organizationId, { actor: actorOf(principal), action, subject: subjectOf(id), detail });
        return row;
      });
    },

    /** @throws AppError credential_not_found, credential_in_use */
    remove(principal: Principal, id: number) {
      const { organizationId } = principal;
      return database.transaction(organizationId, async (db) => {
        const { name, kind } = await lock(db, organizationId, id);
        const uses = await repository.listUses(db, organizationId, name);
        if (uses.length > 0) {
          const named = uses.slice(0, 5).join(', ');
          throw credentialErrors.credential_in_use({ credential: name, count: uses.length, workflows: named });
        }
        await repository.removeCredential(db, organizationId, id);
        const action = 'credential.removed';
        const actor = actorOf(principal);
        await audit.record(db, organizationId, { actor, action, subject: subjectOf(id), detail: { name, kind } });
      });
    },
  };
}
