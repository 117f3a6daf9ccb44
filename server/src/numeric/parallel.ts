// oxlint-disable-next-line typescript/triple-slash-reference -- the scripts, too, know WebAssembly by it
/// <reference path="./webassembly.d.ts" />

/** A function that a pool can run on any of its threads: `name` is what the module at `url` exports it as. */
export interface Job<Input, Output> {
  readonly url: string;
  readonly name: string;
  /** Input and output survive structured cloning; what lies in shared memory is not copied. */
  readonly run: (input: Input) => Output;
}

/** The exports of one WebAssembly module over one shared memory, on every thread of a pool. */
export interface KernelCrew {
  /** Makes all calls, of equally many numbers, whoever is free the next one, and returns when all are done. */
  run(kernel: string, calls: readonly (readonly number[])[]): void;
  /** Lets go of the memory. */
  close(): void;
}

/**
 * Threads that work at the caller's order. Both ways of working block the caller until all is done, and an error inside
 * is thrown to the caller; threads that wait, sleep.
 */
export interface ThreadPool {
  /** How many work at once, the calling one included; at least 1. */
  readonly threads: number;
  openKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelCrew;
  /** Runs `job` on each input; the outputs in the order of the inputs. */
  runJobs<Input, Output>(job: Job<Input, Output>, inputs: readonly Input[]): Output[];
}

/** An export of a kernel module as a function of numbers; NaN comes of one that returns nothing. */
export function kernelOf(instance: WebAssembly.Instance, name: string): (...values: readonly number[]) => number {
  const kernel = instance.exports[name];
  if (typeof kernel !== 'function') throw new TypeError(`There is no kernel ${name}`);
  return (...values) => Number(kernel(...values));
}

/**
 * A pool without threads: does one after the other what others do at once.
 *
 * @param threads into how many parts the work is to be divided all the same
 */
export function serialPool(threads = 1): ThreadPool {
  return {
    threads,
    openKernels(module, memory) {
      const instance = new WebAssembly.Instance(module, { env: { memory } });
      return {
        run(kernel, calls) {
          const call = kernelOf(instance, kernel);
          for (const values of calls) call(...values);
        },
        close() {},
      };
    },
    runJobs: (job, inputs) => inputs.map((input) => job.run(input)),
  };
}
