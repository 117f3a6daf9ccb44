import type { WebSocket } from '@fastify/websocket';
import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Following } from '../../platform/streams/feeds.ts';
import type { StreamHead, StreamMessage } from '../../platform/streams/stream-message.ts';
import type { Streams } from '../../platform/streams/streams.ts';
import { closeCodes } from './close-codes.ts';

/** Who reads, in what language. */
export interface Reader {
  organizationId: number;
  userId: number | null;
  permissions: ReadonlySet<string>;
  language: LanguageCode;
}

export interface ConnectionLimits {
  /** With more than this on the way to the client, it is given nothing more until it has taken it. */
  pauseBytes: number;
  /** A client that takes nothing for so long is dropped. */
  slowTimeoutMs: number;
  /** So long a client has for its part of a close. */
  closeTimeoutMs: number;
  /** Frames a client may send within ten seconds. */
  framesAllowed: number;
  heartbeatMs: number;
}

export const defaultLimits: ConnectionLimits = {
  pauseBytes: 256 * 1024,
  slowTimeoutMs: 15_000,
  closeTimeoutMs: 1000,
  framesAllowed: 50,
  heartbeatMs: 25_000,
};

const FRAME_WINDOW_MS = 10_000;

export interface Connection {
  readonly reader: Reader;
  /** Goes on as this reader: what they may or what they speak has changed. */
  setReader(reader: Reader): void;
  /** Asks whether the peer lives, and drops it when it did not answer the last time. */
  beat(): void;
  close(code: number, reason: string): void;
}

interface ConnectionOptions {
  socket: WebSocket;
  reader: Reader;
  streams: Streams;
  render(message: StreamMessage, language: LanguageCode): Buffer;
  limits: ConnectionLimits;
  /** Where the client says that it is; null: only what comes from now on. */
  lastSequence: number | null;
  head: StreamHead;
}

/** One open socket: what it follows, what it may see, how fast it takes. */
export function openConnection(options: ConnectionOptions): Connection {
  const { socket, streams, render, limits, lastSequence, head } = options;
  let reader = options.reader;
  let isAlive = true;
  let announced = head.lastSequence;
  let slowTimer: NodeJS.Timeout | undefined;

  const send = (bytes: Buffer) => socket.send(bytes, { binary: false }, onSent);
  const say = (message: Record<string, unknown>) => send(Buffer.from(JSON.stringify(message)));
  const mayRead = ({ userId, permission }: StreamMessage) =>
    (userId === null || userId === reader.userId) && (permission === null || reader.permissions.has(permission));
  const isReady = () => socket.readyState === socket.OPEN && socket.bufferedAmount < limits.pauseBytes;

  function onSent(): void {
    if (slowTimer === undefined || !isReady()) return;
    clearTimeout(slowTimer);
    slowTimer = undefined;
    following.resume();
  }

  function close(code: number, reason: string): void {
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), limits.closeTimeoutMs).unref();
  }

  const follower = {
    // A number beyond the last one is of another time, such as before a back-up was restored: begin anew.
    position: lastSequence !== null && lastSequence <= head.lastSequence ? lastSequence : head.lastSequence,
    isReady,
    take(messages: readonly StreamMessage[]) {
      for (const message of messages) if (mayRead(message)) send(render(message, reader.language));
      announced = messages.findLast(mayRead)?.sequence ?? announced;
      if (isReady() || slowTimer !== undefined) return;
      slowTimer = setTimeout(() => close(closeCodes.tooSlow, 'too slow'), limits.slowTimeoutMs).unref();
    },
    reset: (now: StreamHead) => say({ type: 'stream.reset', sequence: now.lastSequence }),
  };

  say({ type: 'stream.ready', sequence: follower.position, heartbeat_seconds: limits.heartbeatMs / 1000 });
  if (lastSequence !== null && lastSequence > head.lastSequence) follower.reset(head);
  const following: Following = streams.follow(reader.organizationId, follower);

  socket.on('pong', () => (isAlive = true));
  listenTo(socket, limits, { say, close });
  socket.on('close', () => {
    clearTimeout(slowTimer);
    following.stop();
  });

  return {
    get reader() {
      return reader;
    },
    setReader: (next) => (reader = next),
    close,
    beat() {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
      // Messages to others pass by unseen; the client shall know that it has missed nothing among them.
      if (follower.position <= announced) return;
      announced = follower.position;
      say({ type: 'stream.position', sequence: announced });
    },
  };
}

interface Answers {
  say(message: Record<string, unknown>): void;
  close(code: number, reason: string): void;
}

/** A client may say `{"type": "ping"}` and nothing else. */
function listenTo(socket: WebSocket, limits: ConnectionLimits, { say, close }: Answers): void {
  let windowEndsMs = 0;
  let frames = 0;
  socket.on('message', (data, isBinary) => {
    if (performance.now() > windowEndsMs) {
      windowEndsMs = performance.now() + FRAME_WINDOW_MS;
      frames = 0;
    }
    frames += 1;
    if (frames > limits.framesAllowed) return close(closeCodes.tooManyMessages, 'too many messages');
    if (isBinary) return close(closeCodes.unsupportedData, 'text only');
    if (!isPing(data)) return close(closeCodes.invalidData, 'not understood');
    say({ type: 'pong' });
  });
  // A malformed frame: ws answers it with its code and closes.
  socket.on('error', () => {});
}

function isPing(data: { toString(): string }): boolean {
  try {
    const message: unknown = JSON.parse(data.toString());
    return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ping';
  } catch {
    return false;
  }
}
