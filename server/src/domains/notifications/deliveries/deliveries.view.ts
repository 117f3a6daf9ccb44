import type { AttemptRow, DeliveryRow } from './deliveries.repository.ts';

export function toDelivery(row: DeliveryRow) {
  const { id, request_id, notification_id, endpoint_id, channel, category, priority, target, status } = row;
  const { attempts, next_attempt_at, error, provider_id, created_at, finished_at } = row;
  return {
    id,
    request_id,
    notification_id,
    endpoint_id,
    channel,
    category,
    priority,
    target,
    status,
    attempts,
    next_attempt_at: status === 'pending' ? next_attempt_at.toISOString() : null,
    error,
    provider_id,
    created_at: created_at.toISOString(),
    finished_at: finished_at?.toISOString() ?? null,
  };
}

interface Content {
  subject?: string;
  text?: string;
  html?: string;
  payload?: string;
}

/** Without the link that ends mail of its kind: it acts for the reader. */
function contentOf(content: unknown): Content | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the sending alone
  const { subject, text, html, payload } = (content ?? {}) as Content;
  if (payload !== undefined) return { payload };
  return subject === undefined || text === undefined || html === undefined
    ? null
    : { subject, text: text.replaceAll(TOKEN, '…'), html: html.replaceAll(TOKEN, '…') };
}

const TOKEN = /(?<=unsubscribe\?token=)[\w.-]+/g;

export function toWholeDelivery({
  delivery,
  attempts,
}: {
  delivery: DeliveryRow & { content: unknown };
  attempts: readonly AttemptRow[];
}) {
  return {
    ...toDelivery(delivery),
    content: contentOf(delivery.content),
    log: attempts.map(({ at, next_attempt_at: next, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      next_attempt_at: next?.toISOString() ?? null,
    })),
  };
}

export function toMail({ id, target, category, created_at: createdAt, content }: DeliveryRow & { content: unknown }) {
  const { subject = '', text = '', html = '' } = contentOf(content) ?? {};
  return { id, to: target, subject, text, html, category, sent: false as const, created_at: createdAt.toISOString() };
}
