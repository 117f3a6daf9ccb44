import { createRequire } from 'node:module';
import type * as Cel from '@bufbuild/cel';
import type { Json } from '../interpreter/protocol.ts';
import { boundFormula, type BoundFormula } from './formula-bounds.ts';
import { ExpressionFailure, ExpressionFault, excerpt } from './expression-error.ts';
import { compilePattern } from './pattern.ts';
import { limits } from './limits.ts';
import { findRoot, isList, isObject, type Scope } from './scope.ts';
import type { Resolver } from './text.ts';

// CEL takes a tenth of a second to read in: at the first formula.
type CelModule = typeof Cel;
const require = createRequire(import.meta.url);

interface Engine {
  cel: CelModule;
  env: Cel.CelEnv;
}

const TOO_COSTLY = 'too costly';
class TooCostly extends Error {
  constructor() {
    super(TOO_COSTLY);
  }
}

/** Of the evaluation under way. */
let turnsLeft = 0;
let valuesLeft = 0;

let engine: Engine | undefined;

function celEngine(): Engine {
  if (engine !== undefined) return engine;
  const cel: CelModule = require('@bufbuild/cel');
  const { strings }: { strings: Cel.CelFunc[] } = require('@bufbuild/cel/ext');
  const re2 = { compile: (pattern: string) => ({ test: compilePattern(pattern) }) };
  engine = { cel, env: cel.celEnv({ funcs: [...strings, ...mixedArithmetic(cel), ...boundedLists(cel)], re2 }) };
  return engine;
}

/** Numbers of JSON are doubles to CEL, numbers in a formula without a point are ints: they must go together. */
function mixedArithmetic({ celFunc, CelScalar: { DOUBLE, INT } }: CelModule): Cel.CelFunc[] {
  const operations: [string, (left: number, right: number) => number][] = [
    ['_+_', (left, right) => left + right],
    ['_-_', (left, right) => left - right],
    ['_*_', (left, right) => left * right],
    ['_/_', (left, right) => left / right],
    ['_%_', (left, right) => left % right],
  ];
  return [
    ...operations.flatMap(([name, apply]) => [
      celFunc(name, [DOUBLE, INT], DOUBLE, (left, right) => apply(left, Number(right))),
      celFunc(name, [INT, DOUBLE], DOUBLE, (left, right) => apply(Number(left), right)),
    ]),
    celFunc('_%_', [DOUBLE, DOUBLE], DOUBLE, (left, right) => left % right),
    ...(
      [
        ['round', Math.round],
        ['floor', Math.floor],
        ['ceil', Math.ceil],
        ['abs', Math.abs],
      ] as const
    ).flatMap(([name, apply]) => [
      celFunc(name, [DOUBLE], DOUBLE, apply),
      celFunc(name, [INT], DOUBLE, (value) => apply(Number(value))),
    ]),
  ];
}

function spendTurns(turns: number): void {
  turnsLeft -= turns;
  if (turnsLeft < 0) throw new TooCostly();
}

/** What a macro goes over passes through `spend`; lists are put together flat, so that reading one stays linear. */
function boundedLists({ celFunc, celList, listType, CelScalar: { DYN, STRING } }: CelModule): Cel.CelFunc[] {
  return [
    celFunc('spend', [DYN], DYN, (range) => {
      spendTurns(isSized(range) ? range.size : 0);
      return range;
    }),
    celFunc('_+_', [listType(DYN), listType(DYN)], listType(DYN), (left, right) => celList([...left, ...right])),
    celFunc('_+_', [STRING, STRING], STRING, (left, right) => {
      if (left.length + right.length > limits.templateOutput) throw new TooCostly();
      return left + right;
    }),
  ];
}

const isSized = (value: unknown): value is { size: number } =>
  typeof value === 'object' && value !== null && 'size' in value && typeof value.size === 'number';

/** A CEL expression over the scope. @throws ExpressionFault */
export function compileFormula(source: string): Resolver {
  if (source.length > limits.formulaLength) {
    throw new ExpressionFault('formula_too_long', { limit: limits.formulaLength });
  }
  const { cel, env } = celEngine();
  const { evaluate, names } = read(cel, env, source);
  return (scope) => {
    turnsLeft = limits.formulaTurns;
    valuesLeft = limits.formulaValues;
    try {
      const result = evaluate(bind(scope, names.roots));
      if (cel.isCelError(result)) throw failureOf(result.message, source, scope, names);
      return jsonOf(cel, result);
    } catch (error) {
      if (error instanceof TooCostly) throw new ExpressionFailure('formula_too_costly', { formula: excerpt(source) });
      throw error;
    }
  };
}

type Evaluate = (bindings: Record<string, Cel.CelInput>) => Cel.CelResult;

function read(cel: CelModule, env: Cel.CelEnv, source: string): { evaluate: Evaluate; names: BoundFormula } {
  let names: BoundFormula | null = null;
  let evaluate: Evaluate;
  try {
    const parsed = cel.parse(source);
    names = boundFormula(parsed.expr);
    evaluate = cel.plan(env, parsed.expr);
  } catch {
    throw new ExpressionFault('formula_invalid', { formula: excerpt(source) });
  }
  if (names === null) throw new ExpressionFault('formula_too_long', { limit: limits.formulaLength });
  return { evaluate, names };
}

/** CEL makes an error of whatever is thrown within it, and says what is missing in words only. */
function failureOf(message: string, source: string, scope: Scope, { roots, bound }: BoundFormula): Error {
  if (turnsLeft < 0 || message === TOO_COSTLY) return new TooCostly();
  const field = /^field not found: (.*)$/.exec(message)?.[1];
  const isRootMissing = message === 'unresolved attribute';
  const root = roots.find((name) => isRootMissing && !bound.has(name) && findRoot(scope, name) === undefined);
  const missing = field ?? root;
  if (missing !== undefined) return new ExpressionFailure('variable_missing', { path: excerpt(missing) });
  return new ExpressionFailure('formula_failed', { formula: excerpt(source) });
}

function bind(scope: Scope, roots: readonly string[]): Record<string, Cel.CelInput> {
  const bindings: Record<string, Cel.CelInput> = Object.create(null);
  for (const root of roots) {
    const value = findRoot(scope, root);
    if (value !== undefined) bindings[root] = celOf(value);
  }
  return bindings;
}

function celOf(value: Json): Cel.CelInput {
  valuesLeft -= 1;
  if (valuesLeft < 0) throw new TooCostly();
  if (isList(value)) return value.map(celOf);
  if (isObject(value)) return new Map(Object.entries(value).map(([name, inner]) => [name, celOf(inner)]));
  return value;
}

function jsonOf(cel: CelModule, value: unknown): Json {
  valuesLeft -= 1;
  if (valuesLeft < 0) throw new TooCostly();
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  // Infinity and what is not a number are not of JSON.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (cel.isCelList(value)) return [...value].map((item) => jsonOf(cel, item));
  if (cel.isCelMap(value)) {
    return Object.fromEntries(
      [...value].map(([name, inner]) => [`${typeof name === 'object' ? name.value : name}`, jsonOf(cel, inner)]),
    );
  }
  if (cel.isCelUint(value)) return Number(value.value);
  return String(instantOf(value));
}

/** Timestamps are told as ISO 8601; whatever else is no JSON has no name here. */
function instantOf(value: unknown): string | null {
  const message = typeof value === 'object' && value !== null && 'message' in value ? value.message : null;
  if (typeof message !== 'object' || message === null || !('seconds' in message) || !('nanos' in message)) return null;
  const ms = Number(message.seconds) * 1000 + Math.floor(Number(message.nanos) / 1_000_000);
  return new Date(ms).toISOString();
}
