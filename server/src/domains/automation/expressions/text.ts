import type { Json } from '../interpreter/protocol.ts';
import type { Scope } from './scope.ts';

/** What an expression gives in a scope. */
export type Resolver = (scope: Scope) => Json;

/** As texts show a value: nothing for null, JSON for lists and objects. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
