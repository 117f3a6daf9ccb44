import { useSyncExternalStore } from 'react';

export type Connection = 'up' | 'down';

let state: Connection = 'up';
const listeners = new Set<() => void>();

/** Told by every request whether a server answered it. */
export function setConnection(next: Connection): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => state);
}
