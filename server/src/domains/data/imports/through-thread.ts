import type { Worker } from 'node:worker_threads';
import { toError } from '../../../platform/threads/thread.ts';
import { returnThread, takeThread } from './file-threads.ts';
import type { Conversion } from '../csv/converter.ts';
import type { FileProfile } from '../csv/inspection.ts';
import { inspectFile, type InspectedFile } from '../files/open-file.ts';
import { createBell } from './bell.ts';
import { type ConvertingTask, convertFile } from './convert-file.ts';
import type { FileTask, FromThread, ToThread } from './file-work.ts';

/** Bytes travel to a thread in pieces of at least this size. */
const PIECE_BYTES = 256 * 1024;
/** Less is sent after a pause of this length, so that a fault is told to a sender who waits to hear of it. */
const PAUSE_MS = 50;
/** So many of them may be on their way. */
const MOST_AHEAD = 6;
/** A thread takes longer to start than a smaller file to be read. */
const SMALL_BYTES = 2 * 1024 * 1024;
/**
 * The rows of a file for the table, in order, and at the end what has come of them; by a thread where the file is large.
 * @throws what `convertFile` throws, and what the source of the bytes throws
 */
export async function* convertByThread(
  task: ConvertingTask,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, Conversion> {
  const rest = source[Symbol.asyncIterator]();
  const beginning: Uint8Array[] = [];
  let isLarge = true;
  for (let length = 0; length < SMALL_BYTES && isLarge;) {
    const { done, value } = await rest.next();
    isLarge = !done;
    if (done) break;
    beginning.push(value);
    length += value.length;
  }
  const file = chain(beginning, rest);
  // Who finds no thread free does the work itself: that is slower, but nobody waits.
  const thread = isLarge ? takeThread() : null;
  return yield* thread ? inThread<Conversion>(thread, { kind: 'convert', ...task }, file) : convertFile(file, task);
}

/**
 * What there is to know about a file. It is looked at as it comes, so that its sender hears of a fault at once; where it
 * turns out to be large, a thread begins anew.
 * @throws what `inspectFile` throws, and what the source of the bytes throws
 */
export async function inspectByThread(task: InspectedFile, source: AsyncIterable<Uint8Array>): Promise<FileProfile> {
  const rest = source[Symbol.asyncIterator]();
  const beginning: Uint8Array[] = [];
  let thread: Worker | null = null;
  async function* lookedAt(): AsyncGenerator<Uint8Array> {
    let length = 0;
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      const isTurn = length < SMALL_BYTES && length + next.value.length >= SMALL_BYTES;
      length += next.value.length;
      if (length < SMALL_BYTES || isTurn) beginning.push(next.value);
      thread = isTurn ? takeThread() : null;
      if (thread) throw new GoesToThreadError();
      yield next.value;
    }
  }
  try {
    return await inspectFile(lookedAt(), task);
  } catch (error) {
    if (thread === null) throw error;
    return await lastOf(inThread<FileProfile>(thread, { kind: 'inspect', ...task }, chain(beginning, rest)));
  }
}

class GoesToThreadError extends Error {
  override readonly name = 'GoesToThreadError';
}

async function lastOf<Answer>(work: AsyncGenerator<unknown, Answer>): Promise<Answer> {
  for (;;) {
    const { done, value } = await work.next();
    // Nothing comes out on the way to the answer.
    if (done) return value;
  }
}

async function* chain(beginning: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* beginning;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Does a task in a thread: gives out what is for the table, and at the end the answer, which is of the task's kind. */
async function* inThread<Answer>(
  worker: Worker,
  task: FileTask,
  file: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, Answer> {
  const line = createLine(worker);
  let isDone = false;
  try {
    line.say({ task });
    const feeding = feed(line, file);
    for (;;) {
      const said = await line.next();
      if ('failure' in said) throw toError(said.failure);
      if ('answer' in said) {
        line.close();
        // Nothing of this file may reach the thread once it has another.
        await feeding;
        isDone = true;
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind of the task tells that of the answer
        return said.answer as Answer;
      }
      line.say('taken');
      const { buffer, byteOffset, byteLength } = said.bytes;
      yield Buffer.from(buffer, byteOffset, byteLength);
    }
  } finally {
    line.close();
    returnThread(worker, isDone);
  }
}

type Said = Exclude<FromThread, 'taken'>;

/** What passes between this side and a thread: its words in their order, and the room for more bytes. */
function createLine(worker: Worker) {
  const said: Said[] = [];
  let failed: { error: unknown } | null = null;
  let ahead = 0;
  let isClosed = false;
  const reader = createBell();
  const feeder = createBell();

  function fail(error: unknown): void {
    failed ??= { error };
    reader.ring();
    feeder.ring();
  }
  function hear(message: FromThread): void {
    if (message === 'taken') {
      ahead -= 1;
      feeder.ring();
    } else {
      said.push(message);
      reader.ring();
    }
  }
  const end = (): void => fail(new Error('The thread that works on a file ended without an answer'));
  worker.on('message', hear).on('error', fail).on('exit', end);

  const say = (message: ToThread, transfer: ArrayBuffer[] = []): void => worker.postMessage(message, transfer);
  return {
    say,
    fail,
    finish(): void {
      if (!isClosed) say('end');
    },
    /** @throws what ended the thread or the source of its bytes */
    async next(): Promise<Said> {
      for (;;) {
        const first = said.shift();
        if (first) return first;
        if (failed) throw failed.error;
        await reader.wait();
      }
    },
    /** Sends bytes once there is room for them. @returns false where nobody wants them any longer */
    async send(pieces: readonly Uint8Array[]): Promise<boolean> {
      for (;;) {
        if (isClosed || failed) return false;
        if (ahead < MOST_AHEAD) break;
        await feeder.wait();
      }
      ahead += 1;
      const bytes = join(pieces);
      say({ bytes }, [bytes.buffer]);
      return true;
    },
    /** Nothing more is sent or heard. */
    close(): void {
      isClosed = true;
      worker.off('message', hear).off('error', fail).off('exit', end);
      feeder.ring();
    },
  };
}

/** One array of its own, which can be given away. */
function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const piece of pieces) {
    bytes.set(piece, position);
    position += piece.length;
  }
  return bytes;
}

async function feed(line: ReturnType<typeof createLine>, file: AsyncIterable<Uint8Array>): Promise<void> {
  const pieces = file[Symbol.asyncIterator]();
  let gathered: Uint8Array[] = [];
  let length = 0;
  try {
    for (let coming: Promise<IteratorResult<Uint8Array>> | null = null; ;) {
      coming ??= pieces.next();
      // A sender that pauses may be waiting for the verdict on what it has sent so far.
      const next = length > 0 ? await orPause(coming) : await coming;
      if (next !== null) {
        if (next.done) break;
        gathered.push(next.value);
        length += next.value.length;
        coming = null;
        if (length < PIECE_BYTES) continue;
      }
      if (!(await line.send(gathered))) return void (await pieces.return?.());
      gathered = [];
      length = 0;
    }
    if (length === 0 || (await line.send(gathered))) line.finish();
  } catch (error) {
    line.fail(error);
  }
}

/** @returns null where it does not come for a while */
async function orPause<Value>(coming: Promise<Value>): Promise<Value | null> {
  const timer = Promise.withResolvers<null>();
  const handle = setTimeout(timer.resolve, PAUSE_MS, null);
  try {
    return await Promise.race([coming, timer.promise]);
  } finally {
    clearTimeout(handle);
  }
}
