import type { App } from './app.ts';

/** What the command line says of a plan; everything is text as it was typed. */
export interface PlanOrder {
  set?: string | undefined;
  override?: string | undefined;
  until?: string | undefined;
  reason?: string | undefined;
  'remove-override'?: string | undefined;
}

const SYSTEM = { kind: 'system', id: null } as const;
const DAY_MS = 86_400_000;

/**
 * Carries out what is asked and answers the state of the plan as JSON. Every node knows of it within a second.
 * @returns null when the words make no sense
 */
export async function runPlanOrder({ plans: { plans, usage } }: App, organizationId: number, order: PlanOrder) {
  const override = order.override === undefined ? null : readOverride(order);
  if (override === undefined) return null;
  if (order.set !== undefined) await plans.changePlan(organizationId, { plan: order.set }, SYSTEM);
  if (override !== null) await plans.setOverride(organizationId, override, SYSTEM);
  const removed = order['remove-override'];
  if (removed !== undefined) await plans.removeOverride(organizationId, removed, SYSTEM);
  const [state, used] = [await plans.getState(organizationId), await usage.get(organizationId, 1)];
  return JSON.stringify(
    {
      plan: state.set.plan,
      entitlements: [...state.set.entitlements.values()].map(({ name, kind, amount, planAmount, override: own }) => ({
        entitlement: name,
        kind,
        limit: amount,
        plan_limit: planAmount,
        ...(own ? { reason: own.reason, until: own.expires_at } : {}),
        used: used.items.find(({ entitlement }) => entitlement.name === name)?.used,
      })),
      frozen: state.frozen,
    },
    null,
    2,
  );
}

/** `predictions_per_day=1000000`; a date counts to its end, UTC. */
function readOverride({ override = '', until, reason }: PlanOrder) {
  const [, entitlement, amount] = /^(\w+)=(\d{1,15})$/.exec(override) ?? [];
  const isDate = /^\d{4}-\d\d-\d\d$/.test(until ?? '');
  const end = until === undefined ? null : new Date(Date.parse(until) + (isDate ? DAY_MS : 0));
  if (entitlement === undefined || Number.isNaN(end?.getTime())) return undefined;
  return { entitlement, amount: Number(amount), reason: reason ?? null, expiresAt: end };
}
