/** Who is next, organization by organization, so that none waits for all that another has. */
export interface Turns<T extends object> {
  /** @returns false where the organization has too many waiting already */
  add(organizationId: number, item: T): boolean;
  hasNext(): boolean;
  /** Takes the next one; it counts as under way until it is done. */
  next(): T | null;
  done(item: T): void;
  /** Takes one out that still waits. */
  withdraw(item: T): void;
  /** Takes out all that wait. */
  clear(): T[];
}

interface TurnsOptions {
  /** How many of one organization are under way at once. */
  mostAtOnce: number;
  mostWaiting: number;
}

export function createTurns<T extends object>({ mostAtOnce, mostWaiting }: TurnsOptions): Turns<T> {
  // A map keeps the order in which its keys came: whoever has had a turn goes to its end.
  const waiting = new Map<number, T[]>();
  const underWay = new Map<number, number>();
  const owners = new WeakMap<T, number>();

  const find = (): number | undefined =>
    waiting.keys().find((organizationId) => (underWay.get(organizationId) ?? 0) < mostAtOnce);

  return {
    add(organizationId, item) {
      const queue = waiting.get(organizationId) ?? [];
      if (queue.length >= mostWaiting) return false;
      queue.push(item);
      waiting.set(organizationId, queue);
      owners.set(item, organizationId);
      return true;
    },
    hasNext: () => find() !== undefined,
    next() {
      const organizationId = find();
      if (organizationId === undefined) return null;
      const queue = waiting.get(organizationId) ?? [];
      const item = queue.shift() ?? null;
      waiting.delete(organizationId);
      if (queue.length > 0) waiting.set(organizationId, queue);
      underWay.set(organizationId, (underWay.get(organizationId) ?? 0) + 1);
      return item;
    },
    done(item) {
      const organizationId = owners.get(item);
      if (organizationId === undefined) return;
      owners.delete(item);
      const left = (underWay.get(organizationId) ?? 1) - 1;
      if (left > 0) underWay.set(organizationId, left);
      else underWay.delete(organizationId);
    },
    withdraw(item) {
      const organizationId = owners.get(item);
      if (organizationId === undefined) return;
      const queue = (waiting.get(organizationId) ?? []).filter((each) => each !== item);
      if (queue.length > 0) waiting.set(organizationId, queue);
      else waiting.delete(organizationId);
      owners.delete(item);
    },
    clear() {
      const items = [...waiting.values()].flat();
      waiting.clear();
      return items;
    },
  };
}
