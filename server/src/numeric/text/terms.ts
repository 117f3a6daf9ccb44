import { addToHash, beginHash, endHash, hashText } from '../preprocessing/hash.ts';
import { MAX_CHARACTERS, tokensOf } from '../preprocessing/prose-encoder.ts';

/** The words of a text in their order, and each with the word after it, as hashes. */
export interface Terms {
  readonly words: Int32Array;
  /** One fewer than words. The hash of a pair is that of both words with a space between them. */
  readonly pairs: Int32Array;
}

const SEED = 0;
const SPACE = 0x20;
const NOT_ASCII = /[^\0-\u007f]/;

/** The hash that {@link termsOf} gives a word, or two words with a space between them. */
export function hashTerm(term: string): number {
  return hashText(term, SEED);
}

/** The unit in lower case where it is an ASCII letter or digit, else 0. */
function wordUnit(unit: number): number {
  if (unit >= 0x61 && unit <= 0x7a) return unit;
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20;
  return unit >= 0x30 && unit <= 0x39 ? unit : 0;
}

/** As `tokensOf` finds them, without making texts of them. */
function asciiTerms(text: string): Terms {
  const words: number[] = [];
  const pairs: number[] = [];
  const start = beginHash(SEED);
  let word = start;
  let pair = start;
  let isInside = false;
  for (let i = 0; i <= text.length; i += 1) {
    const unit = i < text.length ? wordUnit(text.charCodeAt(i)) : 0;
    if (unit > 0) {
      word = addToHash(word, unit);
      pair = addToHash(pair, unit);
      isInside = true;
    } else if (isInside) {
      if (words.length > 0) pairs.push(endHash(pair));
      words.push(endHash(word));
      pair = addToHash(word, SPACE);
      word = start;
      isInside = false;
    }
  }
  return { words: Int32Array.from(words), pairs: Int32Array.from(pairs) };
}

/** The terms of a text's first 20,000 characters; words are those of `tokensOf`, in lower case and NFKC. */
export function termsOf(text: string): Terms {
  const head = text.slice(0, MAX_CHARACTERS);
  if (!NOT_ASCII.test(head)) return asciiTerms(head);
  const words = tokensOf(head);
  return {
    words: Int32Array.from(words, hashTerm),
    pairs: Int32Array.from(words.slice(1), (word, i) => hashTerm(`${words[i]} ${word}`)),
  };
}
