import type { Definition, Step, StepType } from '../definition/definition.ts';
import { stepParameters } from '../definition/definition.ts';
import { readValue, type Reading, type Schema } from '../definition/read-value.ts';
import { EXPRESSIONS } from '../definition/step-schemas.ts';
import { compileCondition, type Predicate } from '../expressions/conditions.ts';
import { compileValue } from '../expressions/resolve.ts';
import type { JsonObject, Scope } from '../expressions/scope.ts';
import type { Resolver } from '../expressions/text.ts';
import { StepProblem } from './failures.ts';

/** To which line of steps a step belongs. */
export type Owner =
  | { kind: 'run' }
  | { kind: 'branch'; parallelId: string; branchId: string }
  | { kind: 'item'; loopId: string };

type StepWith<T extends StepType> = Extract<Step, { type: T }>;

/** A step, read for once: what follows it, and its expressions compiled. */
export interface Node {
  readonly step: Step;
  readonly owner: Owner;
  /** Its place among all steps, those within others following them. */
  readonly order: number;
  /** What follows in its line; null: the line ends. */
  readonly next: string | null;
  /** The name of its output. */
  readonly output: string;
  readonly condition: Predicate | null;
  /** Its own fields, resolved and checked. @throws ExpressionFailure, StepProblem */
  readonly parameters: (scope: Scope) => JsonObject;
  readonly loop: { items: Resolver | null; collect: Resolver | null; breakWhen: Predicate | null } | null;
}

export interface Program {
  readonly first: string | null;
  readonly nodes: ReadonlyMap<string, Node>;
}

const programs = new WeakMap<Definition, Program>();

/** Once for each definition object: keep hold of it, and its runs share what was compiled. */
export function programOf(definition: Definition): Program {
  const known = programs.get(definition);
  if (known !== undefined) return known;
  const nodes = new Map<string, Node>();
  addSteps(definition.workflow_steps, null, { kind: 'run' }, nodes);
  const program = { first: definition.workflow_steps[0]?.id ?? null, nodes };
  programs.set(definition, program);
  return program;
}

/** @param after what follows the last of them */
function addSteps(steps: readonly Step[], after: string | null, owner: Owner, nodes: Map<string, Node>): void {
  for (const [i, step] of steps.entries()) {
    const next = steps[i + 1]?.id ?? after;
    nodes.set(step.id, compileStep(step, next, owner, nodes.size));
    if (step.type === 'condition_check') {
      addSteps(step.then, next, owner, nodes);
      addSteps(step.else, next, owner, nodes);
    } else if (step.type === 'loop') {
      addSteps(step.steps, null, { kind: 'item', loopId: step.id }, nodes);
    } else if (step.type === 'parallel') {
      for (const branch of step.branches) {
        addSteps(branch.steps, null, { kind: 'branch', parallelId: step.id, branchId: branch.id }, nodes);
      }
    }
  }
}

function compileStep(step: Step, next: string | null, owner: Owner, order: number): Node {
  return {
    step,
    owner,
    order,
    next,
    output: step.output_variable ?? step.id,
    condition: step.conditions === null ? null : compileCondition(step.conditions),
    parameters: compileParameters(step),
    loop: step.type === 'loop' ? compileLoop(step) : null,
  };
}

function compileLoop({ items, collect, break_when: breakWhen }: StepWith<'loop'>): NonNullable<Node['loop']> {
  return {
    items: items === undefined ? null : compileValue(items, 'paths'),
    collect: collect === undefined ? null : compileValue(collect, 'paths'),
    breakWhen: breakWhen === undefined ? null : compileCondition(asCondition(breakWhen)),
  };
}

const asCondition = (conditions: NonNullable<StepWith<'loop'>['break_when']>) =>
  'length' in conditions ? { all: conditions } : conditions;

/** Looked up when they are needed, not when the loop begins. */
const LATER = new Set(['items', 'collect', 'break_when']);

function compileParameters(step: Step): Node['parameters'] {
  const schema: Schema = stepParameters[step.type];
  const known = Object.entries(schema.properties ?? {}).filter(([name]) => !LATER.has(name));
  const given = new Map<string, unknown>(Object.entries(step));
  const fields = known.flatMap(([name, field]) => {
    const value = given.get(name);
    return value === undefined ? [] : [{ name, resolve: compileValue(value, field[EXPRESSIONS] ?? 'templates') }];
  });
  const checked: Schema = { ...schema, properties: Object.fromEntries(known) };
  return (scope) => {
    const resolved = Object.fromEntries(fields.map(({ name, resolve }) => [name, resolve(scope)]));
    const reading: Reading = { faults: [], allowsExpressions: false, coerces: true };
    const read = readValue(checked, resolved, '', reading);
    const [fault] = reading.faults;
    if (fault !== undefined) throw new StepProblem('parameters_invalid', { field: fault.pointer.slice(1) });
    // JSON in, JSON out.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return read as JsonObject;
  };
}
