import { isList, isObject, type JsonObject, type Scope } from '../expressions/scope.ts';
import { armTimeout, itemPrefix } from './containers.ts';
import { failureFrom, StepProblem } from './failures.ts';
import type { Drive } from './parallel.ts';
import type { Json, StepFailure } from './protocol.ts';
import type { Node } from './program.ts';
import { newThread, type ItemState, type LoopWait, type Outcome, type Thread } from './state.ts';
import { scopeOf, settle, type Place, type Turn } from './turn.ts';

const MOST_FAILURES_TOLD = 100;
const LONGEST_RESULTS = 1_000_000;

/** @throws StepProblem where there is no list, or too long a one */
export function beginLoop(node: Node, parameters: JsonObject, scope: Scope): LoopWait {
  const { range: written, concurrency, max_items: most } = parameters;
  const range = isObject(written) ? { from: Number(written['from']), step: Number(written['step']) } : null;
  const last = isObject(written) ? Number(written['to']) : 0;
  if (range?.step === 0) throw new StepProblem('parameters_invalid', { field: 'range/step' });
  const count =
    range === null ? listOf(node, scope).length : Math.max(0, Math.floor((last - range.from) / range.step) + 1);
  if (count > Number(most)) throw new StepProblem('loop_too_long', { count, limit: Number(most) });
  return {
    kind: 'loop',
    range,
    count,
    next: 0,
    concurrency: Number(concurrency),
    active: [],
    stop: null,
    failed: [],
    failures: [],
    failedItems: [],
    results: [],
    resultsLength: 0,
    timeoutAt: null,
  };
}

/** The list itself, or the rows of a query. */
function listOf({ loop }: Node, scope: Scope): readonly Json[] {
  const value = loop?.items?.(scope) ?? null;
  const list = isObject(value) && isList(value['rows']) ? value['rows'] : value;
  if (!isList(list)) throw new StepProblem('loop_not_a_list');
  return list;
}

/** What the items see around them. */
function itemPlace(turn: Turn, thread: Thread, wait: LoopWait, node: Node, place: Place, index: number): Place {
  if (node.step.type !== 'loop') return place;
  let list = turn.lists.get(wait);
  if (list === undefined)
    turn.lists.set(wait, (list = wait.range === null ? listOf(node, scopeOf(turn, thread, place)) : []));
  const item = wait.range === null ? (list[index] ?? null) : wait.range.from + index * wait.range.step;
  const { item_variable: itemName, index_variable: indexName } = node.step;
  return {
    prefix: itemPrefix(place.prefix + node.step.id, index),
    outer: [{ [itemName]: item, [indexName]: index }, thread.outputs, ...place.outer],
  };
}

/** Goes on with every item under way, begins others while there is room, and ends when there is none left. */
export function driveLoop(turn: Turn, thread: Thread, wait: LoopWait, node: Node, place: Place, drive: Drive): void {
  const { step } = node;
  if (step.type !== 'loop') return;
  armTimeout(turn, wait, node, place);
  const goOn = (item: ItemState): void => {
    const inner = itemPlace(turn, thread, wait, node, place, item.index);
    drive(turn, item.thread, inner);
    if (item.thread.phase === 'done') finish(turn, wait, node, item, inner);
    if (item.thread.phase === 'failed') failItem(wait, item, step.on_item_error === 'fail');
  };
  for (const item of wait.active) if (turn.fatal === null) goOn(item);
  wait.active = wait.active.filter(isUnderWay);
  while (turn.fatal === null && wait.stop === null && wait.next < wait.count && wait.active.length < wait.concurrency) {
    if (turn.budget === 0) {
      turn.isCut = true;
      return;
    }
    const item = { index: wait.next, thread: newThread(step.steps[0]?.id ?? null) };
    wait.next += 1;
    goOn(item);
    if (isUnderWay(item)) wait.active.push(item);
  }
  if (turn.fatal === null && wait.active.length === 0) settle(thread, outcomeOf(turn, wait, node));
}

const isUnderWay = ({ thread: { phase } }: ItemState): boolean => phase === 'ready' || phase === 'waiting';

function finish(turn: Turn, wait: LoopWait, { loop }: Node, { index, thread }: ItemState, place: Place): void {
  const scope = scopeOf(turn, thread, place);
  try {
    const isLast = loop?.breakWhen?.(scope) === true;
    const value = loop?.collect?.(scope);
    if (value !== undefined) {
      wait.results.push([index, value]);
      wait.resultsLength += JSON.stringify(value).length;
    }
    if (isLast) stopAt(wait, index, null);
  } catch (error) {
    thread.phase = 'failed';
    thread.failure = failureFrom(error, turn.base.organization);
  }
}

function failItem(wait: LoopWait, item: ItemState, ends: boolean): void {
  const { index } = item;
  const { failure } = item.thread;
  wait.failed.push(index);
  if (failure !== null) wait.failures.push({ index, code: failure.code, message: failure.message });
  if (wait.failures.length > MOST_FAILURES_TOLD) {
    wait.failures = wait.failures.toSorted((a, b) => a.index - b.index).slice(0, MOST_FAILURES_TOLD);
  }
  if (!ends) return;
  wait.failedItems.push(item);
  stopAt(wait, index, failure);
}

/**
 * The lowest item that ends the loop decides, however quick the others were: items are begun in order, so that it is
 * always among those that were begun.
 */
function stopAt(wait: LoopWait, index: number, failure: StepFailure | null): void {
  if (wait.stop === null || index < wait.stop.index) wait.stop = { index, failure };
}

function outcomeOf(turn: Turn, wait: LoopWait, { loop }: Node): Outcome {
  const { stop } = wait;
  if (stop?.failure) return { failure: stop.failure };
  if (wait.resultsLength > LONGEST_RESULTS) {
    const problem = new StepProblem('loop_results_too_large', { limit: LONGEST_RESULTS });
    return { failure: failureFrom(problem, turn.base.organization) };
  }
  const count = stop === null ? wait.count : stop.index + 1;
  const failed = wait.failed.filter((index) => index < count).length;
  const failures = wait.failures.filter(({ index }) => index < count).toSorted((a, b) => a.index - b.index);
  const results = wait.results.filter(([index]) => index < count).toSorted(([a], [b]) => a - b);
  return {
    output: {
      count,
      succeeded: count - failed,
      failed,
      failures,
      ...(loop?.collect ? { results: results.map(([, value]) => value) } : {}),
    },
  };
}
