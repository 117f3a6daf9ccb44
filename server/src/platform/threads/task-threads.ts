import { Worker } from 'node:worker_threads';
import { type ThreadFailure, toError } from './thread.ts';

/** Threads that stay and answer one task after the other. */
export interface TaskThreads<Input, Output> {
  /**
   * Has a task done by a thread that is free, by a new one while there are fewer than `mostThreads`, or else by the one
   * with the least to do.
   * @throws what the work threw
   */
  run(input: Input, mostThreads: number): Promise<Output>;
  /** How many threads there are. */
  count(): number;
  /** Ends every thread; what is still under way fails. */
  close(): Promise<void>;
}

/** What travels to a thread and back. */
export interface Task {
  id: number;
  input: unknown;
}
export type TaskAnswer = { id: number; output: unknown } | { id: number; failure: ThreadFailure };

interface Thread<Output> {
  worker: Worker;
  underWay: Map<number, PromiseWithResolvers<Output>>;
  idleTimer: NodeJS.Timeout | undefined;
  alarm: ReturnType<typeof createAlarm>;
}

interface TaskThreadsOptions {
  /** A thread that has had nothing to do for so long is ended. */
  idleMs?: number;
  /** A thread that takes longer for a task is ended, and what is under way there fails. By default it may. */
  longestMs?: number;
}

const IDLE_MS = 60_000;

/** @param url a file that calls `serveTasks`; it is loaded when the first task comes */
export function createTaskThreads<Input, Output>(
  url: URL,
  { idleMs = IDLE_MS, longestMs }: TaskThreadsOptions = {},
): TaskThreads<Input, Output> {
  const threads: Thread<Output>[] = [];
  let lastId = 0;

  function start(): Thread<Output> {
    const [worker, underWay] = [new Worker(url), new Map<number, PromiseWithResolvers<Output>>()];
    const alarm = createAlarm(longestMs, () => {
      for (const task of underWay.values()) task.reject(new TaskTooSlowError());
      underWay.clear();
      void end(thread);
    });
    const thread: Thread<Output> = { worker, underWay, idleTimer: undefined, alarm };
    let reason = new Error(`The thread ${url.pathname} ended`);
    // A server that has nothing else to do may end.
    worker.unref();
    worker.on('message', (answer: TaskAnswer) => {
      const task = underWay.get(answer.id);
      underWay.delete(answer.id);
      if (underWay.size === 0) thread.idleTimer = setTimeout(() => void end(thread), idleMs).unref();
      alarm.set(underWay.size > 0);
      if ('failure' in answer) task?.reject(toError(answer.failure));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two sides agree on the types by the url
      else task?.resolve(answer.output as Output);
    });
    worker.on('error', (error: Error) => (reason = error));
    worker.on('exit', () => {
      clearTimeout(thread.idleTimer);
      alarm.set(false);
      remove(thread);
      for (const task of underWay.values()) task.reject(reason);
      underWay.clear();
    });
    threads.push(thread);
    return thread;
  }

  function remove(thread: Thread<Output>): void {
    const place = threads.indexOf(thread);
    if (place >= 0) threads.splice(place, 1);
  }

  /** Nothing new is given to it from now on. */
  function end(thread: Thread<Output>): Promise<number> {
    remove(thread);
    return thread.worker.terminate();
  }

  function choose(mostThreads: number): Thread<Output> {
    const allowed = threads.slice(0, Math.max(1, mostThreads));
    const least = allowed.toSorted((one, other) => one.underWay.size - other.underWay.size)[0];
    if (!least || (least.underWay.size > 0 && allowed.length < mostThreads)) return start();
    return least;
  }

  return {
    run(input, mostThreads) {
      const thread = choose(mostThreads);
      const task = Promise.withResolvers<Output>();
      lastId += 1;
      clearTimeout(thread.idleTimer);
      thread.underWay.set(lastId, task);
      if (thread.underWay.size === 1) thread.alarm.set(true);
      thread.worker.postMessage({ id: lastId, input } satisfies Task, []);
      return task.promise;
    },
    count: () => threads.length,
    async close() {
      await Promise.all([...threads].map(end));
    },
  };
}

/** Rings when a thread has worked for so long without an answer. */
function createAlarm(longestMs: number | undefined, ring: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    /** Begins anew, or is quiet. */
    set(isBusy: boolean): void {
      clearTimeout(timer);
      if (isBusy && longestMs !== undefined) timer = setTimeout(ring, longestMs).unref();
    },
  };
}

class TaskTooSlowError extends Error {
  override readonly name = 'TaskTooSlowError';
}

/** Whether a task failed because its thread took longer than it may. */
export const isTooSlow = (error: unknown): boolean => error instanceof TaskTooSlowError;
