import type { Logger } from '../log.ts';
import type { Envelope, Message } from './envelope.ts';

/** So long a message waits for others to travel with. */
const COALESCE_MS = 3;
/** So many wait while nothing can be sent; then the oldest go. */
const MOST_WAITING = 10_000;
/** So long the end waits for what is still to be sent. */
const CLOSE_TIMEOUT_MS = 1000;
const RETRY_MS = 500;

interface OutgoingOptions {
  send(payload: string): Promise<void>;
  canSend(): boolean;
  envelope: Envelope;
  log: Logger;
}

/** What waits to be sent: gathered for a moment, the same message once, one send at a time. */
export function createOutgoing({ send, canSend, envelope, log }: OutgoingOptions) {
  // By content, in the order of their first mention: to be told twice within a moment says nothing more.
  const waiting = new Map<string, Message>();
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;

  function put(message: Message): void {
    if (waiting.size >= MOST_WAITING) {
      const oldest = waiting.keys().next().value;
      if (oldest !== undefined) waiting.delete(oldest);
    }
    waiting.set(message.join('\n'), message);
  }

  function schedule(delayMs: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      flush();
    }, delayMs);
  }

  function flush(): void {
    if (sending || waiting.size === 0 || !canSend()) return;
    const messages = [...waiting.values()];
    waiting.clear();
    sending = sendAll(messages);
  }

  async function sendAll(messages: readonly Message[]): Promise<void> {
    let delayMs = COALESCE_MS;
    try {
      for (const payload of envelope.seal(messages)) await send(payload);
    } catch (error) {
      log.warn({ err: error }, 'bus messages not sent yet');
      // All of them: what has been sent already does no harm twice.
      for (const message of messages) put(message);
      delayMs = RETRY_MS;
    }
    sending = undefined;
    if (waiting.size > 0) schedule(delayMs);
  }

  return {
    flush,
    add(message: Message): void {
      const [topic] = message;
      const sizeBytes = Buffer.byteLength(JSON.stringify(message));
      if (sizeBytes > envelope.maxMessageBytes) {
        log.error({ topic, sizeBytes, maxSizeBytes: envelope.maxMessageBytes }, 'bus message refused: too large');
        return;
      }
      put(message);
      schedule(COALESCE_MS);
    },
    async close(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      const deadline = performance.now() + CLOSE_TIMEOUT_MS;
      while ((waiting.size > 0 || sending) && performance.now() < deadline) {
        flush();
        await (sending ?? new Promise((resolve) => setTimeout(resolve, 20)));
      }
      clearTimeout(timer);
    },
  };
}
