import type { Logger } from '../log.ts';

type Listener = (message: unknown) => void;

/** Who listens to what. One that throws hurts no other. */
export function createListeners(log: Logger) {
  const byTopic = new Map<string, Set<Listener>>();
  const gapListeners = new Set<() => void>();

  const guarded = (topic: string, call: () => void) => {
    try {
      call();
    } catch (error) {
      log.error({ topic, err: error }, 'bus listener failed');
    }
  };

  return {
    add(topic: string, listener: Listener): () => void {
      const listeners = byTopic.get(topic) ?? new Set();
      byTopic.set(topic, listeners.add(listener));
      return () => void listeners.delete(listener);
    },
    addGap(listener: () => void): () => void {
      gapListeners.add(listener);
      return () => void gapListeners.delete(listener);
    },
    tell(topic: string, json: string): void {
      for (const listener of byTopic.get(topic) ?? []) guarded(topic, () => listener(JSON.parse(json)));
    },
    tellGap(): void {
      for (const listener of gapListeners) guarded('gap', listener);
    },
  };
}
