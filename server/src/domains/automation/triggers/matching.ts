import type { Trigger } from '../definition/definition.ts';
import { evaluateConditions } from '../expressions/conditions.ts';
import { resolveTemplate } from '../expressions/resolve.ts';
import type { JsonObject, Scope } from '../expressions/scope.ts';
import { textOf } from '../expressions/text.ts';

/** What a trigger is judged by. */
export interface TriggerFacts {
  data: JsonObject;
  organization: JsonObject;
  /** Milliseconds since 1970. */
  at: number;
}

const scopeOf = ({ data, organization, at }: TriggerFacts): Scope => ({
  trigger: data,
  outputs: [],
  organization,
  run: {},
  at,
});

/** @throws ExpressionFailure where an expression among the conditions gives nothing */
export const matches = (trigger: Trigger, facts: TriggerFacts): boolean =>
  evaluateConditions(trigger.conditions, scopeOf(facts));

const MOST_LENGTH = 400;

/** By what a repeated trigger is known; null where the definition names nothing. @throws ExpressionFailure */
export function resolveKey(trigger: Trigger, facts: TriggerFacts): string | null {
  if (trigger.idempotency_key === undefined) return null;
  const key = textOf(resolveTemplate(trigger.idempotency_key, scopeOf(facts))).slice(0, MOST_LENGTH);
  return key === '' ? null : `key:${key}`;
}
