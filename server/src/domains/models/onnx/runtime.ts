import { createRequire } from 'node:module';
import { modelErrors } from '../models.errors.ts';
import type { MappedInput } from './mapping.ts';

/** What of the optional package is used. */
interface Tensor {
  readonly data: ArrayLike<unknown>;
  readonly dims: readonly number[];
}
interface Session {
  run(feeds: Record<string, Tensor>, wanted: readonly string[]): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
}
interface Runtime {
  env: { wasm: { numThreads: number; proxy: boolean }; logLevel: string };
  Tensor: new (type: string, data: TensorData, dims: readonly number[]) => Tensor;
  InferenceSession: { create(file: Uint8Array, options: object): Promise<Session> };
}

type TensorData = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array | string[];

/** A graph that is ready to be asked. */
export interface OpenGraph {
  /**
   * @param feeds by input, all of `rows` rows
   * @returns the output's numbers, row by row, and how many there are in a row
   * @throws AppError onnx_failed
   */
  run(feeds: ReadonlyMap<string, Feed>, rows: number, output: string): Promise<{ values: Float64Array; width: number }>;
  release(): Promise<void>;
}

/** What goes into one input. */
export interface Feed {
  type: MappedInput['type'];
  data: TensorData;
  dims: readonly number[];
}

const PACKAGE = 'onnxruntime-web';
/** The runtime runs within WebAssembly; so much memory may a graph, its weights and its work take together. */
const MOST_MEMORY_MB = 1024;
const PAGES_A_MB = 16;
const LONGEST_REASON = 300;
const ELEMENT_TYPES: Readonly<Record<MappedInput['type'], string>> = {
  float: 'float32',
  double: 'float64',
  int32: 'int32',
  int64: 'int64',
  bool: 'bool',
  string: 'string',
};

const require = createRequire(import.meta.url);

/** Whether the administrator has added the package that runs ONNX files. Nothing of it is loaded. */
export function isRuntimeThere(): boolean {
  try {
    require.resolve(PACKAGE);
    return true;
  } catch {
    return false;
  }
}

/** @throws AppError onnx_runtime_missing */
export function requireRuntime(): void {
  if (!isRuntimeThere()) throw modelErrors.onnx_runtime_missing({ package: PACKAGE });
}

let loaded: Runtime | undefined;

/** For threads only: it limits the memory of all WebAssembly that is loaded after it. */
function loadRuntime(): Runtime {
  if (loaded) return loaded;
  requireRuntime();
  limitMemory();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package is not there when types are checked
  const runtime = require(PACKAGE) as Runtime;
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.proxy = false;
  runtime.env.logLevel = 'error';
  loaded = runtime;
  return runtime;
}

function limitMemory(): void {
  const { Memory } = WebAssembly;
  const most = MOST_MEMORY_MB * PAGES_A_MB;
  WebAssembly.Memory = class extends Memory {
    constructor(wanted: ConstructorParameters<typeof Memory>[0]) {
      super({ ...wanted, maximum: Math.min(wanted.maximum ?? most, most) });
    }
  };
}

/**
 * Makes a file ready to be asked. Call it in threads only: it takes the thread's time, and a graph may never end.
 *
 * @throws AppError onnx_runtime_missing, onnx_failed
 */
export async function openGraph(file: Uint8Array): Promise<OpenGraph> {
  const runtime = loadRuntime();
  const session = await runtime.InferenceSession.create(file, { executionProviders: ['wasm'] }).catch(refuse);
  return {
    async run(feeds, rows, output) {
      const tensors = [...feeds].map(([name, { type, data, dims }]) => {
        return [name, new runtime.Tensor(ELEMENT_TYPES[type], data, dims)] as const;
      });
      const answers = await session.run(Object.fromEntries(tensors), [output]).catch(refuse);
      const values = Float64Array.from(answers[output]?.data ?? [], Number);
      const width = values.length / rows;
      if (!Number.isInteger(width) || width === 0) {
        throw modelErrors.onnx_answers_unfit({ output, values: values.length, rows });
      }
      return { values, width };
    },
    release: () => session.release(),
  };
}

function refuse(error: unknown): never {
  const reason = (error instanceof Error ? error.message : String(error))
    // Where the runtime's own source lies helps nobody.
    .replace(/\S*onnxruntime\S*\/\S+:\d+ /gu, '')
    .replaceAll(/\s+/gu, ' ')
    .slice(0, LONGEST_REASON)
    .toWellFormed();
  throw modelErrors.onnx_failed({ reason }, { cause: error });
}
