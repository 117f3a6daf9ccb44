import type { Node } from './program.ts';
import type { LoopWait, ParallelWait, Thread } from './state.ts';
import type { Place, Turn } from './turn.ts';

/** Sets the time-out of a parallel or a loop, unless it is set. */
export function armTimeout(turn: Turn, wait: ParallelWait | LoopWait, { step }: Node, { prefix }: Place): void {
  if (wait.timeoutAt !== null || step.timeout_seconds === null) return;
  wait.timeoutAt = turn.at + Math.ceil(step.timeout_seconds * 1000);
  turn.commands.push({ kind: 'set_timer', key: prefix + step.id, at: wait.timeoutAt });
}

export const itemPrefix = (loopKey: string, index: number): string => `${loopKey}[${index}].`;

/** Nothing under this thread is waited for any more. Where it stood is kept: it may be tried again from there. */
export function abandon(turn: Turn, thread: Thread, place: Place): void {
  const { at, phase, wait } = thread;
  if (at === null || phase !== 'waiting' || wait === null) return;
  const key = place.prefix + at;
  abandonWithin(turn, thread, place);
  if (!('timeoutAt' in wait) || wait.timeoutAt !== null) turn.commands.push({ kind: 'abandon', key });
}

/** The same for what is inside of a parallel or a loop. */
export function abandonWithin(turn: Turn, { at, wait }: Thread, { prefix, outer }: Place): void {
  if (wait?.kind === 'parallel') for (const { thread } of wait.branches) abandon(turn, thread, { prefix, outer });
  if (wait?.kind === 'loop') {
    for (const { index, thread } of wait.active) {
      abandon(turn, thread, { prefix: itemPrefix(`${prefix}${at}`, index), outer });
    }
  }
}
