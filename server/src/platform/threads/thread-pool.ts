import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import {
  type Board,
  BOARD,
  BOARD_BYTES,
  claim,
  DONE,
  KERNEL,
  KIND,
  openBoard,
  type PoolFailure,
  type PoolTask,
  SEQUENCE,
  takeCalls,
} from './pool-task.ts';
import { type PoolStart, type ThreadContext, toError } from './thread.ts';

/** A thread of a pool's own that takes longer than this is taken for dead; the caller is blocked and cannot be told. */
const PATIENCE_MS = 600_000;

/** A function that the file at `url` exports as `name`; input and output survive structured cloning. */
interface Job<Input, Output> {
  readonly url: string;
  readonly name: string;
  readonly run: (input: Input) => Output;
}

interface KernelCrew {
  run(kernel: string, calls: readonly (readonly number[])[]): void;
  close(): void;
}

/** Threads for work that blocks its caller; the form that the numeric core asks for. */
export interface WorkerPool {
  readonly threads: number;
  openKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelCrew;
  runJobs<Input, Output>(job: Job<Input, Output>, inputs: readonly Input[]): Output[];
  close(): Promise<void>;
}

/** One thread besides the calling one. */
interface Mate {
  readonly end: () => Promise<unknown>;
  readonly port: MessagePort;
  readonly control: Int32Array<SharedArrayBuffer>;
}

/** Starts a thread over a channel; the answer ends it. */
type StartThread = (start: PoolStart) => () => Promise<unknown>;

function startOwn(start: PoolStart): () => Promise<unknown> {
  const worker = new Worker(new URL('./pool.thread.ts', import.meta.url), {
    workerData: start,
    transferList: [start.port],
  });
  worker.unref();
  return () => worker.terminate();
}

function createMate(startThread: StartThread, board: SharedArrayBuffer): Mate {
  const shared = new SharedArrayBuffer(64);
  const { port1, port2 } = new MessageChannel();
  const endThread = startThread({ shared, board, port: port2 });
  port1.unref();
  return { end: endThread, port: port1, control: new Int32Array(shared) };
}

function begin({ control, port }: Mate, kind: number, task?: PoolTask): void {
  if (task) port.postMessage(task);
  control[KIND] = kind;
  Atomics.add(control, SEQUENCE, 1);
  Atomics.notify(control, SEQUENCE);
}

/** Lets a thread sleep on that has not begun: to wake up may take longer than the work, which is done by now. */
function excuse({ control }: Mate): void {
  const sequence = Atomics.load(control, SEQUENCE);
  if (claim(control, sequence)) Atomics.store(control, DONE, sequence);
}

function write({ fields, values }: Board, crew: number, kernel: number, calls: readonly (readonly number[])[]): void {
  const width = calls[0]?.length ?? 0;
  for (const [place, numbers] of calls.entries()) values.set(numbers, place * width);
  fields[BOARD.next] = 0;
  fields[BOARD.count] = calls.length;
  fields[BOARD.width] = width;
  fields[BOARD.crew] = crew;
  fields[BOARD.kernel] = kernel;
}

/** Sleeps until the thread is done with what it was given; `answers` where it says something in return. */
function end({ control, port }: Mate, answers: boolean): unknown {
  const wanted = Atomics.load(control, SEQUENCE);
  for (let done = Atomics.load(control, DONE); Math.abs(done) !== wanted; done = Atomics.load(control, DONE)) {
    if (Atomics.wait(control, DONE, done, PATIENCE_MS) === 'timed-out') throw new Error('A thread does not answer');
  }
  const failed = Atomics.load(control, DONE) < 0;
  if (!failed && !answers) return undefined;
  const received: unknown = receiveMessageOnPort(port)?.message;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pool.thread.ts sends nothing else
  if (failed) throw toError((received as PoolFailure).failure);
  return received;
}

/** Waits for all before it throws what one of them threw, so that none works on unseen. */
function endAll(mates: readonly Mate[], answers: boolean): unknown[] {
  const outcomes = mates.map((mate) => {
    try {
      return { answer: end(mate, answers) };
    } catch (error) {
      return { error };
    }
  });
  return outcomes.map((outcome) => {
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  });
}

/**
 * A pool of `threads` threads, the calling one included; the others start when they are first needed.
 * @param startMate starts them elsewhere, where their death is seen, and ends them
 */
export function createThreadPool(threads: number, startMate?: ThreadContext['startMate']): WorkerPool {
  const startThread: StartThread = startMate
    ? (channel) => {
        startMate(channel);
        return () => Promise.resolve();
      }
    : startOwn;
  const mates: Mate[] = [];
  const sharedBoard = new SharedArrayBuffer(BOARD_BYTES);
  const board = openBoard(sharedBoard);
  let lastCrew = 0;
  const take = (count: number): readonly Mate[] => {
    while (mates.length < Math.min(count, threads - 1)) mates.push(createMate(startThread, sharedBoard));
    return mates.slice(0, Math.max(0, count));
  };
  return {
    threads,
    openKernels(module, memory) {
      const crew = (lastCrew += 1);
      const own = new WebAssembly.Instance(module, { env: { memory } });
      const names = Object.keys(own.exports);
      const all = take(threads - 1);
      for (const mate of all) begin(mate, KERNEL.open, { crew, module, memory });
      endAll(all, false);
      return {
        run(kernel, calls) {
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kernels are functions of numbers
          const call = own.exports[kernel] as (...values: readonly number[]) => void;
          write(board, crew, names.indexOf(kernel), calls);
          const used = all.slice(0, calls.length - 1);
          for (const mate of used) begin(mate, KERNEL.call);
          try {
            takeCalls(board, call);
            for (const mate of used) excuse(mate);
          } finally {
            endAll(used, false);
          }
        },
        close() {
          for (const mate of all) begin(mate, KERNEL.close, { crew });
          endAll(all, false);
        },
      };
    },
    runJobs({ url, name, run }, inputs) {
      type Output = ReturnType<typeof run>;
      const outputs: Output[] = [];
      for (let start = 0; start < inputs.length; start += threads) {
        const [first, ...others] = inputs.slice(start, start + threads);
        const used = take(others.length);
        for (const [i, mate] of used.entries()) begin(mate, KERNEL.job, { url, name, input: others[i] });
        try {
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- start < inputs.length
          outputs.push(run(first as (typeof inputs)[number]));
        } finally {
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Job ties input and output together
          outputs.push(...(endAll(used, true) as Output[]));
        }
      }
      return outputs;
    },
    async close() {
      for (const { port } of mates) port.close();
      await Promise.all(mates.splice(0).map((mate) => mate.end()));
    },
  };
}
