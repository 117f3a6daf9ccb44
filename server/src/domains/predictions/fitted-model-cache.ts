import type { DeployedModel, Serving } from '../models/index.ts';

export interface FittedModelCache {
  /** Who answers for this model, or answered for it a moment ago. */
  get(organizationId: number, modelId: number): Serving | Promise<Serving>;
  /** Drops what turned out to answer no more. What was loaded since is kept. */
  forget(organizationId: number, serving: Serving): void;
  /** Drops a model of which it is said that others answer. */
  drop(organizationId: number, modelId: number): void;
  /** Drops all models. */
  clear(): void;
}

/** What a model holds besides its artifact, the least a memory of kernels takes among it; and trees are laid out a second time. */
const OVERHEAD_BYTES = 160_000;
const COPIES = 2;

const sizeOf = ({ sizeBytes }: DeployedModel): number => COPIES * sizeBytes + OVERHEAD_BYTES;
const weightOf = ({ champion, challenger }: Serving): number =>
  sizeOf(champion) + (challenger === null ? 0 : sizeOf(challenger.model));

const keyOf = (organizationId: number, modelId: number): string => `${organizationId}/${modelId}`;

/**
 * Keeps decoded models in memory, the least recently used ones leave first. A version never changes, so an entry is
 * wrong only when others answer than did: nodes are told so, and whoever writes the prediction finds out in any case,
 * forgets the entry, and asks again.
 */
export function createFittedModelCache(
  load: (organizationId: number, modelId: number) => Promise<Serving>,
  maxSizeBytes: number,
): FittedModelCache {
  const entries = new Map<string, Serving>();
  const loading = new Map<string, Promise<Serving>>();
  let latest: string | null = null;
  let sizeBytes = 0;

  function remove(key: string): void {
    const entry = entries.get(key);
    if (entry && entries.delete(key)) sizeBytes -= weightOf(entry);
  }

  function add(key: string, serving: Serving): void {
    remove(key);
    if (weightOf(serving) > maxSizeBytes) return;
    entries.set(key, serving);
    latest = key;
    sizeBytes += weightOf(serving);
    for (const oldest of entries.keys()) {
      if (sizeBytes <= maxSizeBytes) break;
      remove(oldest);
    }
  }

  /**
   * Requests that arrive together wait for one load. A load that began before its model was dropped may have seen what
   * was before: its answer is given to those who wait, and not kept.
   */
  async function loadOnce(key: string, organizationId: number, modelId: number): Promise<Serving> {
    const running = loading.get(key);
    if (running) return running;
    const started = load(organizationId, modelId);
    loading.set(key, started);
    try {
      const serving = await started;
      if (loading.get(key) === started) add(key, serving);
      return serving;
    } finally {
      if (loading.get(key) === started) loading.delete(key);
    }
  }

  return {
    get(organizationId, modelId) {
      const key = keyOf(organizationId, modelId);
      const entry = entries.get(key);
      if (!entry) return loadOnce(key, organizationId, modelId);
      if (key !== latest) {
        entries.delete(key);
        entries.set(key, entry);
        latest = key;
      }
      return entry;
    },
    forget(organizationId, serving) {
      const key = keyOf(organizationId, serving.champion.modelId);
      if (entries.get(key) === serving) remove(key);
    },
    drop(organizationId, modelId) {
      const key = keyOf(organizationId, modelId);
      loading.delete(key);
      remove(key);
    },
    clear() {
      loading.clear();
      entries.clear();
      sizeBytes = 0;
    },
  };
}
