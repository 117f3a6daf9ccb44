import type { Reseal } from '../../../platform/secrets/rotate-secrets.ts';
import type { Secrets } from '../../../platform/secrets/secrets.ts';
import * as repository from './endpoints.repository.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';

/** Seals the secrets of endpoints with the present key; one that no longer signs is let go. */
export const createResealEndpoints =
  (secrets: Secrets): Reseal =>
  async (db, organizationId) => {
    const stale = await repository.lockStale(db, organizationId, secrets.currentKeyId);
    for (const { id, secret, previous } of stale) {
      const anew = (kept: string) =>
        sealSecret(secrets, organizationId, id, openSecret(secrets, organizationId, id, kept));
      const sealed = { secret: anew(secret), previous: previous === null ? null : anew(previous) };
      await repository.reseal(db, organizationId, id, sealed);
    }
    return stale.length;
  };
