/** Distinct texts, numbered from 0 in the order in which they come. */
export interface Dictionary {
  /** The number of the text in `bytes[start … end − 1]`, which is UTF-8. */
  codeOf(bytes: Buffer, start: number, end: number): number;
  toTexts(): string[];
}

const FIRST_SLOTS = 1024;
const FIRST_BYTES = 16 * 1024;
/** FNV-1a, 32 bits (Fowler, Noll, Vo 1991). */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Compares bytes, so that a text which came before costs no string. */
export function createDictionary(): Dictionary {
  // Open addressing: a slot holds a code plus one, 0 where it is free.
  let slots = new Int32Array(FIRST_SLOTS);
  const hashes: number[] = [];
  // Text `code` is arena[ends[code] … ends[code + 1] − 1].
  let arena = Buffer.alloc(FIRST_BYTES);
  const ends = [0];

  function place(hash: number, code: number): void {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = code + 1;
  }

  function add(hash: number, bytes: Buffer, start: number, end: number): number {
    const code = hashes.length;
    const from = ends[code] ?? 0;
    const to = from + end - start;
    if (to > arena.length) {
      const larger = Buffer.alloc(Math.max(to, 2 * arena.length));
      arena.copy(larger, 0, 0, from);
      arena = larger;
    }
    bytes.copy(arena, from, start, end);
    ends.push(to);
    hashes.push(hash);
    if (2 * hashes.length > slots.length) {
      slots = new Int32Array(2 * slots.length);
      for (const [known, knownHash] of hashes.entries()) place(knownHash, known);
    } else {
      place(hash, code);
    }
    return code;
  }

  function isAt(code: number, bytes: Buffer, start: number, end: number): boolean {
    const from = ends[code] ?? 0;
    if ((ends[code + 1] ?? 0) - from !== end - start) return false;
    for (let offset = 0; offset < end - start; offset += 1) {
      if (arena[from + offset] !== bytes[start + offset]) return false;
    }
    return true;
  }

  return {
    codeOf(bytes, start, end) {
      const hash = hashOf(bytes, start, end);
      let slot = hash & (slots.length - 1);
      for (;;) {
        const code = (slots[slot] ?? 0) - 1;
        if (code < 0) return add(hash, bytes, start, end);
        if (hashes[code] === hash && isAt(code, bytes, start, end)) return code;
        slot = (slot + 1) & (slots.length - 1);
      }
    },
    toTexts: () => hashes.map((_, code) => arena.toString('utf8', ends[code], ends[code + 1])),
  };
}

function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = FNV_BASIS;
  for (let position = start; position < end; position += 1) hash = Math.imul(hash ^ (bytes[position] ?? 0), FNV_PRIME);
  // FNV's low bits are its weakest where texts are short.
  return (hash ^ (hash >>> 15)) >>> 1;
}
