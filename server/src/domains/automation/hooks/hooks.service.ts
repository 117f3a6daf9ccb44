import { hash, randomBytes } from 'node:crypto';
import { actorOf, type Principal } from '../../../http/principal.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { SecretPlace, Secrets } from '../../../platform/secrets/secrets.ts';
import { automationErrors } from '../automation.errors.ts';
import { isObject } from '../expressions/scope.ts';
import { findWorkflow, type WorkflowRow } from '../workflows/workflows.repository.ts';
import { hookErrors } from './hooks.errors.ts';
import * as repository from './hooks.repository.ts';
import { makeSigningSecret, readSigningSecret } from './signature.ts';

export type HookService = ReturnType<typeof createHookService>;

export interface HookDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  secrets: Secrets;
  publicUrl: string;
}

export interface NewHook {
  name: string;
  /** Null: as the workflow's trigger says. */
  answer: repository.HookAnswer | null;
  waitSeconds: number;
  /** Likewise. */
  isSigned: boolean | null;
  /** The sender's own, where it does not take ours. */
  signingSecret: string | null;
}

/** What is shown once. */
export interface HookSecrets {
  url: string;
  signingSecret: string | null;
}

const MOST_HOOKS = 20;
const SHOWN_LENGTH = 8;

export const placeOfHook = (organizationId: number, id: string): SecretPlace => [organizationId, 'hook', id];
export const hashOfToken = (token: string): Buffer => hash('sha256', token, 'buffer');
const subjectOf = (id: number) => ({ kind: 'hook', id: String(id) });

/** @throws AppError hook_not_found */
async function lock(db: Db, organizationId: number, id: number): Promise<repository.HookRow> {
  const row = await repository.lockHook(db, organizationId, id);
  if (!row) throw hookErrors.hook_not_found();
  return row;
}

/** @throws AppError workflow_not_found */
async function requireWorkflow(db: Db, organizationId: number, id: number): Promise<WorkflowRow> {
  const row = await findWorkflow(db, organizationId, id);
  if (!row) throw automationErrors.workflow_not_found({ workflow: id });
  return row;
}

export function createHookService({ database, audit, secrets, publicUrl }: HookDeps) {
  /** A new address, and a signing secret where there is to be one, sealed for the address. */
  function makeToken(organizationId: number, signingSecret: string | null) {
    const token = randomBytes(32).toString('base64url');
    const tokenHash = hashOfToken(token);
    const place = placeOfHook(organizationId, tokenHash.toString('hex'));
    const sealed = signingSecret === null ? { key_id: null, sealed: null } : secrets.seal(place, signingSecret);
    return {
      row: { token_hash: tokenHash, prefix: token.slice(0, SHOWN_LENGTH), ...sealed },
      shown: { url: `${publicUrl}/hooks/${token}`, signingSecret } satisfies HookSecrets,
    };
  }

  return {
    async list(organizationId: number, workflowId: number): Promise<repository.HookRow[]> {
      const db = database.tenant(organizationId);
      await requireWorkflow(db, organizationId, workflowId);
      return repository.listHooks(db, organizationId, workflowId);
    },

    /** @throws AppError workflow_not_found, hook_name_taken, too_many_hooks, hook_secret_refused */
    create(principal: Principal, workflowId: number, wanted: NewHook): Promise<repository.HookRow & HookSecrets> {
      const { organizationId, userId } = principal;
      const { name, waitSeconds, signingSecret } = wanted;
      return database.transaction(organizationId, async (db) => {
        const usual = usualOf(await requireWorkflow(db, organizationId, workflowId));
        const answer = wanted.answer ?? usual.answer;
        const isSigned = wanted.isSigned ?? usual.isSigned;
        const { row: token, shown } = makeToken(organizationId, signingSecretOf({ isSigned, signingSecret }));
        const others = await repository.listHooks(db, organizationId, workflowId);
        if (others.length >= MOST_HOOKS) throw hookErrors.too_many_hooks({ limit: MOST_HOOKS });
        const what = { workflow_id: workflowId, name, answer, wait_seconds: waitSeconds, created_by: userId };
        const row = await repository.insertHook(db, organizationId, { ...what, ...token });
        if (!row) throw hookErrors.hook_name_taken({ name });
        const detail = { name, workflow_id: workflowId, prefix: row.prefix, is_signed: row.is_signed };
        const action = 'hook.created';
        await audit.record(db, organizationId, {
          actor: actorOf(principal),
          action,
          subject: subjectOf(row.id),
          detail,
        });
        return { ...row, ...shown };
      });
    },

    /** A new address, and a new signing secret where there was one: those of before end at once. */
    rotate(principal: Principal, id: number, signingSecret: string | null): Promise<repository.HookRow & HookSecrets> {
      const { organizationId } = principal;
      return database.transaction(organizationId, async (db) => {
        const before = await lock(db, organizationId, id);
        const secret = signingSecretOf({ isSigned: before.is_signed, signingSecret });
        const { row: token, shown } = makeToken(organizationId, secret);
        const row = await repository.updateHookToken(db, organizationId, id, token);
        const detail = { name: row.name, workflow_id: row.workflow_id, before: before.prefix, prefix: row.prefix };
        const action = 'hook.rotated';
        await audit.record(db, organizationId, { actor: actorOf(principal), action, subject: subjectOf(id), detail });
        return { ...row, ...shown };
      });
    },

    remove(principal: Principal, id: number): Promise<void> {
      const { organizationId } = principal;
      return database.transaction(organizationId, async (db) => {
        const { name, workflow_id: workflowId, prefix } = await lock(db, organizationId, id);
        await repository.removeHook(db, organizationId, id);
        const detail = { name, workflow_id: workflowId, prefix };
        const action = 'hook.removed';
        await audit.record(db, organizationId, { actor: actorOf(principal), action, subject: subjectOf(id), detail });
      });
    },
  };
}

/** What a workflow's trigger says of its hooks. */
function usualOf({ trigger_conditions: trigger }: WorkflowRow): { answer: repository.HookAnswer; isSigned: boolean } {
  const webhook = isObject(trigger) && isObject(trigger['webhook']) ? trigger['webhook'] : {};
  return {
    answer: webhook['answer'] === 'at_end' ? 'at_end' : 'now',
    isSigned: webhook['verify'] === 'standard_webhooks',
  };
}

/** @throws AppError hook_secret_refused */
function signingSecretOf({ isSigned, signingSecret }: { isSigned: boolean; signingSecret: string | null }) {
  if (!isSigned && signingSecret !== null) throw refusal('signing_secret_unasked');
  if (!isSigned) return null;
  if (signingSecret !== null && !readSigningSecret(signingSecret)) throw refusal('signing_secret_invalid');
  return signingSecret ?? makeSigningSecret();
}

const refusal = (code: 'signing_secret_unasked' | 'signing_secret_invalid') =>
  hookErrors.hook_secret_refused({}, { faults: [{ pointer: '/signing_secret', code }] });

/** Seals what was sealed with an older key anew. @returns how many */
export async function resealHooks(secrets: Secrets, db: Db, organizationId: number): Promise<number> {
  const stale = await repository.lockStaleHooks(db, organizationId, secrets.currentKeyId);
  for (const { id, token_hash: tokenHash, ...secret } of stale) {
    const place = placeOfHook(organizationId, tokenHash.toString('hex'));
    await repository.resealHook(db, organizationId, id, secrets.seal(place, secrets.open(place, secret)));
  }
  return stale.length;
}
