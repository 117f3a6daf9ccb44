import type { Entitlements } from '../tenancy/index.ts';

/** What every plan has: the choice left to the product, and the plainest of each type. */
const OPEN_ALGORITHMS: ReadonlySet<string> = new Set([
  'auto',
  'logistic_regression',
  'linear_regression',
  'ridge',
  'elastic_net',
  'seasonal_naive',
  'zscore_robust',
  'kmeans',
  'popularity',
]);

interface Wanted {
  algorithm?: string;
  hyperparameters?: object;
}

/** Another algorithm, or hyperparameters by name, belongs to the larger plans. @throws AppError feature_not_in_plan */
export async function requireAlgorithm(
  entitlements: Pick<Entitlements, 'requireFeature'>,
  organizationId: number,
  { algorithm = 'auto', hyperparameters = {} }: Wanted,
): Promise<void> {
  const isOpen = OPEN_ALGORITHMS.has(algorithm) && Object.keys(hyperparameters).length === 0;
  if (!isOpen) await entitlements.requireFeature(organizationId, 'custom_algorithms');
}
