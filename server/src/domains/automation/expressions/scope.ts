import type { Json } from '../interpreter/protocol.ts';
import { ExpressionFault, excerpt } from './expression-error.ts';
import { limits } from './limits.ts';

export type JsonObject = { readonly [name: string]: Json };

/** What expressions can name. A name is looked for in this order; the first that has it gives it. */
export interface Scope {
  /** `trigger.…`; its fields also by their bare names, after the outputs. */
  readonly trigger: JsonObject;
  /** Outputs of steps by name, the nearest first: an item's own, its branch's, the run's. */
  readonly outputs: readonly JsonObject[];
  /** `organization.…`: id, name, language, time_zone, business_hours, currency. */
  readonly organization: JsonObject;
  /** `run.…`: id and what else whoever starts the run says of it. */
  readonly run: JsonObject;
  /** Milliseconds since 1970; `current_timestamp` is its ISO 8601 form. */
  readonly at: number;
}

/** Names that outputs may not have. */
export const reservedNames = ['trigger', 'organization', 'run', 'current_timestamp', 'error'] as const;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: unknown): value is readonly Json[] => Array.isArray(value);

export type Path = readonly string[];

const SEGMENT = /\.?([^.[\]{}|"'\s][^.[\]{}|"'\n]*)|\[(\d{1,9})\]|\["([^"\\\n]*)"\]|\['([^'\\\n]*)'\]/y;

/** `a.b[0]["c d"].e`. @throws ExpressionFault */
export function parsePath(text: string): Path {
  const source = text.trim();
  const segments: string[] = [];
  SEGMENT.lastIndex = 0;
  while (SEGMENT.lastIndex < source.length) {
    const at = SEGMENT.lastIndex;
    const match = SEGMENT.exec(source);
    // A dot leads to every name but the first.
    if (match === null || (match[1] !== undefined && (match[0].startsWith('.') ? at === 0 : at > 0))) {
      throw new ExpressionFault('path_invalid', { path: excerpt(source) });
    }
    segments.push((match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trimEnd());
  }
  if (segments.length === 0 || source.length > limits.pathLength) {
    throw new ExpressionFault('path_invalid', { path: excerpt(source) });
  }
  return segments;
}

/** The value at the path, or undefined where there is none. */
export function lookUp(scope: Scope, path: Path): Json | undefined {
  const [root = '', ...rest] = path;
  let value = findRoot(scope, root);
  for (const name of rest) {
    if (value === undefined || value === null) return undefined;
    value = memberOf(value, name);
  }
  return value;
}

export function findRoot(scope: Scope, name: string): Json | undefined {
  switch (name) {
    case 'trigger':
      return scope.trigger;
    case 'organization':
      return scope.organization;
    case 'run':
      return scope.run;
    case 'current_timestamp':
      return new Date(scope.at).toISOString();
    default: {
      const holder = scope.outputs.find((outputs) => Object.hasOwn(outputs, name)) ?? scope.trigger;
      return Object.hasOwn(holder, name) ? holder[name] : undefined;
    }
  }
}

function memberOf(value: Json, name: string): Json | undefined {
  if (isList(value)) {
    if (name === 'size' || name === 'length') return value.length;
    if (name === 'first') return value[0];
    return name === 'last' ? value.at(-1) : value[Number(name)];
  }
  if (isObject(value)) {
    if (Object.hasOwn(value, name)) return value[name];
    return name === 'size' ? Object.keys(value).length : undefined;
  }
  return typeof value === 'string' && (name === 'size' || name === 'length') ? value.length : undefined;
}

const wholes = new WeakMap<Scope, JsonObject>();

/** Everything that can be named as one object, for those who look names up by themselves. */
export function wholeScope(scope: Scope): JsonObject {
  const known = wholes.get(scope);
  if (known !== undefined) return known;
  const whole: Record<string, Json> = Object.assign(
    Object.create(null),
    scope.trigger,
    ...scope.outputs.toReversed(),
    { trigger: scope.trigger, organization: scope.organization, run: scope.run },
    { current_timestamp: new Date(scope.at).toISOString() },
  );
  wholes.set(scope, whole);
  return whole;
}
