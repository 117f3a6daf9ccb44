import { parentPort } from 'node:worker_threads';
import type { Task, TaskAnswer } from './task-threads.ts';
import { toFailure } from './thread.ts';

/** Called once by the file of a thread that answers tasks, one after the other. */
export function serveTasks(work: (input: never) => unknown): void {
  const port = parentPort;
  if (!port) throw new Error('This file is the work of a thread; start it by createTaskThreads');
  port.on('message', ({ id, input }: Task) => {
    let answer: TaskAnswer;
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two sides agree on the types by the url
      answer = { id, output: work(input as never) };
    } catch (error) {
      answer = { id, failure: toFailure(error) };
    }
    port.postMessage(answer);
  });
}
