import type { Db } from './kysely-over.ts';

type Callback = () => void;

const waiting = new WeakMap<Db, Callback[]>();

/**
 * Runs `callback` once what was written through `db` is committed, and not at all when it is undone. Outside a
 * transaction every statement commits by itself: then it runs at once, so call it after the statement.
 */
export function afterCommit(db: Db, callback: Callback): void {
  const callbacks = waiting.get(db);
  if (callbacks) callbacks.push(callback);
  else callback();
}

/** Runs a transaction, and after its commit what `afterCommit` was given for the `db` objects enlisted in it. */
export async function collectAfterCommit<T>(transaction: (enlist: (db: Db) => Db) => Promise<T>): Promise<T> {
  const callbacks: Callback[] = [];
  const result = await transaction((db) => {
    waiting.set(db, callbacks);
    return db;
  });
  for (const callback of callbacks) callback();
  return result;
}
