import type { Definition, Step } from '../definition/definition.ts';
import { programOf, type Node, type Program } from './program.ts';
import { cloneThread, newThread, type LoopWait, type ParallelWait, type RunState, type Thread } from './state.ts';

/** Where a run is to be tried again: from its start, from where it failed, from one step on. */
export type RetryPlace = 'start' | 'failed' | { readonly key: string };

/**
 * Why it cannot be tried again there.
 * - still_running: it has not ended.
 * - nothing_failed: it has succeeded, so that there is no failed step.
 * - step_gone: the (newer) definition no longer has a step at which the run stands, or has it elsewhere.
 * - step_unknown: the definition has no such step.
 * - not_under_way: the step is within a parallel or a loop that does not stand open; begin with that one.
 */
export interface Refusal {
  readonly code: 'still_running' | 'nothing_failed' | 'step_gone' | 'step_unknown' | 'not_under_way';
  readonly step_id: string | null;
}

/**
 * A run that has ended, ready for the event `started`: what has succeeded stays done and is not repeated, outputs are
 * kept. `definition` may be a newer version: steps are told by their ids.
 */
export function rewind(
  definition: Definition,
  state: RunState,
  where: RetryPlace,
): { state: RunState } | { refusal: Refusal } {
  const refuse = (code: Refusal['code'], step: string | null = null) => ({ refusal: { code, step_id: step } });
  if (state.status === 'running' || state.status === 'paused') return refuse('still_running');
  const program = programOf(definition);
  const reset = {
    status: 'running' as const,
    isStarted: false,
    deadline: null,
    steps: 0,
    firstAttempt: state.highestAttempt + 1,
  };
  if (where === 'start') return { state: { ...state, ...reset, variables: {}, thread: newThread(program.first) } };
  if (where === 'failed' && state.status === 'succeeded') return refuse('nothing_failed');
  const root: Thread = { ...cloneThread(state.thread), outputs: state.variables };
  if (where !== 'failed') {
    const moved = moveTo(program, root, where.key);
    if (moved !== null) return { refusal: moved };
  }
  const gone = findGone(program, root);
  if (gone !== null) return refuse('step_gone', gone);
  reopen(program, root);
  const { outputs, ...thread } = root;
  return { state: { ...state, ...reset, variables: outputs, thread: { ...thread, outputs: state.thread.outputs } } };
}

/** Whatever had not succeeded is to be begun again; a step that had succeeded while the run was paused stays done. */
function reopen(program: Program, thread: Thread): void {
  const { at, wait, outcome, phase } = thread;
  const isDone = at === null;
  if (outcome !== null && 'failure' in outcome) thread.outcome = null;
  thread.failure = null;
  if (isDone || phase === 'done') {
    thread.phase = 'done';
    return;
  }
  if (wait?.kind === 'parallel' || wait?.kind === 'loop') {
    thread.phase = 'waiting';
    thread.outcome = null;
    wait.timeoutAt = null;
    if (wait.kind === 'parallel') reopenBranches(program, at, wait);
    else reopenItems(program, wait);
    return;
  }
  thread.phase = 'ready';
  if (thread.outcome === null) thread.wait = null;
}

function reopenBranches(program: Program, at: string, wait: ParallelWait): void {
  for (const { thread } of wait.branches) reopen(program, thread);
  const step = program.nodes.get(at)?.step;
  if (step?.type !== 'parallel') return;
  const added = step.branches.filter(({ id }) => !wait.branches.some((branch) => branch.id === id));
  wait.branches.push(...added.map(({ id, steps }) => ({ id, thread: newThread(steps[0]?.id ?? null) })));
}

/** Items that failed and ended the loop are tried again; those whose failure it had accepted are not. */
function reopenItems(program: Program, wait: LoopWait): void {
  const again = new Set(wait.failedItems.map(({ index }) => index));
  wait.active = [...wait.active, ...wait.failedItems].toSorted((a, b) => a.index - b.index);
  wait.failed = wait.failed.filter((index) => !again.has(index));
  wait.failures = wait.failures.filter(({ index }) => !again.has(index));
  wait.failedItems = [];
  if (wait.stop?.failure) wait.stop = null;
  for (const { thread } of wait.active) reopen(program, thread);
}

/** A step at which some thread stands and which the program no longer has there. */
function findGone(program: Program, thread: Thread): string | null {
  const { at, wait } = thread;
  if (at === null) return null;
  const node = program.nodes.get(at);
  if (node === undefined) return at;
  if (wait?.kind === 'parallel') return findGoneBranch(program, node, at, wait);
  if (wait?.kind !== 'loop') return null;
  if (node.step.type !== 'loop') return at;
  const items = [...wait.active, ...wait.failedItems].map(({ thread: item }) => item);
  return firstGone(program, items, ({ owner }) => owner.kind === 'item' && owner.loopId === at);
}

function findGoneBranch(program: Program, { step }: Node, at: string, { branches }: ParallelWait): string | null {
  if (step.type !== 'parallel') return at;
  const lost = branches.find(({ id }) => !step.branches.some((branch) => branch.id === id));
  if (lost !== undefined) return lost.id;
  for (const { id, thread } of branches) {
    const gone = firstGone(program, [thread], ({ owner }) => owner.kind === 'branch' && owner.branchId === id);
    if (gone !== null) return gone;
  }
  return null;
}

function firstGone(program: Program, threads: readonly Thread[], isAtHome: (node: Node) => boolean): string | null {
  for (const thread of threads) {
    const node = thread.at === null ? undefined : program.nodes.get(thread.at);
    if (node !== undefined && !isAtHome(node)) return thread.at;
    const gone = findGone(program, thread);
    if (gone !== null) return gone;
  }
  return null;
}

/** Puts the line in which the step stands back (or on) to it. */
function moveTo(program: Program, root: Thread, key: string): Refusal | null {
  const parts = key.split('.');
  const id = parts.at(-1) ?? '';
  const target = program.nodes.get(id);
  if (target === undefined) return { code: 'step_unknown', step_id: id };
  const indexes = new Map(
    parts.slice(0, -1).map((part) => [part.replace(/\[\d+\]$/, ''), Number(/\[(\d+)\]$/.exec(part)?.[1])]),
  );
  let thread = root;
  for (const container of containersOf(program, target)) {
    const inner = enter(thread, container, indexes);
    if (inner === null) return { code: 'not_under_way', step_id: container.id };
    thread = inner;
  }
  Object.assign(thread, { at: id, phase: 'ready', wait: null, outcome: null, failure: null });
  thread.outputs = outputsBefore(program, thread, target);
  return null;
}

interface Container {
  id: string;
  branchId: string | null;
}

/** The parallels and loops around a step, the outermost first. */
function containersOf(program: Program, { owner }: Node): Container[] {
  if (owner.kind === 'run') return [];
  const container =
    owner.kind === 'item' ? { id: owner.loopId, branchId: null } : { id: owner.parallelId, branchId: owner.branchId };
  const around = program.nodes.get(container.id);
  return [...(around === undefined ? [] : containersOf(program, around)), container];
}

function enter(
  { at, phase, wait }: Thread,
  { id, branchId }: Container,
  indexes: ReadonlyMap<string, number>,
): Thread | null {
  if (at !== id || phase === 'done') return null;
  if (wait?.kind === 'parallel') return wait.branches.find((branch) => branch.id === branchId)?.thread ?? null;
  if (wait?.kind !== 'loop') return null;
  const index = indexes.get(id);
  return [...wait.active, ...wait.failedItems].find((item) => item.index === index)?.thread ?? null;
}

/** Without those of the step itself and of what follows it in its line: they will be given anew. */
function outputsBefore({ nodes }: Program, { outputs }: Thread, target: Node): Thread['outputs'] {
  const later = [...nodes.values()].filter(
    ({ owner, order }) => order >= target.order && isSameLine(owner, target.owner),
  );
  const names = new Set(['error', ...later.flatMap((node) => [node.output, ...namesWithin(node.step)])]);
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !names.has(name)));
}

const isSameLine = (left: Node['owner'], right: Node['owner']): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** A parallel hands its branches' outputs on. */
function namesWithin(step: Step): string[] {
  if (step.type !== 'parallel') return [];
  return step.branches.flatMap(({ steps }) =>
    steps.flatMap((inner) => [inner.output_variable ?? inner.id, ...namesWithin(inner)]),
  );
}
