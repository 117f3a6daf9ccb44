import type { Database, Db } from '../../../platform/db/database.ts';
import type { SecretPlace, Secrets } from '../../../platform/secrets/secrets.ts';
import { type Credential, isForHost } from './credential.ts';
import { credentialErrors } from './credentials.errors.ts';
import * as repository from './credentials.repository.ts';

/** Credentials with their secrets: for requests, and for nobody to see. */
export interface Vault {
  /**
   * The credential of a name, for a request to a URL.
   * @throws AppError credential_not_found, credential_host_refused, secret_key_missing
   */
  getFor(organizationId: number, name: string, url: URL): Promise<Credential>;
  /** Seals what was sealed with an older key anew. @returns how many */
  reseal(db: Db, organizationId: number): Promise<number>;
}

/** Its name stays for as long as it is there. */
export const placeOfCredential = (organizationId: number, name: string): SecretPlace => [
  organizationId,
  'credential',
  name,
];

export function createVault({ database, secrets }: { database: Database; secrets: Secrets }): Vault {
  return {
    async getFor(organizationId, name, url) {
      const row = await repository.findByName(database.tenant(organizationId), organizationId, name);
      if (!row) throw credentialErrors.credential_not_found({ credential: name });
      if (!isForHost(row.hosts, url)) {
        throw credentialErrors.credential_host_refused({ credential: name, host: url.hostname });
      }
      const { kind, settings } = row;
      return { kind, settings, secret: secrets.open(placeOfCredential(organizationId, name), row) };
    },

    async reseal(db, organizationId) {
      const stale = await repository.lockStale(db, organizationId, secrets.currentKeyId);
      for (const { id, name, ...secret } of stale) {
        const place = placeOfCredential(organizationId, name);
        await repository.reseal(db, organizationId, id, secrets.seal(place, secrets.open(place, secret)));
      }
      return stale.length;
    },
  };
}
