import { setImmediate } from 'node:timers/promises';

/** Requests of others get their turn after so long. */
const TURN_MS = 4;

/** Works on one item after the other without keeping the event loop from other requests. */
export async function takeTurns<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => R | Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let turnEndsMs = performance.now() + TURN_MS;
  for (const [index, item] of items.entries()) {
    if (performance.now() > turnEndsMs) {
      await setImmediate();
      turnEndsMs = performance.now() + TURN_MS;
    }
    const result = work(item, index);
    results.push(result instanceof Promise ? await result : result);
  }
  return results;
}
