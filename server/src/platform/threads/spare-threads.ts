import { Worker } from 'node:worker_threads';

/** Which threads may do each other's work. */
export interface ThreadKind {
  url: URL;
  maxHeapMb: number | undefined;
}

interface Spare {
  worker: Worker;
  /** Takes it off the shelf. */
  withdraw(): void;
}

/** By kind: threads that have done their work and wait for more of it, since loading their sources takes a second. */
const shelf = new Map<string, Spare[]>();

const nameOf = ({ url, maxHeapMb }: ThreadKind): string => `${url.href} ${maxHeapMb ?? ''}`;

/** A thread that waits for work, or a new one. */
export function takeThread(kind: ThreadKind): Worker {
  const spare = shelf.get(nameOf(kind))?.at(-1);
  if (!spare) return new Worker(kind.url, limitsOf(kind));
  spare.withdraw();
  spare.worker.ref();
  return spare.worker;
}

/** Puts a thread aside; whoever listened to it hears nothing more. It keeps no program from ending. */
export function keepThread(kind: ThreadKind, worker: Worker, keepMs: number): void {
  const name = nameOf(kind);
  const timer = setTimeout(() => {
    spare.withdraw();
    void worker.terminate();
  }, keepMs).unref();
  const spare: Spare = {
    worker,
    withdraw() {
      clearTimeout(timer);
      fallSilent(worker);
      const others = (shelf.get(name) ?? []).filter((each) => each !== spare);
      if (others.length > 0) shelf.set(name, others);
      else shelf.delete(name);
    },
  };
  fallSilent(worker);
  worker.once('error', spare.withdraw).once('exit', spare.withdraw).unref();
  shelf.set(name, [...(shelf.get(name) ?? []), spare]);
}

/** A worker listens to itself too, for its port; those listeners stay. */
function fallSilent(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

export const limitsOf = ({ maxHeapMb }: Pick<ThreadKind, 'maxHeapMb'>) =>
  maxHeapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } };
