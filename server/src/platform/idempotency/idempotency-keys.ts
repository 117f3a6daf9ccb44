import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { type KeptAnswer, openAnswer, placeOf, sealAnswer } from './sealed-answer.ts';

/** A request that carries a key. */
export interface KeyedRequest {
  organizationId: number;
  /** Who sent it, and to which route. */
  scope: readonly (string | number)[];
  key: string;
  /** Over everything but the body. */
  requestHash: Buffer;
  /** Null while the body is still on its way. */
  bodyHash: Buffer | null;
}

export type Claim =
  | { outcome: 'ours'; call: ClaimedCall }
  | { outcome: 'running' }
  /** The key was used for something else. */
  | { outcome: 'different' }
  | { outcome: 'answered'; answer: KeptAnswer; bodyHash: Buffer | null };

/** The right to carry a request out. It is renewed until the call ends in one of these two ways. */
export interface ClaimedCall {
  /** The same request gets this answer from now on. */
  keep(answer: KeptAnswer, bodyHash: Buffer | null): Promise<void>;
  /** The key is as if it had never been used. */
  release(): Promise<void>;
}

export interface IdempotencyKeys {
  claim(request: KeyedRequest): Promise<Claim>;
  /** Removes answers that are past their time, in small batches. @returns how many */
  sweep(): Promise<number>;
}

interface Options {
  /** So long an answer is kept. */
  retentionSeconds?: number;
  /** So long after a node's death the key stays taken. */
  leaseSeconds?: number;
}

const BATCH = 500;

export function createIdempotencyKeys(
  database: Database,
  secret: string,
  { retentionSeconds = 24 * 3600, leaseSeconds = 60 }: Options = {},
): IdempotencyKeys {
  return {
    async claim({ organizationId, scope, key, requestHash, bodyHash }) {
      const place = placeOf(secret, scope, key);
      const claim = randomBytes(16);
      const db = database.tenant(organizationId);
      const values = {
        request_hash: requestHash,
        body_hash: bodyHash,
        claim,
        claimed_until: seconds(leaseSeconds),
        expires_at: seconds(retentionSeconds),
      };
      const taken = await db
        .insertInto('idempotency_keys')
        .values({ organization_id: organizationId, key_hash: place.hash, ...values })
        .onConflict((conflict) =>
          conflict
            .columns(['organization_id', 'key_hash'])
            .doUpdateSet({ ...values, answer: null })
            // Past its time; or whoever carried the same request out is gone.
            .where(
              sql<boolean>`idempotency_keys.expires_at < now() or (idempotency_keys.answer is null
                and idempotency_keys.claimed_until < now() and idempotency_keys.request_hash = ${requestHash}
                and idempotency_keys.body_hash is not distinct from ${bodyHash})`,
            ),
        )
        .returning('claim')
        .executeTakeFirst();
      if (taken)
        return {
          outcome: 'ours',
          call: hold({ database, organizationId, place, claim, retentionSeconds, leaseSeconds }),
        };
      const found = await db
        .selectFrom('idempotency_keys')
        .select(['request_hash', 'body_hash', 'answer'])
        .where('organization_id', '=', organizationId)
        .where('key_hash', '=', place.hash)
        .executeTakeFirst();
      if (!found) return { outcome: 'running' };
      const { request_hash: before, body_hash: bodyBefore, answer } = found;
      const bodiesDiffer = bodyHash !== null && bodyBefore !== null && !bodyBefore.equals(bodyHash);
      if (!before.equals(requestHash) || bodiesDiffer) return { outcome: 'different' };
      if (!answer) return { outcome: 'running' };
      return { outcome: 'answered', answer: openAnswer(place, answer), bodyHash: bodyBefore };
    },

    async sweep() {
      for (let total = 0; ;) {
        const { rows } = await database.pool.query<{ removed: number }>(
          'select remove_expired_idempotency_keys($1) as removed',
          [BATCH],
        );
        const removed = rows[0]?.removed ?? 0;
        total += removed;
        if (removed < BATCH) return total;
      }
    },
  };
}

const seconds = (count: number) => sql<Date>`now() + make_interval(secs => ${count})`;

interface Hold extends Required<Options> {
  database: Database;
  organizationId: number;
  place: ReturnType<typeof placeOf>;
  claim: Buffer;
}

/** Renews until it is told to stop; a renewal that fails is made good by the next. */
function hold({ database, organizationId, place, claim, retentionSeconds, leaseSeconds }: Hold): ClaimedCall {
  const db = database.tenant(organizationId);
  const ours = () =>
    db
      .updateTable('idempotency_keys')
      .where('organization_id', '=', organizationId)
      .where('key_hash', '=', place.hash)
      .where('claim', '=', claim);
  const renew = () => ours().set({ claimed_until: seconds(leaseSeconds) });
  const timer = setInterval(
    () =>
      void renew()
        .execute()
        .catch(() => {}),
    (leaseSeconds * 1000) / 3,
  ).unref();
  return {
    async keep(answer, bodyHash) {
      clearInterval(timer);
      await ours()
        .set({ answer: sealAnswer(place, answer), body_hash: bodyHash, expires_at: seconds(retentionSeconds) })
        .execute();
    },
    async release() {
      clearInterval(timer);
      await db
        .deleteFrom('idempotency_keys')
        .where('organization_id', '=', organizationId)
        .where('key_hash', '=', place.hash)
        .where('claim', '=', claim)
        .execute();
    },
  };
}
