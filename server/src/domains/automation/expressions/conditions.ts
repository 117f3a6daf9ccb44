import type { Condition, Operator } from '../definition/condition-schema.ts';
import type { Json } from '../interpreter/protocol.ts';
import { areEqual, compareValues, numberOf } from './compare.ts';
import { ExpressionFailure, ExpressionFault, excerpt } from './expression-error.ts';
import { compileFormula } from './formula.ts';
import { compilePattern } from './pattern.ts';
import { compileValue } from './resolve.ts';
import { isList, isObject, lookUp, parsePath, type Path, type Scope } from './scope.ts';
import type { Asked, Finding, Trace } from './trace.ts';

export type Predicate = (scope: Scope, trace?: Trace) => boolean;

const compiled = new WeakMap<Condition, Predicate>();

/**
 * Whether the conditions hold. A value that is missing counts as null: it fulfils `is_null` and the negations
 * (`not_equals`, `not_in`, `not_contains`), nothing else.
 *
 * @throws ExpressionFault for what `readDefinition` would have refused; ExpressionFailure where an expression among the
 * values gives nothing
 */
export function evaluateConditions(condition: Condition, scope: Scope): boolean {
  const known = compiled.get(condition);
  if (known !== undefined) return known(scope);
  const predicate = compileCondition(condition);
  compiled.set(condition, predicate);
  return predicate(scope);
}

/** @throws ExpressionFault */
export function compileCondition(condition: Condition, place = ''): Predicate {
  const { all, any, not, formula } = condition;
  if (all !== undefined) {
    const inner = all.map((each, index) => compileCondition(each, `${place}/all/${index}`));
    return (scope, trace) => inner.every((holds) => holds(scope, trace));
  }
  if (any !== undefined) {
    const inner = any.map((each, index) => compileCondition(each, `${place}/any/${index}`));
    return (scope, trace) => inner.some((holds) => holds(scope, trace));
  }
  if (not !== undefined) {
    const holds = compileCondition(not, `${place}/not`);
    return (scope, trace) => !holds(scope, trace);
  }
  return formula === undefined ? compileComparison(condition, place) : compileFormulaCondition(formula, place);
}

type Inspect = (scope: Scope) => Finding;

const traced =
  (asked: Asked, inspect: Inspect): Predicate =>
  (scope, trace) => {
    const finding = inspect(scope);
    trace?.note(asked, finding);
    return finding.holds;
  };

function compileFormulaCondition(formula: string, place: string): Predicate {
  const evaluate = compileFormula(formula);
  return traced({ place, formula }, (scope) => {
    const holds = evaluate(scope);
    if (typeof holds !== 'boolean') throw new ExpressionFailure('formula_not_boolean', { formula: excerpt(formula) });
    return { holds };
  });
}

function compileComparison(condition: Condition, place: string): Predicate {
  const variable = condition.field ?? condition.variable ?? '';
  const path = parsePath(variable);
  const { operator } = condition;
  if (operator === undefined) throw new ExpressionFault('path_invalid', { path: path.join('.') });
  return traced({ place, variable, path, operator }, compileInspection(condition, operator, path));
}

function compileInspection(
  { value, ignore_case: ignoreCase = false }: Condition,
  operator: Operator,
  path: Path,
): Inspect {
  if (operator === 'changed') return (scope) => findChange(scope, path);
  if (operator === 'matches') return compileMatch(path, value, ignoreCase);
  const wanted = compileValue(value ?? null);
  if (operator === 'changed_by') return (scope) => findChangeBy(scope, path, wanted(scope));
  const compare = comparisons[operator];
  const hasValue = value !== undefined;
  return (scope) => {
    const [actual, sought] = [lookUp(scope, path) ?? null, wanted(scope)];
    return { holds: compare(actual, sought, ignoreCase), actual, ...(hasValue && { value: sought }) };
  };
}

type Comparison = (actual: Json, wanted: Json, ignoreCase: boolean) => boolean;

const ordered =
  (fits: (order: number) => boolean): Comparison =>
  (actual, wanted) => {
    const order = compareValues(actual, wanted);
    return order !== null && fits(order);
  };

const text =
  (fits: (actual: string, wanted: string) => boolean): Comparison =>
  (actual, wanted, ignoreCase) => {
    const texts = [actual, wanted].map((value) => (typeof value === 'number' ? String(value) : value));
    const [left, right] = texts;
    if (typeof left !== 'string' || typeof right !== 'string') return false;
    return ignoreCase ? fits(left.toLowerCase(), right.toLowerCase()) : fits(left, right);
  };

const isAmong: Comparison = (actual, wanted, ignoreCase) =>
  isList(wanted) && wanted.some((one) => areEqual(actual, one, ignoreCase));

const includes = text((actual, wanted) => actual.includes(wanted));
const contains: Comparison = (actual, wanted, ignoreCase) => {
  if (isList(actual)) return actual.some((one) => areEqual(one, wanted, ignoreCase));
  if (isObject(actual)) return typeof wanted === 'string' && Object.hasOwn(actual, wanted);
  return includes(actual, wanted, ignoreCase);
};

const isTrue = (value: Json): boolean => value === true || value === 'true';
const isFalse = (value: Json): boolean => value === false || value === 'false';

const comparisons: Readonly<Record<Exclude<Operator, 'matches' | 'changed' | 'changed_by'>, Comparison>> = {
  equals: areEqual,
  not_equals: (actual, wanted, ignoreCase) => !areEqual(actual, wanted, ignoreCase),
  greater_than: ordered((order) => order > 0),
  greater_or_equal: ordered((order) => order >= 0),
  less_than: ordered((order) => order < 0),
  less_or_equal: ordered((order) => order <= 0),
  between: (actual, wanted) => {
    const [low, high] = isList(wanted) ? wanted : [];
    if (low === undefined || high === undefined) return false;
    const [fromLow, toHigh] = [compareValues(actual, low), compareValues(actual, high)];
    return fromLow !== null && toHigh !== null && fromLow >= 0 && toHigh <= 0;
  },
  in: isAmong,
  not_in: (actual, wanted, ignoreCase) => !isAmong(actual, wanted, ignoreCase),
  contains,
  not_contains: (actual, wanted, ignoreCase) => !contains(actual, wanted, ignoreCase),
  starts_with: text((actual, wanted) => actual.startsWith(wanted)),
  ends_with: text((actual, wanted) => actual.endsWith(wanted)),
  is_null: (actual) => actual === null,
  is_not_null: (actual) => actual !== null,
  is_true: isTrue,
  is_false: isFalse,
};

function compileMatch(path: Path, pattern: unknown, ignoreCase: boolean): Inspect {
  // The pattern stands in the definition, so that it is known to be one and is compiled once.
  if (typeof pattern !== 'string') throw new ExpressionFault('pattern_invalid', { pattern: excerpt(String(pattern)) });
  const matches = compilePattern(pattern, { ignoreCase });
  return (scope) => {
    const actual = lookUp(scope, path) ?? null;
    const holds = (typeof actual === 'string' || typeof actual === 'number') && matches(String(actual));
    return { holds, actual, value: pattern };
  };
}

/** `trigger.before.<path>` and `trigger.after.<path>`; `undefined` where the trigger tells of no change. */
function bothSides(scope: Scope, path: Path): { before: Json; after: Json } | undefined {
  if (!isObject(scope.trigger['before']) && !isObject(scope.trigger['after'])) return undefined;
  const [first, second] = path;
  const isWhole = first === 'trigger' && (second === 'after' || second === 'before');
  const field = isWhole ? path.slice(2) : path.slice(first === 'trigger' ? 1 : 0);
  const side = (name: string): Json => lookUp(scope, ['trigger', name, ...field]) ?? null;
  return { before: side('before'), after: side('after') };
}

function findChange(scope: Scope, path: Path): Finding {
  const sides = bothSides(scope, path);
  if (sides === undefined) return { holds: false };
  const { before, after } = sides;
  return { holds: !areEqual(before, after), actual: after, before };
}

/** By at least so much: 10 is a rise by 10 or more, -10 a fall by 10 or more, "10%" and "-10%" a share of before. */
function findChangeBy(scope: Scope, path: Path, wanted: Json): Finding {
  const sides = bothSides(scope, path);
  if (sides === undefined) return { holds: false, value: wanted };
  const { before, after } = sides;
  return { holds: isChangeBy(before, after, wanted), actual: after, value: wanted, before };
}

function isChangeBy(beforeValue: Json, afterValue: Json, wanted: Json): boolean {
  const share = typeof wanted === 'string' ? /^(.+)%$/.exec(wanted.trim())?.[1] : undefined;
  const least = numberOf(share ?? wanted);
  const [before, after] = [numberOf(beforeValue), numberOf(afterValue)];
  if (least === null || before === null || after === null) return false;
  const change = share === undefined ? after - before : ((after - before) / Math.abs(before)) * 100;
  return least < 0 ? change <= least : change >= least && change !== 0;
}
