import type { ExpressionMark } from '../definition/step-schemas.ts';
import type { Json } from '../interpreter/protocol.ts';
import { compileFormula } from './formula.ts';
import { isList, isObject, parsePath, type Scope } from './scope.ts';
import { compileTemplate, demand, hasTemplate } from './template.ts';
import type { Resolver } from './text.ts';

/** What a value written in a definition gives in a scope. */
interface Compiled {
  readonly resolve: Resolver;
  /** The same in every scope: handed on as it is, not copied. */
  readonly isConstant: boolean;
}

/** `{"formula": "…"}` and nothing beside it. */
export const isFormula = (value: unknown): value is { readonly formula: string } =>
  isObject(value) && typeof value['formula'] === 'string' && Object.keys(value).length === 1;

/** `{"value": …}` and nothing beside it, where a text would be taken for a path. */
const isLiteral = (value: unknown): value is { readonly value: Json } =>
  isObject(value) && Object.hasOwn(value, 'value') && Object.keys(value).length === 1;

/**
 * A value in which texts may be templates and objects formulas, at any depth.
 *
 * @param mark how texts are taken; see `ExpressionMark`
 * @throws ExpressionFault
 */
export function compileValue(value: unknown, mark: ExpressionMark | 'templates' = 'templates'): Resolver {
  return compile(value, mark).resolve;
}

/** Once for a value of a definition; `readDefinition` has read it without a fault. */
export function resolveParameters(value: unknown, scope: Scope): Json {
  return compileValue(value)(scope);
}

/** The typed value of a single `{{path}}`, else a text. */
export function resolveTemplate(source: string, scope: Scope): Json {
  return compileTemplate(source)(scope);
}

/** @throws ExpressionFault; ExpressionFailure where it gives nothing */
export function evaluateFormula(source: string, scope: Scope): Json {
  return compileFormula(source)(scope);
}

function compile(value: unknown, mark: ExpressionMark | 'templates'): Compiled {
  if (mark === 'literal') return constant(value);
  if (typeof value === 'string') return compileText(value, mark);
  if (isFormula(value)) return { resolve: compileFormula(value.formula), isConstant: false };
  if (isList(value)) return compileList(value, mark);
  if (!isObject(value)) return constant(value);
  if (mark === 'paths' && isLiteral(value)) return compile(value.value, 'templates');
  return compileObject(value, mark);
}

function compileText(text: string, mark: ExpressionMark | 'templates'): Compiled {
  if (hasTemplate(text)) return { resolve: compileTemplate(text), isConstant: false };
  if (mark !== 'paths') return constant(text);
  const path = parsePath(text);
  return { resolve: (scope) => demand(scope, path), isConstant: false };
}

function compileList(list: readonly Json[], mark: ExpressionMark | 'templates'): Compiled {
  const items = list.map((item) => compile(item, mark));
  if (items.every(({ isConstant }) => isConstant) && mark !== 'paths') return constant(list);
  return { resolve: (scope) => items.map(({ resolve }) => resolve(scope)), isConstant: false };
}

function compileObject(object: { readonly [name: string]: Json }, mark: ExpressionMark | 'templates'): Compiled {
  const members = Object.entries(object).map(([name, value]) => ({ name, ...compile(value, mark) }));
  if (members.every(({ isConstant }) => isConstant) && mark !== 'paths') return constant(object);
  return {
    resolve: (scope) => Object.fromEntries(members.map(({ name, resolve }) => [name, resolve(scope)])),
    isConstant: false,
  };
}

function constant(value: unknown): Compiled {
  // Definitions are JSON.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const json = value as Json;
  return { resolve: () => json, isConstant: true };
}
