import type * as Cel from '@bufbuild/cel';
import { limits } from './limits.ts';

type Expr = Extract<ReturnType<typeof Cel.parse>['expr'], object>;

export interface BoundFormula {
  /** Every name that it begins a path with, those of its macros too. */
  readonly roots: readonly string[];
  /** Those that its macros bind. */
  readonly bound: ReadonlySet<string>;
}

/**
 * Counts what a formula consists of, and puts `spend(…)` around whatever a macro goes over, so that its turns are
 * counted when it is evaluated. Null: it is too large.
 */
export function boundFormula(formula: Expr): BoundFormula | null {
  const roots = new Set<string>();
  const bound = new Set<string>();
  let nodes = 0;
  let isTooLarge = false;

  function visit(expr: Expr | undefined, depth: number): void {
    nodes += 1;
    isTooLarge ||= nodes > limits.formulaNodes || depth > limits.formulaDepth;
    if (expr === undefined || isTooLarge) return;
    const each = (...inner: (Expr | undefined)[]): void => inner.forEach((one) => visit(one, depth + 1));
    const kind = expr.exprKind;
    switch (kind.case) {
      case 'identExpr':
        roots.add(kind.value.name.replace(/^\./, ''));
        break;
      case 'selectExpr':
        each(kind.value.operand);
        break;
      case 'callExpr':
        each(kind.value.target, ...kind.value.args);
        break;
      case 'listExpr':
        each(...kind.value.elements);
        break;
      case 'structExpr':
        for (const entry of kind.value.entries) {
          each(entry.value, ...(entry.keyKind.case === 'mapKey' ? [entry.keyKind.value] : []));
        }
        break;
      case 'comprehensionExpr': {
        const { iterVar, accuVar, iterRange, accuInit, loopCondition, loopStep, result } = kind.value;
        bound.add(iterVar).add(accuVar);
        each(iterRange, accuInit, loopCondition, loopStep, result);
        if (iterRange !== undefined) kind.value.iterRange = spending(iterRange);
        break;
      }
      case 'constExpr':
      case undefined:
        break;
    }
  }

  visit(formula, 0);
  return isTooLarge ? null : { roots: [...roots], bound };
}

function spending(range: Expr): Expr {
  const kind = {
    case: 'callExpr' as const,
    value: { $typeName: 'cel.expr.Expr.Call' as const, function: 'spend', args: [range] },
  };
  return { ...range, exprKind: kind };
}
