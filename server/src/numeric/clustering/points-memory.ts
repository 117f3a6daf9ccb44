import type { Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import { kernelOf } from '../parallel.ts';
import { K_MEANS_KERNELS_BASE64 } from './kernels/k-means-kernels.generated.ts';

const PAGE_BYTES = 65_536;
const MAX_PAGES = 65_536;
type Kernel = 'nearer' | 'ownDistances' | 'assign';

/** Points where the kernels of k-means work, with room for what they need besides. */
export interface PointsMemory {
  readonly rows: number;
  readonly columns: number;
  /** Address of the first point, and bytes from one to the next. */
  readonly points: number;
  readonly strideBytes: number;
  /** Address of zeros, at a multiple of 16. @throws NumericError shape_mismatch beyond 4 GiB */
  allocate(bytes: number): number;
  /** Views of what lies at an address. */
  integers(address: number, length: number): Int32Array<SharedArrayBuffer>;
  floats(address: number, length: number): Float64Array<SharedArrayBuffer>;
  /** Calls a kernel; what each takes stands in kernels/k-means.as. */
  call(kernel: Kernel, ...values: readonly number[]): number;
  /** The matrix as rows at `address`, padded. */
  write(matrix: Matrix, address: number): void;
  /** `rows` rows from `address` on. */
  read(address: number, rows: number): Matrix;
}

let compiled: WebAssembly.Module | undefined;

function kernelsIn(memory: WebAssembly.Memory): PointsMemory['call'] {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(K_MEANS_KERNELS_BASE64), (letter) => letter.charCodeAt(0)));
  const instance = new WebAssembly.Instance(compiled, { env: { memory } });
  return (kernel, ...values) => kernelOf(instance, kernel)(...values);
}

/** Copies points into a memory of their own. @throws NumericError shape_mismatch beyond 4 GiB */
export function createPointsMemory(x: Matrix): PointsMemory {
  const { rows, columns } = x;
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
  const stride = columns + (columns % 2);
  let pages = 1;
  let end = 16;
  const allocate = (bytes: number): number => {
    const address = end;
    end = Math.ceil((end + bytes) / 16) * 16;
    const needed = Math.ceil(end / PAGE_BYTES);
    if (needed > MAX_PAGES) {
      throw new NumericError('shape_mismatch', {
        what: 'bytes of points',
        expected: MAX_PAGES * PAGE_BYTES,
        actual: end,
      });
    }
    if (needed > pages) memory.grow(needed - pages);
    pages = Math.max(pages, needed);
    return address;
  };
  const floats = (address: number, length: number): Float64Array<SharedArrayBuffer> =>
    new Float64Array(memory.buffer, address, length);
  const write = (matrix: Matrix, address: number): void => {
    const to = floats(address, matrix.rows * stride);
    if (stride === columns) {
      to.set(matrix.data);
      return;
    }
    for (let row = 0; row < matrix.rows; row += 1) {
      to.set(matrix.data.subarray(row * columns, (row + 1) * columns), row * stride);
    }
  };
  const points = allocate(rows * stride * 8);
  write(x, points);
  return {
    rows,
    columns,
    points,
    strideBytes: stride * 8,
    allocate,
    integers: (address, length) => new Int32Array(memory.buffer, address, length),
    floats,
    call: kernelsIn(memory),
    write,
    read(address, count) {
      const data = new Float64Array(count * columns);
      for (let row = 0; row < count; row += 1) {
        data.set(floats(address + row * stride * 8, columns), row * columns);
      }
      return { rows: count, columns, data };
    },
  };
}
