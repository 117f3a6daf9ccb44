import { Worker } from 'node:worker_threads';
import { keepThread, limitsOf, takeThread } from './spare-threads.ts';
import { type PoolStart, type ThreadMessage, type ThreadModule, type ThreadStart, toError } from './thread.ts';

export interface ThreadOptions<Input> {
  input: Input;
  signal: AbortSignal;
  onProgress?(phase: string, fraction: number): void;
  /** Limit of the JavaScript heap of the thread and of each of its mates; typed arrays lie outside of it. */
  maxHeapMb?: number;
  /** After being asked to stop, the work has so long before its thread is ended from outside. */
  graceMs?: number;
  /**
   * Afterwards the thread waits so long for more work of its kind, which then begins a second earlier. Only after short
   * work that ended well: what took long has filled the memory.
   */
  keepMs?: number;
}

const GRACE_MS = 400;
const LONGEST_KEPT_MS = 10_000;

/**
 * Does work in a thread of its own and waits for its end.
 * @throws what the work threw: an AppError as it was, anything else as an Error of the same name, message and stack
 * @throws ThreadStoppedError once `signal` has aborted and the thread has ended
 */
export function runInThread<Input, Output>(
  module: ThreadModule<Input, Output>,
  { input, signal, onProgress, maxHeapMb, graceMs = GRACE_MS, keepMs = 0 }: ThreadOptions<Input>,
): Promise<Output> {
  if (signal.aborted) return Promise.reject(new ThreadStoppedError());
  return new Promise<Output>((resolve, reject) => {
    const stopFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const kind = { url: module.url, maxHeapMb };
    const begunMs = performance.now();
    const worker = takeThread(kind);
    let end = () => reject(new Error(`The thread ${module.url.pathname} ended without an answer`));
    const finish = (how: () => void) => {
      end = how;
      void worker.terminate();
    };
    const mates = createMates(limitsOf(kind), (error) => finish(() => reject(error)));
    let grace: NodeJS.Timeout | undefined;
    const stop = () => {
      Atomics.store(stopFlag, 0, 1);
      Atomics.notify(stopFlag, 0);
      grace = setTimeout(() => void worker.terminate(), graceMs);
    };
    const close = (settle: () => void) => {
      clearTimeout(grace);
      signal.removeEventListener('abort', stop);
      void mates.end().then(settle);
    };
    const answer = (output: Output) => {
      if (signal.aborted || performance.now() - begunMs > Math.min(keepMs, LONGEST_KEPT_MS)) {
        finish(() => resolve(output));
        return;
      }
      keepThread(kind, worker, keepMs);
      close(() => resolve(output));
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: ThreadMessage) => {
      if (message.type === 'progress') onProgress?.(message.phase, message.fraction);
      else if (message.type === 'mate') mates.start(message.start);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ThreadModule ties both sides' types together
      else if (message.type === 'done') answer(message.output as Output);
      else finish(() => reject(toError(message.failure)));
    });
    worker.on('error', (error) => {
      end = () => reject(error);
    });
    worker.on('exit', () => close(() => (signal.aborted ? reject(new ThreadStoppedError()) : end())));
    // A thread's port has no origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    worker.postMessage({ input, stopFlag } satisfies ThreadStart);
  });
}

/** The threads that help another one. @param onDeath told when one ends that was not told to */
function createMates(limits: object, onDeath: (error: Error) => void) {
  const mates: Worker[] = [];
  let hasEnded = false;
  const tell = (error: Error) => {
    if (!hasEnded) onDeath(error);
    hasEnded = true;
  };
  return {
    start({ shared, board, port }: PoolStart): void {
      const start: PoolStart = { shared, board, port };
      const url = new URL('./pool.thread.ts', import.meta.url);
      const mate = new Worker(url, { workerData: start, transferList: [port], ...limits });
      mate.on('error', tell);
      mate.on('exit', () => tell(new Error('A thread of the pool ended')));
      mates.push(mate);
    },
    async end(): Promise<void> {
      hasEnded = true;
      await Promise.all(mates.map((mate) => mate.terminate()));
    },
  };
}

/** The work was ended because its signal aborted. */
class ThreadStoppedError extends Error {
  override readonly name = 'ThreadStoppedError';

  constructor() {
    super('The thread was told to stop');
  }
}

/** Whether a thread died because it needed more memory than it may have. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
