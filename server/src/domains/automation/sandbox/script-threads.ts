import { readFile } from 'node:fs/promises';
import type { ScriptJob, ScriptOutcome } from './script-job.ts';
import { type ScriptThread, startScriptThread } from './script-thread.ts';
import { createTurns } from './turns.ts';

/** The threads in which scripts run, shared by all organizations. */
export interface ScriptThreads {
  /**
   * Runs a script when it is the organization's turn. Whatever the script does is an outcome.
   * @throws ScriptThreadError where its thread died or too many wait; the reason of `signal`
   */
  run(organizationId: number, job: ScriptJob, signal: AbortSignal): Promise<ScriptOutcome>;
  close(): Promise<void>;
}

interface ScriptThreadsOptions {
  threads?: number;
  graceMs?: number;
  idleMs?: number;
  /** Of one organization. */
  mostWaiting?: number;
}

interface Call {
  job: ScriptJob;
  resolve(outcome: ScriptOutcome): void;
  reject(reason: unknown): void;
  /** Where it runs. */
  thread: ScriptThread | null;
}

const GRACE_MS = 300;
const IDLE_MS = 60_000;
const MOST_WAITING = 1000;

export function createScriptThreads(options: ScriptThreadsOptions = {}): ScriptThreads {
  const { threads: most = 2, graceMs = GRACE_MS, idleMs = IDLE_MS, mostWaiting = MOST_WAITING } = options;
  // One organization leaves a thread to the others.
  const turns = createTurns<Call>({ mostAtOnce: Math.max(1, most - 1), mostWaiting });
  const crew = createCrew({ most, graceMs, idleMs, onChange: dispatch, onFailure: refuseAll });

  function dispatch(): void {
    while (turns.hasNext()) {
      const thread = crew.take();
      const call = thread && turns.next();
      if (!thread || !call) return;
      call.thread = thread;
      thread.begin(call.job, (outcome) => {
        turns.done(call);
        if (outcome) call.resolve(outcome);
        else call.reject(new ScriptThreadError('died'));
        dispatch();
      });
    }
  }

  function refuseAll(cause: unknown): void {
    for (const call of turns.clear()) call.reject(new ScriptThreadError('died', { cause }));
  }

  return {
    async run(organizationId, job, signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<ScriptOutcome>();
      const call: Call = { job, resolve, reject, thread: null };
      if (!turns.add(organizationId, call)) throw new ScriptThreadError('busy');
      const stop = () => {
        reject(signal.reason);
        if (call.thread) void call.thread.end();
        else turns.withdraw(call);
      };
      signal.addEventListener('abort', stop, { once: true });
      dispatch();
      return promise.finally(() => signal.removeEventListener('abort', stop));
    },

    async close() {
      refuseAll(new Error('The threads for scripts were closed'));
      await crew.close();
    },
  };
}

interface CrewOptions {
  most: number;
  graceMs: number;
  idleMs: number;
  /** A thread is free, or there is room for another. */
  onChange(): void;
  onFailure(cause: unknown): void;
}

/** Threads that are started when they are needed, and replaced when they are gone. */
function createCrew({ most, onChange, onFailure, ...times }: CrewOptions) {
  const threads = new Set<ScriptThread>();
  const free: ScriptThread[] = [];
  let starting = 0;
  let isClosed = false;

  function onFree(thread: ScriptThread): void {
    if (!threads.has(thread)) {
      threads.add(thread);
      starting -= 1;
    }
    free.push(thread);
    onChange();
  }

  function onGone(thread: ScriptThread): void {
    if (!threads.delete(thread)) {
      starting -= 1;
      onFailure(new Error('A thread for scripts did not start'));
    }
    const place = free.indexOf(thread);
    if (place >= 0) free.splice(place, 1);
    onChange();
  }

  async function start(): Promise<void> {
    starting += 1;
    try {
      const module = await loadMachine();
      startScriptThread({ module, ...times, onFree, onGone });
    } catch (cause) {
      starting -= 1;
      onFailure(cause);
    }
  }

  return {
    /** One that is free; else null, and `onChange` says when it is worth asking again. */
    take(): ScriptThread | null {
      const thread = free.pop();
      if (!thread && !isClosed && threads.size + starting < most) void start();
      return thread ?? null;
    },
    async close(): Promise<void> {
      isClosed = true;
      await Promise.all([...threads].map((thread) => thread.end()));
    },
  };
}

let machine: Promise<WebAssembly.Module> | undefined;

/** Compiled once for all threads. */
function loadMachine(): Promise<WebAssembly.Module> {
  machine ??= readFile(new URL(import.meta.resolve('quickjs-wasi/quickjs.wasm'))).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return machine;
}

/** A script that could not be run, through no fault of its own. */
export class ScriptThreadError extends Error {
  override readonly name = 'ScriptThreadError';
  readonly reason: 'busy' | 'died';

  constructor(reason: 'busy' | 'died', options?: ErrorOptions) {
    super(`A script could not be run: ${reason}`, options);
    this.reason = reason;
  }
}
