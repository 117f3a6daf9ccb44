import { itemPrefix } from './containers.ts';
import type { RunState, Thread } from './state.ts';

/** A step at which a run stands. */
export interface Standing {
  key: string;
  stepId: string;
  /** What has to happen before it goes on; `others`: the steps within it. */
  waitsFor: 'work' | 'time' | 'decision' | 'others';
  attempt: number | null;
  /** Milliseconds since 1970. */
  since: number;
  until: number | null;
}

/** The steps that are begun and not yet over, those within others following them. */
export function standingOf({ thread }: RunState): Standing[] {
  return within(thread, '');
}

function within({ at, phase, wait, since }: Thread, prefix: string): Standing[] {
  if (at === null || phase !== 'waiting' || wait === null) return [];
  const key = prefix + at;
  const base = { key, stepId: at, attempt: null, since, until: null };
  if (wait.kind === 'step') return [{ ...base, waitsFor: 'work', attempt: wait.attempt }];
  if (wait.kind === 'timer') return [{ ...base, waitsFor: 'time', until: wait.until }];
  if (wait.kind === 'approval') return [{ ...base, waitsFor: 'decision', until: wait.deadline }];
  const inner =
    wait.kind === 'parallel'
      ? wait.branches.flatMap((branch) => within(branch.thread, prefix))
      : wait.active.flatMap((item) => within(item.thread, itemPrefix(key, item.index)));
  return [{ ...base, waitsFor: 'others', until: wait.timeoutAt }, ...inner];
}
