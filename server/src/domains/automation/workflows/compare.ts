import { isDeepStrictEqual } from 'node:util';
import type { Definition, Step } from '../definition/definition.ts';

export interface FieldChange {
  /** Dotted, within the step or the workflow. */
  path: string;
  before: unknown;
  after: unknown;
}

/** One difference between two definitions; without a step it is about the workflow as a whole. */
export interface DefinitionChange {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  stepId: string | null;
  stepType: string | null;
  fields: FieldChange[];
}

/** Where a step stands: the list that it belongs to, and its own fields without the lists inside. */
interface Placed {
  type: string;
  list: string;
  fields: object;
}

/**
 * What has changed, step by step: steps are the same when their ids are. Of steps that only stand in another order those
 * are named that had to move, as few as explain it.
 * @param before null where there was nothing
 */
export function compareDefinitions(before: Definition | null, after: Definition): DefinitionChange[] {
  const old = before === null ? new Map<string, Placed>() : placeSteps(before.workflow_steps);
  const now = placeSteps(after.workflow_steps);
  const moved = findMoved(old, now);
  const changes: DefinitionChange[] = [];
  const whole = before === null ? [] : compareFields(withoutSteps(before), withoutSteps(after));
  if (whole.length > 0) changes.push({ kind: 'changed', stepId: null, stepType: null, fields: whole });
  for (const [stepId, { type }] of old) {
    if (!now.has(stepId)) changes.push({ kind: 'removed', stepId, stepType: type, fields: [] });
  }
  for (const [stepId, step] of now) {
    const same = old.get(stepId);
    const about = { stepId, stepType: step.type };
    if (!same) {
      changes.push({ kind: 'added', ...about, fields: [] });
      continue;
    }
    if (moved.has(stepId)) changes.push({ kind: 'moved', ...about, fields: [] });
    const fields = compareFields(same.fields, step.fields);
    if (fields.length > 0) changes.push({ kind: 'changed', ...about, fields });
  }
  return changes;
}

const withoutSteps = (definition: Definition): object => ({ ...definition, workflow_steps: null });

function placeSteps(steps: readonly Step[], list = '', places = new Map<string, Placed>()): Map<string, Placed> {
  for (const step of steps) {
    const { id, type } = step;
    const branches = step.type === 'parallel' ? { branches: step.branches.map(withoutLists) } : {};
    places.set(id, { type, list, fields: { ...withoutLists(step), ...branches } });
    for (const [name, inner] of listsOf(step)) placeSteps(inner, `${id}/${name}`, places);
  }
  return places;
}

/** The lists inside are compared by themselves. */
const withoutLists = (step: object): object =>
  Object.fromEntries(Object.entries(step).filter(([name]) => !LISTS.has(name)));
const LISTS: ReadonlySet<string> = new Set(['then', 'else', 'steps', 'branches']);

/** The lists of steps inside a step, by name. */
export function listsOf(step: Step): [string, readonly Step[]][] {
  if (step.type === 'condition_check') {
    return [
      ['then', step.then],
      ['else', step.else],
    ];
  }
  if (step.type === 'loop') return [['steps', step.steps]];
  return step.type === 'parallel' ? step.branches.map((branch) => [branch.id, branch.steps]) : [];
}

/** Paths whose values differ; lists are compared as a whole. */
function compareFields(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [{ path, before: before ?? null, after: after ?? null }];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => compareFields(before[name], after[name], path === '' ? name : `${path}.${name}`));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function findMoved(old: ReadonlyMap<string, Placed>, now: ReadonlyMap<string, Placed>): Set<string> {
  const moved = new Set<string>();
  const orders = new Map<string, string[]>();
  for (const [id, { list }] of now) {
    const before = old.get(id);
    if (!before) continue;
    if (before.list === list) orders.set(list, [...(orders.get(list) ?? []), id]);
    else moved.add(id);
  }
  const placeOf = new Map([...old.keys()].map((id, place) => [id, place]));
  for (const ids of orders.values()) {
    const kept = longestRise(ids.map((id) => placeOf.get(id) ?? 0));
    for (const [place, id] of ids.entries()) if (!kept.has(place)) moved.add(id);
  }
  return moved;
}

/** The places of a longest rising subsequence. Lists of steps are short: n² steps will do. */
function longestRise(values: readonly number[]): Set<number> {
  const best = values.map(() => 1);
  const previous: (number | null)[] = values.map(() => null);
  let last: number | null = null;
  for (const [place, value] of values.entries()) {
    for (let earlier = 0; earlier < place; earlier += 1) {
      if ((values[earlier] ?? 0) >= value || (best[earlier] ?? 0) < (best[place] ?? 0)) continue;
      best[place] = (best[earlier] ?? 0) + 1;
      previous[place] = earlier;
    }
    if (last === null || (best[place] ?? 0) > (best[last] ?? 0)) last = place;
  }
  const kept = new Set<number>();
  for (let place = last; place !== null; place = previous[place] ?? null) kept.add(place);
  return kept;
}
