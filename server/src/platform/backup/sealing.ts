import { createCipheriv, createDecipheriv, createHash, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { backupErrors } from './backup.errors.ts';

/** What makes a frame tamper-evident: its place in the file and whether it is the last are sealed with it. */
export interface Sealing {
  seal(index: number, isLast: boolean, content: Buffer): Buffer;
  /** @throws AppError backup_damaged */
  open(index: number, isLast: boolean, sealed: Buffer): Buffer;
}

const TAG_BYTES = 16;

function placeOf(index: number, isLast: boolean): Buffer {
  const place = Buffer.alloc(12);
  place.writeUIntBE(index, 0, 6);
  place.writeUInt8(isLast ? 1 : 0, 6);
  return place;
}

/** Without a passphrase: finds accidents, but whoever may write the file may make another. */
export function createChecksums(head: Buffer): Sealing {
  const tag = (index: number, isLast: boolean, content: Buffer) =>
    createHash('sha256').update(head).update(placeOf(index, isLast)).update(content).digest().subarray(0, TAG_BYTES);
  return {
    seal: (index, isLast, content) => Buffer.concat([content, tag(index, isLast, content)]),
    open(index, isLast, sealed) {
      const content = sealed.subarray(0, -TAG_BYTES);
      const given = sealed.subarray(-TAG_BYTES);
      if (given.length !== TAG_BYTES || !timingSafeEqual(tag(index, isLast, content), given)) {
        throw backupErrors.backup_damaged({ frame: index });
      }
      return content;
    },
  };
}

/** AES-256-GCM; a key is used for one file alone, so the place of a frame is its nonce. */
export function createEncryption(head: Buffer, key: Buffer): Sealing {
  return {
    seal(index, isLast, content) {
      const cipher = createCipheriv('aes-256-gcm', key, placeOf(index, isLast)).setAAD(head);
      return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    },
    open(index, isLast, sealed) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, placeOf(index, isLast), { authTagLength: TAG_BYTES })
          .setAAD(head)
          .setAuthTag(sealed.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
      } catch (cause) {
        // The very first frame tells whether the key fits at all.
        if (index === 0) throw backupErrors.backup_passphrase_wrong({}, { cause });
        throw backupErrors.backup_damaged({ frame: index }, { cause });
      }
    },
  };
}

/** What scrypt was asked for; stands in the head of the file. */
export interface KeyDerivation {
  salt: string;
  cost: number;
  blockSize: number;
  parallelization: number;
}

const deriveBytes: (
  passphrase: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer> = promisify(scrypt);

/** About a tenth of a second and 128 MB for one try at a passphrase. */
export const NEW_DERIVATION = { cost: 131_072, blockSize: 8, parallelization: 1 } as const;

export async function deriveKey(passphrase: string, derivation: KeyDerivation): Promise<Buffer> {
  const { salt, cost: N, blockSize: r, parallelization: p } = derivation;
  return deriveBytes(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r });
}
