import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who did it: a person, a program with a key, or the product by itself. */
export type Actor = { kind: 'user' | 'api_key'; id: number } | { kind: 'system'; id: null };

/** One row of the log as it is hashed. */
export interface AuditRow {
  sequence: number;
  /** UTC, to the microsecond: `2026-01-31T09:15:00.123456Z`. */
  at: string;
  actor_kind: string;
  actor_id: number | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  /** JSON as text. */
  detail: string;
}

/** Where the chain of an organization begins and ends. */
export interface AuditHead {
  sequence: number;
  hash: Buffer;
  base_sequence: number;
  base_hash: Buffer;
}

/** The keyed hashes that hold the log together. Whoever lacks the key can neither make nor extend a chain. */
export interface Chain {
  /** What the first row refers to. */
  readonly start: Buffer;
  /** Over the row and the hash of the row before it. */
  hashRow(organizationId: number, row: AuditRow, previous: Buffer): Buffer;
  signHead(organizationId: number, head: AuditHead): Buffer;
  isSigned(organizationId: number, head: AuditHead & { mac: Buffer }): boolean;
}

/**
 * HMAC-SHA256 under a key derived from the installation's secret. What is hashed is the UTF-8 of a JSON list without
 * white space, all of whose members are whole numbers, texts or null, so that no two rows are written alike:
 *
 *     ["audit row 1", organization, sequence, at, actor kind, actor id, action, subject kind, subject id, detail, previous hash in hex]
 *     ["audit head 1", organization, sequence, hash in hex, base sequence, base hash in hex]
 */
export function createChain(secret: string): Chain {
  const key = createHmac('sha256', secret).update('audit chain').digest();
  const mac = (fields: readonly (string | number | null)[]): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(fields)).digest();
  const signHead = (organizationId: number, { sequence, hash, base_sequence: base, base_hash: baseHash }: AuditHead) =>
    mac(['audit head 1', organizationId, sequence, hash.toString('hex'), base, baseHash.toString('hex')]);
  return {
    start: Buffer.alloc(0),
    hashRow: (organizationId, row, previous) =>
      mac([
        'audit row 1',
        organizationId,
        row.sequence,
        row.at,
        row.actor_kind,
        row.actor_id,
        row.action,
        row.subject_kind,
        row.subject_id,
        row.detail,
        previous.toString('hex'),
      ]),
    signHead,
    isSigned: (organizationId, head) => isEqual(signHead(organizationId, head), head.mac),
  };
}

function isEqual(expected: Buffer, given: Buffer): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given);
}
