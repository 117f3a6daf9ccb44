import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { type Actor, type AuditHead, type AuditRow, type Chain, createChain } from './chain.ts';

export type { Actor } from './chain.ts';

export interface AuditEntry {
  actor: Actor;
  /** What was done, as `area.what_happened`: `member.role_changed`. */
  action: string;
  subject: { kind: string; id: string };
  /** What a reader needs to understand the act. No secrets; a person's data only where the act is about it. */
  detail?: Readonly<Record<string, unknown>>;
}

export interface Audit {
  /**
   * Adds a row in the transaction of the act, so that neither stands without the other. Acts of one organization wait
   * for each other from here to the end of their transactions: record last.
   */
  record(db: Db, organizationId: number, entry: AuditEntry): Promise<void>;
  /**
   * Removes rows older than `before`, at most `limit` of them, in the caller's transaction. The chain then begins behind them.
   * @returns how many were removed
   */
  removeBefore(db: Db, organizationId: number, before: Date, limit: number): Promise<number>;
}

/** The person's number; null for whoever is none. */
export function userOf(actor: Actor): number | null {
  return actor.kind === 'user' ? actor.id : null;
}

/** What every chain begins with, except those of organizations that are older than the log. */
export const FIRST_ACTION = 'organization.created';
/** Stands in the log where its head was found to be changed by other means than this module. */
export const BROKEN_ACTION = 'audit.head_changed';

/** UTC to the microsecond, the form that is hashed. */
export const AT_TEXT = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export function createAudit(secret: string): Audit {
  const chain = createChain(secret);
  return {
    async record(db, organizationId, entry) {
      let { head, found } = await lockHead(db, organizationId, chain);
      let last = found === null ? await append(db, organizationId, chain, head, entry) : null;
      if (last === null) {
        // Somebody has had their hands in the tables. The act itself is not to blame, and what happened must stay visible.
        ({ head, found } = await lookBehind(db, organizationId, head));
        const broken = await append(db, organizationId, chain, head, brokenEntry(found));
        last = broken && (await append(db, organizationId, chain, broken, entry));
        if (last === null) throw new Error('The audit log takes no more rows');
      }
      await writeHead(db, organizationId, chain, last);
    },

    async removeBefore(db, organizationId, before, limit) {
      const { head, found } = await lockHead(db, organizationId, chain);
      if (found !== null) return 0;
      const last = await findLastBefore(db, organizationId, before, limit);
      if (!last) return 0;
      await writeHead(db, organizationId, chain, { ...head, base_sequence: last.sequence, base_hash: last.hash });
      const { rows } = await sql<{ removed: number }>`select remove_audit_rows(${organizationId}) as removed`.execute(
        db,
      );
      return rows[0]?.removed ?? 0;
    },
  };
}

interface LockedHead {
  head: AuditHead;
  /** What stands in the table where that is not what this module wrote. */
  found: AuditHead | null;
}

async function lockHead(db: Db, organizationId: number, chain: Chain): Promise<LockedHead> {
  const empty: AuditHead = { sequence: 0, hash: chain.start, base_sequence: 0, base_hash: chain.start };
  const row = (await findHead(db, organizationId)) ?? (await insertHead(db, organizationId, empty, chain));
  return { head: row, found: chain.isSigned(organizationId, row) ? null : row };
}

async function findHead(db: Db, organizationId: number) {
  return db
    .selectFrom('audit_heads')
    .select(['sequence', 'hash', 'base_sequence', 'base_hash', 'mac'])
    .where('organization_id', '=', organizationId)
    .forUpdate()
    .executeTakeFirst();
}

async function insertHead(db: Db, organizationId: number, head: AuditHead, chain: Chain) {
  await db
    .insertInto('audit_heads')
    .values({ organization_id: organizationId, ...head, mac: chain.signHead(organizationId, head) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await findHead(db, organizationId);
  if (!row) throw new Error('The head of the audit log is out of reach');
  return row;
}

/** The chain goes on behind the last row that there is. */
async function lookBehind(db: Db, organizationId: number, found: AuditHead) {
  const last = await db
    .selectFrom('audit_log')
    .select(['sequence', 'hash'])
    .where('organization_id', '=', organizationId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { sequence, hash } = last ?? found;
  return { head: { ...found, sequence, hash, base_sequence: Math.min(found.base_sequence, sequence) }, found };
}

function brokenEntry(found: AuditHead): AuditEntry {
  const detail = { sequence: found.sequence, base_sequence: found.base_sequence };
  return { actor: { kind: 'system', id: null }, action: BROKEN_ACTION, subject: { kind: 'audit_log', id: '' }, detail };
}

/** @returns the new head, or null where a row already stands in its place */
async function append(db: Db, organizationId: number, chain: Chain, head: AuditHead, entry: AuditEntry) {
  const { actor, action, subject, detail = {} } = entry;
  const row: AuditRow = {
    sequence: head.sequence + 1,
    at: await readClock(db),
    actor_kind: actor.kind,
    actor_id: actor.id,
    action,
    subject_kind: subject.kind,
    subject_id: subject.id,
    detail: JSON.stringify(detail),
  };
  const hash = chain.hashRow(organizationId, row, head.hash);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('audit_log')
    .values({ organization_id: organizationId, ...row, hash })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? { ...head, sequence: row.sequence, hash } : null;
}

/** The database's clock: one for all nodes. Asked after the head is locked, so that time runs with the sequence. */
async function readClock(db: Db): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select ${sql.raw(AT_TEXT)} as at from clock_timestamp() as clock (at)`.execute(db);
  const at = rows[0]?.at;
  if (at === undefined) throw new Error('The database has no time');
  return at;
}

async function writeHead(db: Db, organizationId: number, chain: Chain, head: AuditHead): Promise<void> {
  const { sequence, hash, base_sequence, base_hash } = head;
  await db
    .updateTable('audit_heads')
    .set({ sequence, hash, base_sequence, base_hash, mac: chain.signHead(organizationId, head) })
    .where('organization_id', '=', organizationId)
    .execute();
}

async function findLastBefore(db: Db, organizationId: number, before: Date, limit: number) {
  const oldest = await db
    .selectFrom('audit_log')
    .select(['sequence', 'hash', 'at'])
    .where('organization_id', '=', organizationId)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return oldest.findLast(({ at }) => at < before);
}
