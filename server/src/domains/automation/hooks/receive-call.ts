import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Db } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import type { Secrets } from '../../../platform/secrets/secrets.ts';
import type { Json } from '../interpreter/protocol.ts';
import { hookErrors } from './hooks.errors.ts';
import * as repository from './hooks.repository.ts';
import { hashOfToken, placeOfHook } from './hooks.service.ts';
import { readPayload } from './payload.ts';
import { findSignatureFault, MESSAGE_ID, readSigningSecret } from './signature.ts';

/** A run that a hook has started, as its caller sees it. */
export interface CalledRun {
  id: string;
  status: string;
  output: Json;
  finished_at: Date | null;
}

/** Where the workflow's conditions do not hold for what the call brings, there is no run: the sender has done nothing wrong. */
type CallOutcome = CalledRun | { id: null; status: 'not_started'; output: null; finished_at: Date };

/** What a call needs of the engine. */
export interface CallRuns {
  /**
   * Starts a run of the workflow's published version in the caller's transaction; the same key starts one alone.
   * @throws AppError conditions_not_met, and where the workflow takes no runs
   */
  start(
    db: Db,
    organizationId: number,
    request: { workflowId: number; data: Json; dedupeKey?: string },
  ): Promise<{ runId: string; isNew: boolean }>;
  get(organizationId: number, runId: string): Promise<CalledRun>;
}

export interface IncomingCall {
  token: string;
  /** By small letters. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
  /** Ends when the caller has hung up. */
  signal: AbortSignal;
}

interface ReceiveDeps {
  database: Database;
  secrets: Secrets;
  runs: CallRuns;
  now(): Date;
}

const FIRST_LOOK_MS = 10;
const LONGEST_BETWEEN_LOOKS_MS = 500;

/** @returns the run, over where the hook waits for it and it was quick enough */
export function createReceiveCall({ database, secrets, runs, now }: ReceiveDeps) {
  /** @throws AppError hook_not_found */
  async function getHook(token: string) {
    const found = await repository.findHookByToken(database, hashOfToken(token));
    const organizationId = found?.organization_id ?? 0;
    const hook =
      found && (await repository.findHookWithSecret(database.tenant(organizationId), organizationId, found.id));
    if (!hook) throw hookErrors.hook_not_found();
    return { organizationId, hook };
  }

  type Hook = Awaited<ReturnType<typeof getHook>>['hook'];

  /** @throws AppError hook_signature_refused */
  function checkSignature(organizationId: number, hook: Hook, { headers, body }: IncomingCall): void {
    const { key_id: keyId, sealed, token_hash: tokenHash } = hook;
    if (keyId === null || sealed === null) return;
    const secret = secrets.open(placeOfHook(organizationId, tokenHash.toString('hex')), { key_id: keyId, sealed });
    const message = {
      id: one(headers['webhook-id']),
      timestamp: one(headers['webhook-timestamp']),
      signatures: one(headers['webhook-signature']),
      body,
    };
    const key = readSigningSecret(secret);
    const fault = key ? findSignatureFault(message, key, now().getTime()) : 'wrong';
    if (fault) throw hookErrors.hook_signature_refused({ fault });
  }

  async function awaitEnd(organizationId: number, runId: string, waitSeconds: number, signal: AbortSignal) {
    const endsAt = performance.now() + waitSeconds * 1000;
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_BETWEEN_LOOKS_MS)) {
      const run = await runs.get(organizationId, runId);
      const leftMs = endsAt - performance.now();
      if (run.finished_at !== null || leftMs <= 0 || signal.aborted) return run;
      await wait(Math.min(pauseMs, leftMs), undefined, { signal }).catch(() => {});
    }
  }

  return async (call: IncomingCall): Promise<CallOutcome> => {
    const { organizationId, hook } = await getHook(call.token);
    checkSignature(organizationId, hook, call);
    const id = readMessageId(call.headers);
    const fields = readPayload(one(call.headers['content-type']), call.body);
    const data = { ...fields, webhook: { name: hook.name, id, received_at: now().toISOString() } };
    const key = id === null ? {} : { dedupeKey: `hook ${hook.id} ${id}` };
    const started = await database
      .transaction(organizationId, async (db) => {
        const run = await runs.start(db, organizationId, { workflowId: hook.workflow_id, data, ...key });
        await repository.noteCall(db, organizationId, hook.id);
        return run;
      })
      .catch((error: unknown) => {
        if (isAppError(error) && error.code === 'conditions_not_met') return null;
        throw error;
      });
    if (!started) return { id: null, status: 'not_started', output: null, finished_at: now() };
    const { runId } = started;
    if (hook.answer === 'now') return { id: runId, status: 'running', output: null, finished_at: null };
    return awaitEnd(organizationId, runId, hook.wait_seconds, call.signal);
  };
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** What the sender calls this message: sent again, it starts no other run. @throws AppError hook_key_refused */
function readMessageId(headers: IncomingCall['headers']): string | null {
  const id = one(headers['webhook-id']) ?? one(headers['idempotency-key']);
  if (id !== undefined && !MESSAGE_ID.test(id)) throw hookErrors.hook_key_refused();
  return id ?? null;
}
