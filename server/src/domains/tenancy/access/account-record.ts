import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { User } from '../identity.ts';
import type { Principals } from './principals.ts';

/** @param known whether it was certainly the user */
export type RecordAct = (
  user: User,
  action: string,
  detail?: Record<string, unknown>,
  known?: boolean,
) => Promise<void>;

interface RecordDeps {
  database: Database;
  principals: Principals;
  audit: Pick<Audit, 'record'>;
}

/** What happens to an account concerns every organization that the user may enter with it. */
export function createAccountRecord({ database, principals, audit }: RecordDeps): RecordAct {
  return async (user, action, detail = {}, known = true) => {
    for (const { organization_id: organizationId } of await principals.listMemberships(user.id)) {
      await database.transaction(organizationId, (db) =>
        audit.record(db, organizationId, {
          actor: known ? { kind: 'user', id: user.id } : { kind: 'system', id: null },
          action,
          subject: { kind: 'user', id: String(user.id) },
          detail,
        }),
      );
    }
  };
}
