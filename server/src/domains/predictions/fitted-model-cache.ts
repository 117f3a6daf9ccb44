import type { DeployedModel } from '../models/index.ts';

export interface FittedModelCache {
  /** The version that answers for this model, or answered for it a moment ago. */
  get(organizationId: number, modelId: number): Promise<DeployedModel>;
  /** Drops a version that no longer answers. */
  forget(organizationId: number, model: DeployedModel): void;
}

/** What an entry holds besides its artifact. */
const OVERHEAD_BYTES = 4096;

const weightOf = (model: DeployedModel): number => model.sizeBytes + OVERHEAD_BYTES;

/**
 * Keeps decoded models in memory, the least recently used ones leave first. A version never changes, so an entry is
 * wrong only when another version was deployed: whoever writes the prediction finds out, forgets it, and asks again.
 */
export function createFittedModelCache(
  load: (organizationId: number, modelId: number) => Promise<DeployedModel>,
  maxSizeBytes: number,
): FittedModelCache {
  const entries = new Map<string, DeployedModel>();
  const loading = new Map<string, Promise<DeployedModel>>();
  let sizeBytes = 0;

  function remove(key: string): void {
    const entry = entries.get(key);
    if (entry && entries.delete(key)) sizeBytes -= weightOf(entry);
  }

  function add(key: string, model: DeployedModel): void {
    remove(key);
    if (weightOf(model) > maxSizeBytes) return;
    entries.set(key, model);
    sizeBytes += weightOf(model);
    for (const oldest of entries.keys()) {
      if (sizeBytes <= maxSizeBytes) break;
      remove(oldest);
    }
  }

  /** Requests that arrive together wait for one load. */
  async function loadOnce(key: string, organizationId: number, modelId: number): Promise<DeployedModel> {
    const running = loading.get(key);
    if (running) return running;
    const started = load(organizationId, modelId).finally(() => loading.delete(key));
    loading.set(key, started);
    const model = await started;
    add(key, model);
    return model;
  }

  return {
    async get(organizationId, modelId) {
      const key = `${organizationId}/${modelId}`;
      const entry = entries.get(key);
      if (!entry) return loadOnce(key, organizationId, modelId);
      entries.delete(key);
      entries.set(key, entry);
      return entry;
    },
    forget(organizationId, model) {
      const key = `${organizationId}/${model.modelId}`;
      if (entries.get(key)?.version === model.version) remove(key);
    },
  };
}
