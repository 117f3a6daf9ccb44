/** One way between nodes. It connects by itself, and again when the connection is lost. */
export interface Channel {
  isReady(): boolean;
  /** Resolves once payloads of other nodes arrive, or it is known that they come another way. */
  ready(): Promise<void>;
  /** @throws when the payload could not be handed over */
  send(payload: string): Promise<void>;
  close(): Promise<void>;
}

export interface ChannelEvents {
  onPayload(payload: string): void;
  /** The connection stands, at first or again. */
  onConnect(): void;
  /** It is gone. Told once for each time it stood, and at the first attempt when that fails. */
  onLoss(error: unknown): void;
}

const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 5000;

/** How long to wait before the nth attempt to connect: doubling, with jitter, so that nodes do not come back all at once. */
export function retryDelayMs(attempt: number): number {
  const ceilingMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10));
  return ceilingMs * (0.5 + Math.random() / 2);
}
