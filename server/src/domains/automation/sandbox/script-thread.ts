import { Worker } from 'node:worker_threads';
import type { ScriptJob, ScriptOutcome } from './script-job.ts';

/** One thread; it runs a script at a time. */
export interface ScriptThread {
  /** @param onEnd told once: how the script ended, or null where the thread died of it */
  begin(job: ScriptJob, onEnd: (outcome: ScriptOutcome | null) => void): void;
  /** Ends it with whatever it runs. */
  end(): Promise<unknown>;
}

interface ScriptThreadOptions {
  module: WebAssembly.Module;
  /** A script that does not see its own deadline is ended, with its thread, so long after it. */
  graceMs: number;
  /** A thread that has had nothing to do for so long ends. */
  idleMs: number;
  onFree(thread: ScriptThread): void;
  onGone(thread: ScriptThread): void;
}

const LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

export function startScriptThread({ module, graceMs, idleMs, onFree, onGone }: ScriptThreadOptions): void {
  const worker = new Worker(new URL('script.thread.ts', import.meta.url), {
    workerData: { module },
    resourceLimits: LIMITS,
    // Nothing of this process is a script's business, even outside of its machine.
    env: {},
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  let report: ((outcome: ScriptOutcome | null) => void) | null = null;
  const settle = (outcome: ScriptOutcome | null) => {
    clearTimeout(timer);
    const tell = report;
    report = null;
    tell?.(outcome);
  };
  const thread: ScriptThread = {
    begin(job, onEnd) {
      clearTimeout(timer);
      report = onEnd;
      timer = setTimeout(() => {
        settle({ kind: 'too_slow', logs: [], memoryBytes: 0 });
        void worker.terminate();
      }, job.limits.timeMs + graceMs);
      worker.postMessage(job, []);
    },
    end: () => worker.terminate(),
  };
  worker.on('message', (message: 'ready' | ScriptOutcome) => {
    if (message !== 'ready') settle(message);
    timer = setTimeout(() => void worker.terminate(), idleMs).unref();
    onFree(thread);
  });
  // Its exit follows.
  worker.on('error', () => {});
  worker.on('exit', () => {
    onGone(thread);
    settle(null);
  });
  // A server that has nothing else to do may end.
  worker.unref();
}
