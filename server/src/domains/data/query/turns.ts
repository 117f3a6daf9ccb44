/** Lets so many pieces of work of one organization run at once, and so many of all; the others wait in order. */
export interface Turns {
  take<T>(organizationId: number, work: () => Promise<T>): Promise<T>;
}

interface Waiting {
  organizationId: number;
  start(): void;
}

export function createTurns(limits: { ofOne: number; ofAll: number }): Turns {
  const running = new Map<number, number>();
  let total = 0;
  const waiting: Waiting[] = [];

  const isFree = (organizationId: number): boolean =>
    total < limits.ofAll && (running.get(organizationId) ?? 0) < limits.ofOne;
  const count = (organizationId: number, change: 1 | -1): void => {
    total += change;
    const left = (running.get(organizationId) ?? 0) + change;
    if (left === 0) running.delete(organizationId);
    else running.set(organizationId, left);
  };
  const startNext = (): void => {
    const place = waiting.findIndex(({ organizationId }) => isFree(organizationId));
    const [next] = place < 0 ? [] : waiting.splice(place, 1);
    if (!next) return;
    count(next.organizationId, 1);
    next.start();
  };

  return {
    async take(organizationId, work) {
      if (isFree(organizationId)) count(organizationId, 1);
      else await new Promise<void>((start) => waiting.push({ organizationId, start }));
      try {
        return await work();
      } finally {
        count(organizationId, -1);
        startNext();
      }
    },
  };
}
