import { useSyncExternalStore } from 'react';

export interface Undoable {
  /** What has been done, as a sentence. */
  text: string;
  undo(): void;
}

let offered: Undoable | null = null;
const listeners = new Set<() => void>();

/** Offers to take back what was just done, in the place of what was offered before. */
export function offerUndo(next: Undoable): void {
  change(next);
}

export function withdrawUndo(what: Undoable): void {
  if (offered === what) change(null);
}

export function takeBackOffered(): void {
  const taken = offered;
  change(null);
  taken?.undo();
}

function change(next: Undoable | null): void {
  offered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOfferedUndo(): Undoable | null {
  return useSyncExternalStore(subscribe, () => offered);
}
