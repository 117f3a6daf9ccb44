import { setTimeout as wait } from 'node:timers/promises';
import { type BeginDueDeps, createBeginDue } from './begin-due.ts';
import { createHeldList, type Held, nameOf } from './held.ts';
import type { WaitingEvent } from './read-runs.repository.ts';
import type { Happening, HeldRun, OrganizationFacts } from './run.ts';
import { takeTurn, type TurnsDeps } from './turns.ts';

type Made = 'list' | 'beginDue' | 'isStopping' | 'onEnd';

export interface HeldRunsDeps extends Omit<TurnsDeps & BeginDueDeps, Made> {
  /** The run is out of this node's hands. */
  onGone(run: HeldRun): void;
}

export type HeldRuns = ReturnType<typeof createHeldRuns>;

/**
 * The runs that this node works on. Each takes in one thing after the other, and what follows from it is on disk before
 * anything of it is begun.
 */
export function createHeldRuns(deps: HeldRunsDeps) {
  let isStopping = false;
  const list = createHeldList(deps.onGone);
  const beginDue = createBeginDue({
    ...deps,
    list,
    onEnd(each, item) {
      each.inbox.push(item);
      takeTurn(turns, each);
    },
  });
  const turns: TurnsDeps = { ...deps, list, beginDue, isStopping: () => isStopping };

  return {
    countOf: list.countOf,
    size: list.size,
    holds: (id: string, fence: number): boolean => list.find(id)?.run.fence === fence,
    /** Takes a run into hand and does what there is to do for it. */
    take(run: HeldRun, facts: OrganizationFacts, events: readonly WaitingEvent[]): void {
      const each = list.add(run, facts);
      put(each, events);
      if (each.inbox.length === 0) beginDue(each);
      // Where there is nothing to do after all, a turn lets go of it.
      if (each.attempts.size > 0) return;
      if (each.inbox.length === 0) each.inbox.push({ kind: 'happening', happening: null, from: null, notBefore: 0 });
      takeTurn(turns, each);
    },
    tell(id: string, events: readonly WaitingEvent[]): void {
      const each = list.find(id);
      if (!each) return;
      put(each, events);
      if (each.inbox.length > 0) takeTurn(turns, each);
    },
    /** Ends what is under way, or after `graceMs` cuts it short; @returns the runs that are still held */
    async stop(graceMs: number): Promise<HeldRun[]> {
      isStopping = true;
      const deadline = performance.now() + graceMs;
      while (list.size() > 0 && performance.now() < deadline) await wait(10);
      const left = list.all();
      for (const { attempts } of left) for (const attempt of attempts.values()) attempt.stop('stopping');
      deps.writer.stop();
      await Promise.all(left.flatMap((each) => each.turn ?? []));
      return left.filter(list.has).map(({ run }) => run);
    },
  };
}

/** Each row once. */
function put(each: Held, events: readonly WaitingEvent[]): void {
  for (const { kind, key, event, dueAt } of events) {
    const from = { kind, key };
    if (each.seen.has(nameOf(from))) continue;
    each.seen.add(nameOf(from));
    const happening: Happening | null = kind === 'timer' ? { kind: 'timer_fired', key } : event;
    each.inbox.push({ kind: 'happening', happening, from, notBefore: dueAt });
  }
}
