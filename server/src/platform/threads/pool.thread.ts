import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import {
  BOARD,
  claim,
  type CloseTask,
  DONE,
  type JobTask,
  KERNEL,
  KIND,
  openBoard,
  type OpenTask,
  SEQUENCE,
  takeCalls,
} from './pool-task.ts';
import { type PoolStart, toFailure } from './thread.ts';

// A thread of a pool: sleeps until it is given work, does it, says so, and sleeps again.

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- createThreadPool puts it there
const { shared, board: sharedBoard, port } = workerData as PoolStart;
const control = new Int32Array(shared);
const board = openBoard(sharedBoard);
const crews = new Map<number, readonly unknown[]>();

function received(): unknown {
  return receiveMessageOnPort(port)?.message;
}

function callKernel(): void {
  const { fields } = board;
  const kernel = crews.get(fields[BOARD.crew] ?? 0)?.[fields[BOARD.kernel] ?? 0];
  if (typeof kernel !== 'function') throw new Error('There is no such kernel');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kernels are functions of numbers
  takeCalls(board, kernel as (...values: readonly number[]) => void);
}

async function runJob(): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind of work says what was sent
  const { url, name, input } = received() as JobTask;
  const module: unknown = await import(url);
  const run: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, name) : undefined;
  if (typeof run !== 'function') throw new Error(`${url} has no ${name}`);
  port.postMessage(run(input));
}

async function work(kind: number): Promise<void> {
  if (kind === KERNEL.call) callKernel();
  else if (kind === KERNEL.open) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    const { crew, module, memory } = received() as OpenTask;
    crews.set(crew, Object.values(new WebAssembly.Instance(module, { env: { memory } }).exports));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  } else if (kind === KERNEL.close) crews.delete((received() as CloseTask).crew);
  else await runJob();
}

for (let seen = 0; ;) {
  Atomics.wait(control, SEQUENCE, seen);
  seen = Atomics.load(control, SEQUENCE);
  if (!claim(control, seen)) continue;
  let outcome = seen;
  try {
    await work(control[KIND] ?? 0);
  } catch (error) {
    port.postMessage({ failure: toFailure(error) });
    outcome = -seen;
  }
  Atomics.store(control, DONE, outcome);
  Atomics.notify(control, DONE);
}
