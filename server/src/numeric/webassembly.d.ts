// The part of the WebAssembly interface that is used here; neither the ES library nor Node's types declare it.
declare namespace WebAssembly {
  function compile(bytes: Uint8Array): Promise<Module>;

  class Module {
    constructor(bytes: Uint8Array);
    /** Never set: makes the type unlike any other object. */
    private readonly compiled: true;
  }

  class Instance {
    constructor(module: Module, imports: { readonly env: { readonly memory: Memory } });
    readonly exports: Readonly<Record<string, unknown>>;
  }

  class Memory {
    constructor(limits: { readonly initial: number; readonly maximum: number; readonly shared: true });
    readonly buffer: SharedArrayBuffer;
    /** Adds pages of 64 KiB; what was in the memory stays where it was. */
    grow(pages: number): number;
  }
}
