import { parentPort } from 'node:worker_threads';
import { type ThreadAnswer, type ThreadContext, type ThreadMessage, type ThreadStart, toFailure } from './thread.ts';

/** Progress within one phase is passed on at most so often. */
const REPORT_INTERVAL_MS = 100;

/**
 * Called once by the file of a thread: does the work that arrives, one after the other, passes on how far it is, and
 * hands back its answer or its error.
 */
export function serveThread(work: (input: never, thread: ThreadContext) => Promise<ThreadAnswer<unknown>>): void {
  const port = parentPort;
  if (!port) throw new Error('This file is the work of a thread; start it by runInThread');
  const send = (message: ThreadMessage, transfer: ThreadAnswer<unknown>['transfer'] = []) =>
    port.postMessage(message, transfer);
  port.on('message', ({ input, stopFlag }: ThreadStart) => {
    const thread: ThreadContext = {
      shouldStop: () => Atomics.load(stopFlag, 0) === 1,
      signal: createSignal(stopFlag),
      report: createReport(send),
      startMate: (start) => send({ type: 'mate', start }, [start.port]),
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ThreadModule ties both sides' types together
    work(input as never, thread).then(
      ({ output, transfer }) => send({ type: 'done', output }, transfer),
      (error: unknown) => send({ type: 'failed', failure: toFailure(error) }),
    );
  });
}

function createSignal(stopFlag: ThreadStart['stopFlag']): AbortSignal {
  const controller = new AbortController();
  const change = Atomics.waitAsync(stopFlag, 0, 0);
  if (change.async) void change.value.then(() => controller.abort());
  else controller.abort();
  return controller.signal;
}

function createReport(send: (message: ThreadMessage) => void): ThreadContext['report'] {
  let lastPhase = '';
  let lastMs = -Infinity;
  return (phase, fraction) => {
    const nowMs = performance.now();
    if (phase === lastPhase && nowMs - lastMs < REPORT_INTERVAL_MS) return;
    lastPhase = phase;
    lastMs = nowMs;
    send({ type: 'progress', phase, fraction });
  };
}
