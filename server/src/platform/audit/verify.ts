import { sql } from 'kysely';
import { type Connection, withClient } from '../db/connection.ts';
import type { Database, Db } from '../db/database.ts';
import { AT_TEXT, BROKEN_ACTION, FIRST_ACTION } from './audit.ts';
import { type AuditHead, type AuditRow, type Chain, createChain } from './chain.ts';

export const auditFaultKinds = [
  'changed',
  'removed',
  'inserted',
  'head_changed',
  'head_was_changed',
  'head_missing',
  'log_missing',
  'begun_anew',
  'differs_from_kept',
] as const;

/** What does not hold, and where. A range where several rows in a row are concerned. */
export interface AuditFault {
  kind: (typeof auditFaultKinds)[number];
  organizationId: number;
  from: number;
  to: number;
}

/** The end of one organization's chain, as it can be kept elsewhere and compared later. */
export interface KeptHead {
  organizationId: number;
  sequence: number;
  /** In hex. */
  hash: string;
}

interface VerifyOptions {
  database: Database;
  owner: Connection;
  secret: string;
  onFault(fault: AuditFault): void;
  /** Called with each organization's head that holds. */
  onHead?(head: KeptHead): void;
  /** Heads that were kept elsewhere: the chains must still contain them. */
  kept?: ReadonlyMap<number, KeptHead>;
}

const PAGE = 1000;

/** Walks the whole log, a page at a time. @returns what was looked at */
export async function verifyAudit(options: VerifyOptions): Promise<{ organizations: number; rows: number }> {
  const chain = createChain(options.secret);
  const counted = { organizations: 0, rows: 0 };
  const unseen = new Map(options.kept);
  for (let after = 0; ;) {
    const page = await listOrganizations(options.owner, after);
    for (const organization of page) {
      counted.rows += (await verifyOrganization(options, chain, organization)).rows;
      counted.organizations++;
      unseen.delete(organization.id);
    }
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) break;
  }
  for (const { organizationId, sequence } of unseen.values()) {
    options.onFault({ kind: 'log_missing', organizationId, from: 1, to: sequence });
  }
  return counted;
}

interface Stretch {
  /** The sequence of the first row that was looked at; 0 where there is none. */
  from: number;
  to: number;
  rows: number;
  /** Whether that is all that is kept. */
  isWhole: boolean;
}

/**
 * Walks the latest rows of one organization's log, at most `most`. That what came before them is whole too, only
 * `verifyAudit` says; and only it knows which organizations are older than the log.
 */
export async function verifyLatest(
  { database, secret }: Pick<VerifyOptions, 'database' | 'secret'>,
  organizationId: number,
  most: number,
): Promise<Stretch & { faults: AuditFault[] }> {
  const faults: AuditFault[] = [];
  const options = { database, onFault: (fault: AuditFault) => faults.push(fault) };
  const organization = { id: organizationId, older: false };
  const stretch = await verifyOrganization(options, createChain(secret), organization, most);
  return { ...stretch, faults };
}

interface Organization {
  id: number;
  /** It was there before the log was, so its first act may be any. */
  older: boolean;
}

/** Those that are, and those that only the log remembers. */
async function listOrganizations(owner: Connection, after: number): Promise<Organization[]> {
  return withClient(owner, async (client) => {
    const migration = await client.query<{ at: string }>(
      `select applied_at::text as at from schema_migrations where name = '0008-audit.sql'`,
    );
    await client.query('set role suite_lookup');
    const { rows } = await client.query<Organization>(
      `with recursive logged (id) as (
         (select organization_id from audit_log where organization_id > $1 order by 1 limit 1)
         union all
         select (select a.organization_id from audit_log a where a.organization_id > logged.id order by 1 limit 1)
           from logged where logged.id is not null)
       select id, coalesce((select o.created_at < $2 from organizations o where o.id = known.id), false) as older
         from (select id from organizations where id > $1
               union select organization_id from audit_heads where organization_id > $1
               union select id from (select id from logged limit ${PAGE + 1}) l where id is not null) known
        order by id limit ${PAGE}`,
      [after, migration.rows[0]?.at ?? null],
    );
    return rows;
  });
}

type SignedHead = AuditHead & { mac: Buffer };

async function verifyOrganization(
  options: Pick<VerifyOptions, 'database' | 'onFault' | 'onHead' | 'kept'>,
  chain: Chain,
  organization: Organization,
  most = Number.POSITIVE_INFINITY,
): Promise<Stretch> {
  const { id: organizationId } = organization;
  const db = options.database.tenant(organizationId);
  for (;;) {
    const faults: AuditFault[] = [];
    const head = await findHead(db, organizationId);
    const start =
      head && head.last - head.base_sequence > most ? await findStart(db, organizationId, head.last - most) : null;
    const walk = createWalk(chain, organizationId, head, { faults, start, kept: options.kept?.get(organizationId) });
    for (let page: StoredRow[] | undefined; page === undefined || page.length === PAGE;) {
      page = await listRows(db, organizationId, walk.last(), head ? head.last : null);
      for (const row of page) walk.take(row);
    }
    walk.end(organization.older);
    // Retention may have moved the beginning meanwhile: then what seemed to be missing is looked at again.
    const moved = faults.length > 0 && (await findHead(db, organizationId))?.base_sequence !== head?.base_sequence;
    if (moved) continue;
    for (const fault of faults) options.onFault(fault);
    if (head && faults.length === 0) {
      options.onHead?.({ organizationId, sequence: head.sequence, hash: head.hash.toString('hex') });
    }
    return walk.stretch();
  }
}

/** Where a walk begins that does not begin with the chain: behind a row, whose hash the next one vouches for. */
interface WalkStart {
  sequence: number;
  /** Null where the row is gone. */
  hash: Buffer | null;
}

async function findStart(db: Db, organizationId: number, sequence: number): Promise<WalkStart> {
  const row = await db
    .selectFrom('audit_log')
    .select('hash')
    .where('organization_id', '=', organizationId)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return { sequence, hash: row?.hash ?? null };
}

/** The head, and the last row that stood when it was read: by one statement, so that no act comes in between. */
async function findHead(db: Db, organizationId: number): Promise<(SignedHead & { last: number }) | undefined> {
  return db
    .selectFrom('audit_heads')
    .select(['sequence', 'hash', 'base_sequence', 'base_hash', 'mac'])
    .select(
      sql<number>`coalesce((select max(l.sequence) from audit_log l where l.organization_id = ${organizationId}), 0)`.as(
        'last',
      ),
    )
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
}

type StoredRow = AuditRow & { hash: Buffer };

async function listRows(db: Db, organizationId: number, after: number, last: number | null): Promise<StoredRow[]> {
  return db
    .selectFrom('audit_log')
    .select(['sequence', 'actor_kind', 'actor_id', 'action', 'subject_kind', 'subject_id', 'detail', 'hash'])
    .select(sql<string>`coalesce(${sql.raw(AT_TEXT)}, at::text)`.as('at'))
    .where('organization_id', '=', organizationId)
    .where('sequence', '>', after)
    .$if(last !== null, (query) => query.where('sequence', '<=', last))
    .orderBy('sequence')
    .limit(PAGE)
    .execute();
}

interface WalkOptions {
  /** Filled with what does not hold. */
  faults: AuditFault[];
  start: WalkStart | null;
  kept: KeptHead | undefined;
}

function createWalk(
  chain: Chain,
  organizationId: number,
  head: (SignedHead & { last: number }) | undefined,
  { faults, start, kept }: WalkOptions,
) {
  const signed = head !== undefined && chain.isSigned(organizationId, head);
  const base = start?.sequence ?? (signed ? head.base_sequence : 0);
  let last = start?.sequence ?? 0;
  let count = 0;
  let expected = base + 1;
  let previous: Buffer | null = start ? start.hash : signed ? head.base_hash : chain.start;
  /** The hash before a row that did not hold: if the next row follows it, the one between was put in. */
  let beforeFault: Buffer | null = null;
  /** By how much the rows were renumbered to make room. */
  let shift = 0;
  let first: StoredRow | null = null;

  function report(kind: AuditFault['kind'], from: number, to = from): void {
    const before = faults.at(-1);
    if (before?.kind === kind && before.to + 1 === from) before.to = to;
    else faults.push({ kind, organizationId, from, to });
  }
  const holds = (row: StoredRow, behind: Buffer, sequence: number) =>
    chain.hashRow(organizationId, { ...row, sequence }, behind).equals(row.hash);

  function check(row: StoredRow): void {
    if (row.sequence <= base) return report('inserted', row.sequence);
    if (row.sequence > expected) {
      report('removed', expected, row.sequence - 1);
      // What it refers to is gone.
      previous = null;
    }
    expected = row.sequence + 1;
    if (previous === null || holds(row, previous, row.sequence - shift)) beforeFault = null;
    else if (beforeFault && holds(row, beforeFault, row.sequence - shift - 1)) {
      const before = faults.at(-1);
      if (before?.to === row.sequence - 1) before.kind = 'inserted';
      shift++;
      beforeFault = null;
    } else {
      report('changed', row.sequence);
      beforeFault = previous;
    }
    previous = row.hash;
  }

  return {
    last: () => last,
    stretch: (): Stretch => ({ from: first?.sequence ?? 0, to: first ? last : 0, rows: count, isWhole: !start }),
    take(row: StoredRow): void {
      first ??= row;
      count++;
      last = row.sequence;
      if (signed && row.sequence > head.sequence) return report('inserted', row.sequence);
      check(row);
      if (row.action === BROKEN_ACTION) report('head_was_changed', row.sequence);
      if (kept?.sequence === row.sequence && kept.hash !== row.hash.toString('hex')) {
        report('differs_from_kept', row.sequence);
      }
    },
    end(older: boolean): void {
      if (!head) {
        if (count > 0) report('head_missing', last);
        else if (!older) report('log_missing', 0);
      } else if (!signed) {
        report('head_changed', head.sequence);
      } else if (head.sequence >= expected) {
        report('removed', expected, head.sequence);
      } else if (count > 0 && last === head.sequence && previous !== null && !previous.equals(head.hash)) {
        if (!faults.some(({ from, to }) => from <= last && to >= last)) report('changed', last);
      }
      if (count > 0 && base === 0 && first?.action !== FIRST_ACTION && !older) report('begun_anew', last - count + 1);
      if (kept && kept.sequence > (head?.sequence ?? 0)) report('removed', (head?.sequence ?? 0) + 1, kept.sequence);
    },
  };
}
