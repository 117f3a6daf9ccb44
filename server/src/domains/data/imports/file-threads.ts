import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const THREAD = new URL('./file.thread.ts', import.meta.url);
/** Beyond what is kept of rows that were left out. */
const MOST_HEAP_MB = 512;
/** Of this process. */
const MOST_THREADS = Math.min(4, availableParallelism());
/** Most files have two tasks, one soon after the other. */
const IDLE_MS = 30_000;

let busy = 0;
const resting = new Map<Worker, NodeJS.Timeout>();

/** A thread that works on files; null where there are enough of them at work. */
export function takeThread(): Worker | null {
  if (busy === MOST_THREADS) return null;
  busy += 1;
  const [found] = resting;
  if (!found) return startThread();
  const [worker, timer] = found;
  clearTimeout(timer);
  resting.delete(worker);
  worker.ref();
  return worker;
}

function startThread(): Worker {
  const worker = new Worker(THREAD, { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB } });
  // Whoever has given it work hears of it too.
  worker.on('error', () => {});
  worker.on('exit', () => {
    clearTimeout(resting.get(worker));
    resting.delete(worker);
  });
  return worker;
}

/** Gives a thread back; one that has not come to the end of its task is ended. */
export function returnThread(worker: Worker, isDone: boolean): void {
  busy -= 1;
  if (!isDone) {
    void worker.terminate();
    return;
  }
  // A server that has nothing else to do may end.
  worker.unref();
  resting.set(worker, setTimeout(() => void worker.terminate(), IDLE_MS).unref());
}
