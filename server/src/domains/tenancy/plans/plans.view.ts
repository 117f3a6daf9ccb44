import { type CatalogueRow, levelOf } from './entitlement.ts';
import type { PlanOutcome, PlanState } from './plans.service.ts';
import type { RetentionPeriod } from './retention-period.ts';
import type { RetentionService } from './retention.service.ts';
import type { UsageService } from './usage.service.ts';

export function toCatalogue(rows: readonly CatalogueRow[]) {
  const plans = [...new Set(rows.map(({ plan }) => plan))];
  return {
    items: plans.map((plan) => ({
      plan,
      entitlements: rows
        .filter((row) => row.plan === plan)
        .map(({ entitlement, kind, amount: limit }) => ({
          entitlement,
          kind,
          limit,
          level: levelOf(rows, entitlement, limit),
        })),
    })),
  };
}

export function toPlan({ set, catalogue, frozen }: PlanState) {
  return {
    plan: set.plan,
    entitlements: [...set.entitlements.values()].map(({ name, kind, amount, planAmount, override }) => ({
      entitlement: name,
      kind,
      limit: amount,
      plan_limit: planAmount,
      level: levelOf(catalogue, name, amount),
      override: override && {
        limit: override.amount,
        reason: override.reason,
        expires_at: override.expires_at?.toISOString() ?? null,
        created_at: override.created_at.toISOString(),
      },
    })),
    frozen,
  };
}

export function toPlanOutcome({ plan, settlements, retention }: PlanOutcome, isDryRun: boolean) {
  return { plan, dry_run: isDryRun, changes: settlements, retention: toPeriod(retention) };
}

function toPeriod({ days, planDays, shorterFrom }: RetentionPeriod) {
  return { days, plan_days: planDays, shorter_from: shorterFrom?.toISOString() ?? null };
}

export function toUsage({ plan, period, items, warnings }: Awaited<ReturnType<UsageService['get']>>) {
  return {
    plan,
    today: period,
    usage: items.map(({ entitlement, used, resetsAt, forecastOn, planWithMore, history }) => ({
      entitlement: entitlement.name,
      kind: entitlement.kind,
      used,
      limit: entitlement.amount,
      resets_at: resetsAt?.toISOString() ?? null,
      forecast_on: forecastOn,
      available_in: planWithMore,
      history,
    })),
    warnings: warnings.map(({ period: day, amount: limit, created_at: createdAt, ...warning }) => ({
      ...warning,
      day,
      limit,
      created_at: createdAt.toISOString(),
    })),
  };
}

export function toRetention(preview: Awaited<ReturnType<RetentionService['preview']>>) {
  const { period, before, counts, hold, lastRun } = preview;
  return {
    ...toPeriod(period),
    before: before.toISOString(),
    deletes: counts,
    legal_hold: hold && {
      reason: hold.reason,
      set_by: { kind: hold.set_by_kind, id: hold.set_by_id },
      set_at: hold.set_at.toISOString(),
    },
    last_run: lastRun && {
      finished_at: lastRun.finished_at.toISOString(),
      removed: lastRun.removed,
      complete: lastRun.is_complete,
    },
  };
}
