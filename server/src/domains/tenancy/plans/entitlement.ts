/** Something that a plan gives so much of. How much stands in the tables `plan_entitlements` and `entitlement_overrides`. */
export type DailyEntitlement = 'predictions_per_day';
export type StandingEntitlement = 'models' | 'workflows';
/** So many under way at once; the others wait. */
export type ParallelEntitlement = 'parallel_trainings';
/** So many a minute; the others wait. */
export type RateEntitlement = 'workflow_starts_per_minute';

/** What a plan has or has not; `workflows` is one that has none when its number is 0. */
export type Feature =
  | 'anomaly_detection'
  | 'workflows'
  | 'custom_algorithms'
  | 'batch_processing'
  | 'advanced_ai'
  | 'real_time_analytics'
  | 'custom_ai_integrations'
  | 'sql_access';

/** `basic` takes any form of a feature, `full` only the full one. */
export type FeatureLevel = 'none' | 'basic' | 'full';

export type EntitlementKind = 'daily' | 'standing' | 'parallel' | 'rate' | 'days' | 'feature';

/** One entitlement of one plan. */
export interface CatalogueRow {
  plan: string;
  plan_rank: number;
  entitlement: string;
  kind: EntitlementKind;
  amount: number;
}

export interface Override {
  amount: number;
  reason: string | null;
  expires_at: Date | null;
  created_at: Date;
}

/** What an organization may have of one thing, now. */
export interface Entitlement {
  name: string;
  kind: EntitlementKind;
  amount: number;
  /** What the plan alone would give. */
  planAmount: number;
  override: Override | null;
}

export interface EntitlementSet {
  plan: string;
  /** By name, in the order of the catalogue. */
  entitlements: ReadonlyMap<string, Entitlement>;
}

/** What a quota gave, or would not give. */
export interface QuotaUse {
  entitlement: DailyEntitlement;
  granted: number;
  /** Of the period, this use included. */
  used: number;
  amount: number;
  plan: string;
  /** The calendar date in the organization's zone. */
  period: string;
  resets_at: Date;
}

/** The smallest plan above `plan` that gives more than `amount`, or null. */
export function planWithMore(
  catalogue: readonly CatalogueRow[],
  plan: string,
  entitlement: string,
  amount: number,
): string | null {
  const rank = catalogue.find((row) => row.plan === plan)?.plan_rank ?? 0;
  const better = catalogue
    .filter((row) => row.entitlement === entitlement && row.plan_rank > rank && row.amount > amount)
    .toSorted((left, right) => left.plan_rank - right.plan_rank);
  return better[0]?.plan ?? null;
}

/** The full form is whatever the best plan has. */
export function levelOf(catalogue: readonly CatalogueRow[], feature: string, amount: number): FeatureLevel {
  if (amount <= 0) return 'none';
  return amount >= fullAmount(catalogue, feature) ? 'full' : 'basic';
}

export function fullAmount(catalogue: readonly CatalogueRow[], feature: string): number {
  return Math.max(1, ...catalogue.filter((row) => row.entitlement === feature).map((row) => row.amount));
}
