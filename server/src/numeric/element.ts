// Kernels read elements that their loops keep in range. The compiler cannot know that, and a fallback value at each
// reading would be a branch that never runs; so the one unchecked step stands here. V8 inlines these functions, and the
// first three meet one array type each, so its machine code stays a plain load.

/** Element of a float array; `index` must be in range, else the result is NaN in any sum. */
export function at(values: Float64Array, index: number): number {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return values[index] as number;
}

/** Element of an integer array; `index` must be in range. */
export function intAt(values: Int32Array, index: number): number {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return values[index] as number;
}

/** Element of a byte array; `index` must be in range. */
export function byteAt(values: Uint8Array, index: number): number {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return values[index] as number;
}

/** Item of a list; `index` must be in range. */
export function itemAt<T>(items: readonly T[], index: number): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return items[index] as T;
}
