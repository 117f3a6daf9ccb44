import type { Branch, Step } from '../definition/definition.ts';
import type { JsonObject } from '../expressions/scope.ts';
import { abandon, armTimeout } from './containers.ts';
import type { Json } from './protocol.ts';
import type { Node } from './program.ts';
import { newThread, type BranchState, type Outcome, type ParallelWait, type Thread } from './state.ts';
import { addOutput, settle, type Place, type Turn } from './turn.ts';

type ParallelStep = Extract<Step, { type: 'parallel' }>;
export type Drive = (turn: Turn, thread: Thread, place: Place) => void;

export function beginParallel(step: ParallelStep, { join: wanted }: JsonObject): ParallelWait {
  return {
    kind: 'parallel',
    join: typeof wanted === 'number' || wanted === 'any' ? wanted : 'all',
    branches: step.branches.map(({ id, steps }) => ({ id, thread: newThread(steps[0]?.id ?? null) })),
    timeoutAt: null,
  };
}

/** Goes on with every branch, then asks whether that is enough. */
export function driveParallel(
  turn: Turn,
  thread: Thread,
  wait: ParallelWait,
  node: Node,
  place: Place,
  drive: Drive,
): void {
  if (node.step.type !== 'parallel') return;
  armTimeout(turn, wait, node, place);
  const inner: Place = { prefix: place.prefix, outer: [thread.outputs, ...place.outer] };
  for (const branch of wait.branches) drive(turn, branch.thread, inner);
  if (turn.fatal !== null) return;
  const outcome = join(wait, node.step.branches);
  if (outcome === null) return;
  for (const { thread: open } of wait.branches) abandon(turn, open, inner);
  if ('failure' in outcome) {
    settle(thread, outcome);
    return;
  }
  for (const { thread: branch } of wait.branches) {
    if (branch.phase !== 'done') continue;
    for (const [name, value] of Object.entries(branch.outputs)) if (name !== 'error') addOutput(thread, name, value);
  }
  settle(thread, outcome);
}

function failureOfFirst([first]: readonly BranchState[]): Outcome | null {
  const failure = first?.thread.failure;
  return failure == null ? null : { failure };
}

/** How the parallel ends; null: it goes on. */
function join(wait: ParallelWait, definitions: readonly Branch[]): Outcome | null {
  const { branches } = wait;
  const policyOf = (id: string): Branch['on_error'] =>
    definitions.find((branch) => branch.id === id)?.on_error ?? 'fail';
  const done = branches.filter(({ thread }) => thread.phase === 'done').length;
  const failed = branches.filter(({ thread }) => thread.phase === 'failed');
  const atOnce = failureOfFirst(failed.filter(({ id }) => policyOf(id) === 'fail_at_once'));
  const needed = wait.join === 'any' ? 1 : wait.join;
  if (needed !== 'all' && done >= needed) return { output: outputOf(branches) };
  if (atOnce !== null) return atOnce;
  // The others are finished first: which of them was the quicker must not decide what has been done.
  if (done + failed.length < branches.length) return null;
  if (needed !== 'all') return failureOfFirst(failed);
  return failureOfFirst(failed.filter(({ id }) => policyOf(id) !== 'continue')) ?? { output: outputOf(branches) };
}

function outputOf(branches: readonly BranchState[]): Json {
  const states = branches.map(({ id, thread: { phase, failure } }): [string, Json] => {
    const status = phase === 'done' ? 'succeeded' : phase === 'failed' ? 'failed' : 'abandoned';
    return [id, failure === null ? { status } : { status, failure: { code: failure.code, message: failure.message } }];
  });
  const count = (wanted: Thread['phase']): number => branches.filter(({ thread }) => thread.phase === wanted).length;
  return { succeeded: count('done'), failed: count('failed'), branches: Object.fromEntries(states) };
}
