import { NumericError } from '../numeric-error.ts';
import { type KernelCrew, kernelOf, type ThreadPool } from '../parallel.ts';
import { TREE_KERNELS_BASE64 } from './kernels/tree-kernels.generated.ts';

/** Names of the kernels; what each does and takes stands in kernels/*.as. */
const KERNELS = [
  'binNumbers',
  'logisticGradients',
  'softmax',
  'classGradients',
  'squaredGradients',
  'quantileGradients',
  'quantize',
  'fillHistogram',
  'fillSparseHistogram',
  'addTo',
  'subtractFrom',
  'searchCuts',
  'divide',
  'moveBytes',
  'addLeafValues',
  'routeRows',
  'findLeaves',
  'addContributions',
  'growTree',
] as const;
export type Kernel = (typeof KERNELS)[number];

const PAGE_BYTES = 65_536;
const MAX_PAGES = 65_536;
/** Every piece begins on a cache line of its own, and kernels may read a vector behind its end. */
const ALIGNMENT = 64;

/** The memory that kernels work in, shared by the threads of a pool. Freed as a whole, when nothing refers to it. */
export interface TreeMemory {
  readonly threads: number;
  /** Address of `bytes` zero bytes. @throws NumericError shape_mismatch beyond 4 GiB */
  allocate(bytes: number): number;
  /** Views of what lies at an address. */
  bytes(address: number, length: number): Uint8Array<SharedArrayBuffer>;
  integers(address: number, length: number): Int32Array<SharedArrayBuffer>;
  floats(address: number, length: number): Float64Array<SharedArrayBuffer>;
  /** Makes one call on this thread. */
  call(kernel: Kernel, ...values: readonly number[]): void;
  /** Makes calls of one kernel: inside `withThreads` whoever is free takes the next, else one by one. */
  callAll(kernel: Kernel, calls: readonly (readonly number[])[]): void;
  /** Does work with the threads of the pool at hand; they let go of the memory at its end. */
  withThreads<Result>(work: () => Result): Result;
}

let compiled: WebAssembly.Module | undefined;

function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(TREE_KERNELS_BASE64), (letter) => letter.charCodeAt(0)));
  return compiled;
}

/** A new memory, empty, on the threads of `pool`. */
export function createTreeMemory(pool: ThreadPool): TreeMemory {
  const module = kernelModule();
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const kernels = new Map(KERNELS.map((name) => [name, kernelOf(instance, name)]));
  let crew: KernelCrew | null = null;
  let pages = 1;
  let end = ALIGNMENT;
  const call = (kernel: Kernel, ...values: readonly number[]): void => {
    kernels.get(kernel)?.(...values);
  };
  return {
    threads: pool.threads,
    allocate(bytes) {
      const address = end;
      end = Math.ceil((end + bytes + ALIGNMENT) / ALIGNMENT) * ALIGNMENT;
      const needed = Math.ceil(end / PAGE_BYTES);
      if (needed > MAX_PAGES) {
        const expected = MAX_PAGES * PAGE_BYTES;
        throw new NumericError('shape_mismatch', { what: 'bytes of training data', expected, actual: end });
      }
      if (needed > pages) memory.grow(needed - pages);
      pages = Math.max(pages, needed);
      return address;
    },
    bytes: (address, length) => new Uint8Array(memory.buffer, address, length),
    integers: (address, length) => new Int32Array(memory.buffer, address, length),
    floats: (address, length) => new Float64Array(memory.buffer, address, length),
    call,
    callAll(kernel, calls) {
      if (crew === null || calls.length === 1) for (const values of calls) call(kernel, ...values);
      else crew.run(kernel, calls);
    },
    withThreads(work) {
      if (pool.threads === 1) return work();
      crew = pool.openKernels(module, memory);
      try {
        return work();
      } finally {
        crew.close();
        crew = null;
      }
    },
  };
}

const PARTS_A_THREAD = 4;

/** Into how many calls work on rows is divided: more than there are threads, so that one that is late delays nobody. */
export function partsFor({ threads }: Pick<TreeMemory, 'threads'>): number {
  return threads === 1 ? 1 : PARTS_A_THREAD * threads;
}

/**
 * Divides 0 … count − 1 into up to `parts` ranges of whole blocks, so that sums by block do not depend on the number of
 * threads.
 *
 * @returns [from, to) of each part, none empty
 */
export function blockRanges(count: number, parts: number, blockRows: number): [number, number][] {
  const blocks = Math.ceil(count / blockRows);
  const used = Math.min(parts, blocks);
  return Array.from({ length: used }, (_, part) => [
    Math.floor((blocks * part) / used) * blockRows,
    Math.min(count, Math.floor((blocks * (part + 1)) / used) * blockRows),
  ]);
}
