import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { secretErrors } from './secrets.errors.ts';

/** A secret as it lies in the database. */
export interface SealedSecret {
  /** Names the key that it was sealed with, and says nothing about it. */
  key_id: string;
  sealed: Buffer;
}

/** Where a secret belongs; it cannot be opened anywhere else. The organization stands first. */
export type SecretPlace = readonly [organizationId: number, kind: string, name: string | number];

/** Secrets of organizations that must be read again: AES-256-GCM under a key that the database does not hold. */
export interface Secrets {
  /** What new secrets are sealed with. */
  currentKeyId: string;
  seal(place: SecretPlace, text: string): SealedSecret;
  /** @throws AppError secret_key_missing; an Error where the secret was changed or moved */
  open(place: SecretPlace, secret: SealedSecret): string;
}

interface SecretsOptions {
  /** The operator's key; null: one that is derived from the installation's secret. */
  key: string | null;
  /** Keys of before, so that what they have sealed is still read. */
  previousKeys: readonly string[];
  installationSecret: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createSecrets({ key, previousKeys, installationSecret }: SecretsOptions): Secrets {
  const [current, ...others] = [...(key === null ? [] : [key]), installationSecret, ...previousKeys].map(deriveKey);
  if (!current) throw new Error('There is no key for secrets');
  const keys = new Map([current, ...others].map((each) => [each.id, each.key]));
  return {
    currentKeyId: current.id,
    seal(place, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(bytesOf(place));
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return { key_id: current.id, sealed };
    },
    open(place, { key_id: id, sealed }) {
      const known = keys.get(id);
      if (!known) throw secretErrors.secret_key_missing({ key: id });
      const decipher = createDecipheriv('aes-256-gcm', known, sealed.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(bytesOf(place))
        .setAuthTag(sealed.subarray(-TAG_BYTES));
      const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
      return text.toString('utf8');
    },
  };
}

const bytesOf = (place: SecretPlace): Buffer => Buffer.from(JSON.stringify(place));

function deriveKey(secret: string): { id: string; key: Buffer } {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'business-suite secrets', 32));
  const id = createHmac('sha256', key).update('key id').digest('hex').slice(0, 16);
  return { id, key };
}
