import { parentPort } from 'node:worker_threads';
import { toFailure } from '../../../platform/threads/thread.ts';
import { createBell } from './bell.ts';
import { type FileTask, type FromThread, type ToThread, workOnFile } from './file-work.ts';

// Works on one file after the other. Their bytes come as messages, and what is for the table goes as messages.

/** So many pieces may be on their way to the table. */
const MOST_AHEAD = 6;

const port = parentPort;
if (!port) throw new Error('This file is the work of a thread; start it by throughThread');
const say = (message: FromThread, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

const arrived: (Uint8Array | 'end')[] = [];
let ahead = 0;
const bell = createBell();

port.on('message', (message: ToThread) => {
  if (message === 'taken') ahead -= 1;
  else if (message === 'end') arrived.push(message);
  else if ('bytes' in message) arrived.push(message.bytes);
  else begin(message.task);
  bell.ring();
});

/** Nothing of the task before comes after this. */
function begin(task: FileTask): void {
  arrived.length = 0;
  ahead = 0;
  run(task).then(
    (answer) => say({ answer }),
    (error: unknown) => say({ failure: toFailure(error) }),
  );
}

async function* file(): AsyncGenerator<Uint8Array> {
  for (;;) {
    const piece = arrived.shift();
    if (piece === 'end') return;
    if (piece === undefined) {
      await bell.wait();
      continue;
    }
    say('taken');
    yield piece;
  }
}

async function makeRoom(): Promise<void> {
  for (;;) {
    if (ahead < MOST_AHEAD) return;
    await bell.wait();
  }
}

async function run(task: FileTask): Promise<unknown> {
  const work = workOnFile(task, file());
  for (;;) {
    const { done, value } = await work.next();
    if (done) return value;
    await makeRoom();
    ahead += 1;
    const { buffer } = value;
    // A buffer that is full is handed over; of one that is not, what is in it.
    if (buffer instanceof ArrayBuffer && value.length * 2 > buffer.byteLength) say({ bytes: value }, [buffer]);
    else say({ bytes: Uint8Array.from(value) });
  }
}
