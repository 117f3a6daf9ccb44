import { useEffect, useRef } from 'react';

/** What the server says without having been asked. */
interface LiveMessage {
  type: string;
  sequence?: number;
  id?: string;
  data?: unknown;
}

const firstWaitMs = 1000;
const longestWaitMs = 30_000;
/** The session is over, or this page speaks in a way that the server does not take: coming back mends neither. */
const finalCodes = new Set([4401, 1002, 1003, 1007, 1008, 1009]);

const listeners = new Set<(message: LiveMessage) => void>();

/**
 * Keeps a socket to the server while it is not called off. After a break it asks for what was missed, so listeners
 * hear every message once; where too much was missed, they hear `stream.reset` and should read anew.
 */
export function connectLive(organization: string): () => void {
  let lastSequence: number | null = null;
  let waitMs = firstWaitMs;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let socket = open();

  function open(): WebSocket {
    const address = new URL('/ws/notifications', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    address.searchParams.set('organization', organization);
    if (lastSequence !== null) address.searchParams.set('last_sequence', String(lastSequence));
    const opened = new WebSocket(address);
    opened.addEventListener('message', (event) => hear(String(event.data)));
    opened.addEventListener('close', ({ code }) => {
      if (!stopped && !finalCodes.has(code)) timer = setTimeout(comeBack, waitMs * (0.5 + Math.random()));
    });
    return opened;
  }

  function hear(text: string): void {
    const message: LiveMessage = JSON.parse(text);
    waitMs = firstWaitMs;
    if (typeof message.sequence === 'number') lastSequence = message.sequence;
    for (const listener of listeners) listener(message);
  }

  function comeBack(): void {
    waitMs = Math.min(longestWaitMs, waitMs * 2);
    socket = open();
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
    socket.close();
  };
}

/** Calls `listener` with every message while the component is there. */
export function useLive(listener: (message: LiveMessage) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear = (message: LiveMessage): void => latest.current(message);
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, []);
}
