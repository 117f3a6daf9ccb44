import { intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';

/** A stream of pseudo-random numbers. The same seed and the same keys give the same stream on every machine. */
export interface Rng {
  /** Uniform whole number in 0 … 2³² − 1. */
  uint32(): number;
  /** Uniform in [0, 1), 53 random bits. */
  uniform(): number;
  /** Uniform whole number in 0 … bound − 1, without bias; `bound` within 1 … 2³². */
  integer(bound: number): number;
  /** Standard normal, mean 0, variance 1. */
  normal(): number;
  /** Shuffles in place (Fisher & Yates; Durstenfeld 1964, algorithm 235). */
  shuffle(items: Int32Array): void;
  /**
   * A stream of its own for `key`. It depends on this stream's seed and the key only, not on what was drawn before, so
   * work may be done in any order and on any thread.
   */
  split(key: string): Rng;
}

const WORD = 0xffff_ffff_ffff_ffffn;
const GOLDEN = 0x9e37_79b9_7f4a_7c15n;

/** SplitMix64's output function (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", fig. 17). */
function mix64(word: bigint): bigint {
  let z = word & WORD;
  z = ((z ^ (z >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & WORD;
  z = ((z ^ (z >> 27n)) * 0x94d0_49bb_1331_11ebn) & WORD;
  return z ^ (z >> 31n);
}

/** FNV-1a, 64 bits, over UTF-16 units, begun at the parent's identity (Fowler, Noll & Vo 1991). */
function childIdentity(parent: bigint, key: string): bigint {
  let hash = mix64(parent ^ 0xcbf2_9ce4_8422_2325n);
  for (let i = 0; i < key.length; i += 1) {
    hash = ((hash ^ BigInt(key.charCodeAt(i))) * 0x0000_0100_0000_01b3n) & WORD;
  }
  return mix64(hash + GOLDEN);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/**
 * xoshiro128** 1.1 over the given four words (Blackman & Vigna 2018, "Scrambled linear pseudorandom number generators",
 * section 5): period 2¹²⁸ − 1, 32 bits a step.
 *
 * @param words the state, not all zero; copied
 */
export function xoshiro128(words: Uint32Array): () => number {
  const s = Int32Array.from(words);
  return () => {
    const s1 = intAt(s, 1);
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const s2 = intAt(s, 2) ^ intAt(s, 0);
    const s3 = intAt(s, 3) ^ s1;
    s[1] = s1 ^ s2;
    s[0] = intAt(s, 0) ^ s3;
    s[2] = s2 ^ (s1 << 9);
    s[3] = rotateLeft(s3, 11);
    return result;
  };
}

function rngOf(identity: bigint): Rng {
  const low = mix64(identity + GOLDEN);
  const high = mix64(identity + 2n * GOLDEN);
  const uint32 = xoshiro128(
    Uint32Array.of(
      Number(low & 0xffff_ffffn),
      Number(low >> 32n),
      Number(high & 0xffff_ffffn),
      Number(high >> 32n) | 1, // never all zero
    ),
  );
  const uniform = (): number => (uint32() >>> 5) * 2 ** -27 + (uint32() >>> 6) * 2 ** -53;
  const integer = (bound: number): number => {
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      const word = uint32();
      if (word < limit) return word % bound;
    }
  };
  let spare = Number.NaN;
  return {
    uint32,
    uniform,
    integer,
    // Polar method: Marsaglia & Bray 1964, "A convenient method for generating normal variables".
    normal() {
      if (!Number.isNaN(spare)) {
        const kept = spare;
        spare = Number.NaN;
        return kept;
      }
      for (;;) {
        const u = 2 * uniform() - 1;
        const v = 2 * uniform() - 1;
        const square = u * u + v * v;
        if (square > 0 && square < 1) {
          const factor = Math.sqrt((-2 * Math.log(square)) / square);
          spare = v * factor;
          return u * factor;
        }
      }
    },
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i -= 1) {
        const j = integer(i + 1);
        const kept = intAt(items, i);
        items[i] = intAt(items, j);
        items[j] = kept;
      }
    },
    split: (key) => rngOf(childIdentity(identity, key)),
  };
}

/**
 * The root stream of a seed.
 *
 * @param seed whole number in 0 … 2⁵³ − 1
 * @throws NumericError invalid_hyperparameter (name `seed`)
 */
export function createRng(seed: number): Rng {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    const max = Number.MAX_SAFE_INTEGER;
    throw new NumericError('invalid_hyperparameter', { name: 'seed', value: String(seed), min: 0, max });
  }
  return rngOf(BigInt(seed));
}
