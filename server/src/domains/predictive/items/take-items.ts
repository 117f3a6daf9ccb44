import type { Item } from '../kind.ts';

/** The list of a result, and the result without it. */
export function takeItems(result: unknown): { items: readonly Item[]; result: unknown } {
  if (typeof result !== 'object' || result === null || !('items' in result)) return { items: [], result };
  const { items, ...rest } = result;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what kinds call `items` is of this type
  return { items: items as Item[], result: rest };
}
