/** The product's advisory locks: one class, one number each. */
const LOCK_CLASS = 4711;

export const locks = {
  /** Held by the process that owns an embedded database. */
  owner: [LOCK_CLASS, 1],
  /** Held while tables and roles are made or changed. */
  migration: [LOCK_CLASS, 2],
  /** Held by the one node that looks for silent nodes. */
  takeover: [LOCK_CLASS, 3],
  /** Held by the one node that hands events to their consumers; by its number in the function that does. */
  routing: [LOCK_CLASS, 40],
  /** Likewise by the one node that claims deliveries of notifications. */
  deliveries: [LOCK_CLASS, 50],
  /** Likewise by the one node that is dealt runs of workflows. */
  runs: [LOCK_CLASS, 51],
} as const satisfies Record<string, readonly [number, number]>;
