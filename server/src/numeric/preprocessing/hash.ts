const OFFSET = 0x811c_9dc5;
const PRIME = 0x0100_0193;

/** The state before the first unit of a text. */
export function beginHash(seed: number): number {
  return OFFSET ^ seed;
}

/** The state after one more UTF-16 unit. */
export function addToHash(state: number, unit: number): number {
  return Math.imul(state ^ unit, PRIME);
}

/** 32 bits, signed, each of which depends on every unit. */
export function endHash(state: number): number {
  let hash = Math.imul(state ^ (state >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}

/**
 * FNV-1a over UTF-16 units (Fowler, Noll & Vo 1991), finished by MurmurHash3's mixer (Appleby 2011) so that every bit
 * of the result depends on every unit.
 *
 * @param seed 32 bits
 * @returns 32 bits, signed
 */
export function hashText(text: string, seed: number): number {
  let state = beginHash(seed);
  for (let i = 0; i < text.length; i += 1) state = addToHash(state, text.charCodeAt(i));
  return endHash(state);
}
