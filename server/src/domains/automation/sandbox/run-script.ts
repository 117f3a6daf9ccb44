import { EvalFlags, Intrinsics, JSException, type JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { ScriptEnding, ScriptJob, ScriptOutcome } from './script-job.ts';

/**
 * Stands in the virtual machine before the script does, and keeps what it needs from being replaced. Answers a function
 * that runs the script's own function and tells the outside how it ended, by text alone.
 */
const PRELUDE = `(function (tell) {
  'use strict';
  const { parse, stringify } = JSON;
  const text = String;
  const { call } = Function.prototype;
  const join = call.bind(Array.prototype.join);
  const map = call.bind(Array.prototype.map);
  const show = (value) => (typeof value === 'object' ? stringify(value) : undefined) ?? text(value);
  const log = (...values) => { tell('log', join(map(values, show), ' ')); };
  globalThis.console = { log, info: log, warn: log, error: log, debug: log };
  const read = (error, name) => { try { return text(error[name] ?? ''); } catch { return ''; } };
  return async function (script, input) {
    let value;
    try {
      value = await script(parse(input));
    } catch (error) {
      const isError = (typeof error === 'object' && error !== null) || typeof error === 'function';
      const what = isError ? read(error, 'name') + ': ' + read(error, 'message') : text(error);
      tell('threw', what, isError ? read(error, 'stack') : '');
      return;
    }
    try {
      tell('returned', stringify(value) ?? 'null');
    } catch (error) {
      tell('not_json', read(error, 'message'));
    }
  };
})`;

const INTRINSICS =
  Intrinsics.DATE |
  Intrinsics.EVAL |
  Intrinsics.REGEXP |
  Intrinsics.JSON |
  Intrinsics.PROXY |
  Intrinsics.MAP_SET |
  Intrinsics.TYPED_ARRAYS |
  Intrinsics.PROMISE |
  Intrinsics.BIG_INT;

const STACK_BYTES = 256 * 1024;
const MAX_MESSAGE_LENGTH = 500;
const FILE = 'script';
/** The source stands behind one line of ours. */
const HEAD = '(async function (input) { "use strict";\n';

const BAD_DESCRIPTOR = 8;

/** Runs a script in a virtual machine of its own. It may take longer than it may: whoever waits must be able to end it. */
export async function runScript(module: WebAssembly.Module, job: ScriptJob): Promise<ScriptOutcome> {
  const deadlineMs = performance.now() + job.limits.timeMs;
  const watch = { isLate: false };
  const { vm, memoryBytes } = await createVm(module, job, () => (watch.isLate ||= performance.now() > deadlineMs));
  const logs = createLogs(job.limits.logBytes);
  let ending: ScriptEnding | null = null;
  try {
    const tell = vm.newFunction('tell', (kind, first, second) => {
      const what = readText(kind, 20);
      if (what === 'log') logs.add(readText(first, job.limits.logBytes));
      else ending ??= endingOf(what, first, second, job.limits.outputBytes);
      return vm.undefined;
    });
    const start = vm.callFunction(vm.evalCode(PRELUDE, 'prelude'), vm.undefined, tell);
    const script = compile(vm, job.source);
    if ('kind' in script) ending = script;
    else {
      vm.callFunction(start, vm.undefined, script, vm.newString(job.input));
      runPendingJobs(vm, () => watch.isLate);
    }
  } catch (error) {
    ending ??= thrownOutside(error);
  }
  const end = watch.isLate ? ({ kind: 'too_slow' } as const) : (ending ?? ({ kind: 'never_settled' } as const));
  return { ...end, logs: logs.lines, memoryBytes: memoryBytes() };
}

async function createVm(module: WebAssembly.Module, { limits, seed, nowMs }: ScriptJob, isLate: () => boolean) {
  // The generator of random numbers takes its seed from the clock, once, and counts in microseconds.
  let clockNs = BigInt.asUintN(63, seed * 1000n);
  let ownMemory: WebAssembly.Memory | undefined;
  const vm = await QuickJS.create({
    wasm: module,
    memoryLimit: limits.memoryBytes,
    maxStackSize: STACK_BYTES,
    intrinsics: INTRINSICS,
    interruptHandler: isLate,
    timezoneOffset: 0,
    // All that the machine could ask of the host: the time, chance, and places to write.
    wasi: (memory: WebAssembly.Memory) => {
      ownMemory = memory;
      return {
        clock_time_get(_clock: number, _precision: bigint, at: number) {
          new DataView(memory.buffer).setBigUint64(at, clockNs, true);
          return 0;
        },
        random_get(at: number, length: number) {
          new Uint8Array(memory.buffer, at, length).fill(0);
          return 0;
        },
        fd_write: () => BAD_DESCRIPTOR,
        fd_fdstat_get: () => BAD_DESCRIPTOR,
      };
    },
  });
  clockNs = BigInt(Math.trunc(nowMs)) * 1_000_000n;
  return { vm, memoryBytes: () => ownMemory?.buffer.byteLength ?? 0 };
}

function compile(vm: QuickJS, source: string): JSValueHandle | ScriptEnding {
  try {
    return vm.evalCode(`${HEAD}${source}\n})`, FILE, EvalFlags.STRICT);
  } catch (error) {
    if (!(error instanceof JSException) || isMemory(error.message)) throw error;
    return { kind: 'invalid', message: cut(`${error.name}: ${error.message}`), line: lineOf(error.stack ?? '') };
  }
}

/** One by one: the machine's own way ends only when none is left, which a chain without end never comes to. */
function runPendingJobs(vm: QuickJS, isLate: () => boolean): void {
  // oxlint-disable-next-line no-underscore-dangle -- there is no other door to a single job
  const exports = vm._getExports();
  while (!isLate() && exports.qjs_is_job_pending() !== 0) exports.qjs_execute_pending_job();
}

function endingOf(
  kind: string,
  first: JSValueHandle | undefined,
  second: JSValueHandle | undefined,
  outputBytes: number,
): ScriptEnding | null {
  if (kind === 'returned') {
    if (first === undefined || !first.isString || first.length > outputBytes) return { kind: 'too_large' };
    const output = first.toString();
    return Buffer.byteLength(output) > outputBytes ? { kind: 'too_large' } : { kind: 'returned', output };
  }
  const message = readText(first, MAX_MESSAGE_LENGTH);
  if (isMemory(message)) return { kind: 'out_of_memory' };
  if (kind === 'not_json') return { kind: 'not_json', message };
  return { kind: 'threw', message, line: lineOf(readText(second, 4000)) };
}

/** What ended outside of the script: the machine itself gave up. */
function thrownOutside(error: unknown): ScriptEnding {
  const message = error instanceof Error ? error.message : '';
  if (isMemory(message)) return { kind: 'out_of_memory' };
  return { kind: 'threw', message: cut(message), line: null };
}

const isMemory = (message: string): boolean => /out of memory/i.test(message);

/** Never throws: an error of ours would carry our paths into the machine. */
function readText(handle: JSValueHandle | undefined, limit: number): string {
  try {
    if (!handle?.isString) return '';
    return handle.length > limit * 4 ? '' : handle.toString().slice(0, limit);
  } catch {
    return '';
  }
}

const cut = (text: string): string => text.slice(0, MAX_MESSAGE_LENGTH);

function lineOf(stack: string): number | null {
  const line = /\bscript:(\d+)/.exec(stack)?.[1];
  return line === undefined ? null : Math.max(1, Number(line) - 1);
}

function createLogs(limitBytes: number) {
  const lines: string[] = [];
  let left = limitBytes;
  return {
    lines,
    add(line: string): void {
      // Every line costs something, also an empty one.
      const size = Buffer.byteLength(line) + 16;
      if (size > left) {
        if (left > 0) lines.push('…');
        left = 0;
        return;
      }
      left -= size;
      lines.push(line);
    },
  };
}
