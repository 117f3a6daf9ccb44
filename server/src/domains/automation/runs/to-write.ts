import type { Progress } from './progress.ts';
import type { HeldRun, OpenStep, RunStatus } from './run.ts';
import type { NewRunEvent, RunWrite } from './write-runs.repository.ts';

/** Steps that an attempt may be begun of now. */
export function listDue(status: RunStatus, open: Readonly<Record<string, OpenStep>>, at: number): [string, OpenStep][] {
  if (status !== 'running') return [];
  return Object.entries(open).filter(([, step]) => step.stepType !== 'approval_request' && step.notBefore <= at);
}

/** The events that wake a run for its timers, and for attempts that wait. */
export function eventsOf(run: Pick<HeldRun, 'open'>, { timers, open }: Progress, at: number): NewRunEvent[] {
  const attempts = Object.entries(open).filter(
    ([key, step]) => step.notBefore > at && run.open[key]?.attempt !== step.attempt,
  );
  return [
    ...[...timers].map(([key, dueAt]): NewRunEvent => ({ kind: 'timer', key, dueAt, ready: false })),
    ...attempts.map(([key, step]): NewRunEvent => ({ kind: 'look', key, dueAt: step.notBefore, ready: false })),
  ];
}

interface Circumstances {
  at: number;
  /** Keys of attempts that this node has under way. */
  underWay: ReadonlySet<string>;
  isStopping: boolean;
}

/** What is written of a run that gets on: it stays with the node as long as that has something to do for it. */
export function toWrite(run: HeldRun, progress: Progress, { at, underWay, isStopping }: Circumstances): RunWrite {
  const { state, open, settled, lines, gone } = progress;
  const due = listDue(state.status, open, at);
  const isUnderWay = Object.keys(open).some((key) => underWay.has(key));
  const isHandedBack = isStopping && due.length > 0 && !isUnderWay;
  const events = eventsOf(run, progress, at);
  return {
    id: run.id,
    fence: run.fence,
    state: JSON.stringify(state),
    open: JSON.stringify(open),
    status: settled?.status ?? state.status,
    isReleased: settled !== null || isHandedBack || (due.length === 0 && !isUnderWay),
    isSettled: settled !== null,
    isFirstEnd: settled !== null && !run.counted,
    output: settled ? JSON.stringify(settled.output) : null,
    failure: settled?.failure ? JSON.stringify(settled.failure) : null,
    newLines: lines,
    lines: run.lines,
    events: isHandedBack ? [...events, { kind: 'look', key: '', dueAt: at, ready: true }] : events,
    gone,
  };
}
