import type { DeploymentKind } from './serving.schema.ts';

interface Deployed {
  version: number;
  kind: DeploymentKind;
}

/**
 * The version that answered before the present one, or null. A rollback takes away what it leads back from: rolled back
 * again, the model goes one further back and not forth.
 *
 * @param history the oldest first
 */
export function previousVersion(history: readonly Deployed[]): number | null {
  const answered: number[] = [];
  for (const { version, kind } of history) {
    if (kind === 'rollback') answered.pop();
    if (answered.at(-1) !== version) answered.push(version);
  }
  return answered.at(-2) ?? null;
}
