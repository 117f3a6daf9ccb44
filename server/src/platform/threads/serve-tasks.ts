import { parentPort } from 'node:worker_threads';
import type { Task, TaskAnswer } from './task-threads.ts';
import { toFailure } from './thread.ts';

/**
 * Called once by the file of a thread that answers tasks, one after the other.
 *
 * @param work gives what it found, or a promise of it; then the next task waits
 */
export function serveTasks(work: (input: never) => unknown): void {
  const port = parentPort;
  if (!port) throw new Error('This file is the work of a thread; start it by createTaskThreads');
  let before: Promise<void> = Promise.resolve();
  async function answer({ id, input }: Task, waited: Promise<void>): Promise<void> {
    await waited;
    let found: TaskAnswer;
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two sides agree on the types by the url
      found = { id, output: await work(input as never) };
    } catch (error) {
      found = { id, failure: toFailure(error) };
    }
    port?.postMessage(found);
  }
  port.on('message', (task: Task) => {
    before = answer(task, before);
  });
}
