import { sql } from 'kysely';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { SealedSecret } from '../../../platform/secrets/secrets.ts';

export type HookAnswer = 'now' | 'at_end';

const shown = [
  'id',
  'workflow_id',
  'name',
  'prefix',
  'answer',
  'wait_seconds',
  'last_called_at',
  'created_by',
  'created_at',
] as const;

/** A hook as people see it. */
export interface HookRow {
  id: number;
  workflow_id: number;
  name: string;
  /** How its token begins. */
  prefix: string;
  answer: HookAnswer;
  wait_seconds: number;
  is_signed: boolean;
  last_called_at: Date | null;
  created_by: number | null;
  created_at: Date;
}

interface HookToken {
  token_hash: Buffer;
  prefix: string;
  key_id: string | null;
  sealed: Buffer | null;
}

const isSigned = sql<boolean>`key_id is not null`.as('is_signed');

/** Which organization and which hook a token belongs to; asked before either is known. */
export async function findHookByToken(database: Database, tokenHash: Buffer) {
  const { rows } = await database.pool.query<{ organization_id: number; id: number }>({
    name: 'find_hook',
    text: 'select * from find_hook($1)',
    values: [tokenHash],
  });
  return rows[0] ?? null;
}

/** With its secret, as it is sealed. */
export async function findHookWithSecret(db: Db, organizationId: number, id: number) {
  return db
    .selectFrom('automation_hooks')
    .select(['id', 'workflow_id', 'name', 'answer', 'wait_seconds', 'token_hash', 'prefix', 'key_id', 'sealed'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .$castTo<{ answer: HookAnswer } & Pick<HookRow, 'id' | 'workflow_id' | 'name' | 'wait_seconds'> & HookToken>()
    .executeTakeFirst();
}

/** @returns undefined where the workflow has a hook of this name */
export async function insertHook(
  db: Db,
  organizationId: number,
  hook: HookToken & Pick<HookRow, 'workflow_id' | 'name' | 'answer' | 'wait_seconds' | 'created_by'>,
): Promise<HookRow | undefined> {
  return db
    .insertInto('automation_hooks')
    .values({ organization_id: organizationId, ...hook })
    .onConflict((conflict) => conflict.doNothing())
    .returning([...shown, isSigned])
    .$castTo<HookRow>()
    .executeTakeFirst();
}

export async function listHooks(db: Db, organizationId: number, workflowId: number): Promise<HookRow[]> {
  return db
    .selectFrom('automation_hooks')
    .select([...shown, isSigned])
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .orderBy('id')
    .$castTo<HookRow>()
    .execute();
}

/** Keeps others from changing it until the transaction ends. */
export async function lockHook(db: Db, organizationId: number, id: number): Promise<HookRow | undefined> {
  return db
    .selectFrom('automation_hooks')
    .select([...shown, isSigned])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .$castTo<HookRow>()
    .executeTakeFirst();
}

export async function updateHookToken(db: Db, organizationId: number, id: number, token: HookToken): Promise<HookRow> {
  return db
    .updateTable('automation_hooks')
    .set({ ...token, updated_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returning([...shown, isSigned])
    .$castTo<HookRow>()
    .executeTakeFirstOrThrow();
}

/** Once a minute at most, so that a busy hook costs no write a call. */
export async function noteCall(db: Db, organizationId: number, id: number): Promise<void> {
  await db
    .updateTable('automation_hooks')
    .set({ last_called_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where(sql<boolean>`coalesce(last_called_at < now() - interval '1 minute', true)`)
    .execute();
}

export async function removeHook(db: Db, organizationId: number, id: number): Promise<void> {
  await db.deleteFrom('automation_hooks').where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

/** Those that are sealed with another key, behind their locks. */
export async function lockStaleHooks(db: Db, organizationId: number, keyId: string) {
  return db
    .selectFrom('automation_hooks')
    .select(['id', 'token_hash', 'key_id', 'sealed'])
    .where('organization_id', '=', organizationId)
    .where('key_id', '!=', keyId)
    .forUpdate()
    .$castTo<{ id: number; token_hash: Buffer } & SealedSecret>()
    .execute();
}

export async function resealHook(db: Db, organizationId: number, id: number, secret: SealedSecret): Promise<void> {
  await db
    .updateTable('automation_hooks')
    .set({ ...secret })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}
