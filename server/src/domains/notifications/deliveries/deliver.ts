import type { Logger } from '../../../platform/log.ts';
import type { Outbound } from '../../../platform/outbound/outbound.ts';
import type { Secrets } from '../../../platform/secrets/secrets.ts';
import type { MailContent } from '../email/compose.ts';
import type { Mailer } from '../email/mailer.ts';
import type { SendService } from '../sending/send.service.ts';
import { callSlack } from '../slack/call-slack.ts';
import { callEndpoint } from '../webhooks/call-endpoint.ts';
import { findTarget } from '../webhooks/endpoints.repository.ts';
import { noteEndpoint } from '../webhooks/endpoint-health.ts';
import { openSecret } from '../webhooks/sealed-secret.ts';
import type { Attempted } from './attempted.ts';
import * as repository from './deliveries.repository.ts';
import { type LiveDeps, sayLive } from './say-live.ts';
import { pauseSeconds } from './retry-plan.ts';

export interface DeliverDeps extends LiveDeps {
  log: Logger;
  outbound: Pick<Outbound, 'send'>;
  secrets: Secrets;
  /** Null: mail is kept and marked as not sent. */
  mailer: Mailer | null;
  sendWithin: SendService['sendWithin'];
  random(): number;
  now(): Date;
}

type Delivery = repository.DeliveryRow & { content: unknown };

const FAULT_OF_OURS: Attempted = {
  outcome: 'failed',
  statusCode: null,
  answer: 'internal_error',
  isFinal: false,
  retryAfterSeconds: null,
};

/** Makes one attempt at a delivery that this node has claimed, and notes what came of it. */
export async function deliver(
  deps: DeliverDeps,
  { organizationId, id }: { organizationId: number; id: string },
  signal: AbortSignal,
): Promise<void> {
  const delivery = await repository.findDelivery(deps.database.tenant(organizationId), organizationId, id);
  if (!delivery || delivery.status !== 'pending') return;
  const startedMs = performance.now();
  const attempted = await attempt(deps, organizationId, delivery, signal).catch((error: unknown) => {
    // A node that stops leaves it to the others.
    if (signal.aborted) throw error;
    deps.log.error({ err: error, organizationId, deliveryId: id }, 'delivery failed');
    return FAULT_OF_OURS;
  });
  if (attempted === null) return;
  const durationMs = Math.round(performance.now() - startedMs);
  const verdict = judge(attempted, delivery, deps.random());
  await note(deps, organizationId, delivery, { ...attempted, durationMs }, verdict);
  const { outcome, statusCode } = attempted;
  const { channel } = delivery;
  const line = { organizationId, deliveryId: id, operation: `delivery ${channel}`, outcome, statusCode, durationMs };
  deps.log.info({ ...line, status: verdict.status }, 'delivery');
}

/** @returns null where it is done and noted already */
async function attempt(
  deps: DeliverDeps,
  organizationId: number,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Attempted | null> {
  if (delivery.channel === 'websocket') {
    await sayLive(deps, organizationId, delivery);
    return null;
  }
  if (delivery.if_unread) {
    const db = deps.database.tenant(organizationId);
    const message = await repository.findWaiting(db, organizationId, delivery.notification_id ?? '');
    if (message?.isOpen !== true) return { outcome: 'cancelled', statusCode: null, answer: '' };
  }
  if (delivery.channel === 'webhook' || delivery.channel === 'slack')
    return call(deps, organizationId, delivery, signal);
  if (deps.mailer === null) return { outcome: 'not_sent', statusCode: null, answer: '', providerId: null };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the sending alone
  const content = delivery.content as MailContent;
  return deps.mailer.send({ id: delivery.id, to: delivery.target, ...content }, signal);
}

async function call(
  { database, outbound, secrets, now }: DeliverDeps,
  organizationId: number,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Attempted> {
  const db = database.tenant(organizationId);
  const target = await findTarget(db, organizationId, delivery.endpoint_id ?? 0);
  if (!target?.enabled) {
    const answer = target ? 'endpoint_disabled' : 'endpoint_removed';
    return { outcome: 'failed', statusCode: null, answer, isFinal: true, retryAfterSeconds: null };
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the sending alone
  const { payload } = delivery.content as { payload: string };
  const opened = target.kept.map((secret) => openSecret(secrets, organizationId, target.id, secret));
  if (target.kind === 'slack') return callSlack(outbound, { url: opened[0] ?? '', payload, at: now(), signal });
  return callEndpoint(outbound, { id: delivery.id, url: target.url, payload, secrets: opened, at: now(), signal });
}

function judge(attempted: Attempted, { failures }: Delivery, random: number): repository.Verdict {
  if (attempted.outcome !== 'failed') return { status: attempted.outcome, pauseSeconds: null };
  const pause = attempted.isFinal ? null : pauseSeconds(failures + 1, attempted.retryAfterSeconds, random);
  return { status: pause === null ? 'dead' : 'pending', pauseSeconds: pause };
}

/** With it goes how the endpoint does. */
async function note(
  deps: DeliverDeps,
  organizationId: number,
  delivery: Delivery,
  attempted: Attempted & { durationMs: number },
  verdict: repository.Verdict,
): Promise<void> {
  await deps.database.transaction(organizationId, async (db) => {
    const isOurs = await repository.noteAttempt(db, organizationId, delivery, attempted, verdict);
    const { endpoint_id: endpointId } = delivery;
    if (isOurs && endpointId !== null) await noteEndpoint(deps, db, { organizationId, endpointId }, attempted);
  });
}
