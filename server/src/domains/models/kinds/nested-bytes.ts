/** Bytes in whole words, as a container keeps them beside numbers; the last one is filled up with noughts. */
export function toWords(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(bytes.byteLength / Int32Array.BYTES_PER_ELEMENT));
  new Uint8Array(words.buffer).set(bytes);
  return words;
}

export function fromWords(words: Int32Array, sizeBytes: number): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, sizeBytes);
}
