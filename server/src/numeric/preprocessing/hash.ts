/**
 * FNV-1a over UTF-16 units (Fowler, Noll & Vo 1991), finished by MurmurHash3's mixer (Appleby 2011) so that every bit
 * of the result depends on every unit.
 *
 * @param seed 32 bits
 * @returns 32 bits, signed
 */
export function hashText(text: string, seed: number): number {
  let hash = 0x811c_9dc5 ^ seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}
