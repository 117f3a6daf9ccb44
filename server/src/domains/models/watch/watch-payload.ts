export const WATCH = 'model_watch';
export const RETRAINING = 'model_retraining';

/** The one model that a job is about; null where it is about all. */
export function readWatched(payload: unknown): number | null {
  if (typeof payload !== 'object' || payload === null || !('modelId' in payload)) return null;
  return typeof payload.modelId === 'number' ? payload.modelId : null;
}
