import type { Encoding } from './encodings.ts';

/**
 * Guesses the encoding of text that is not UTF-8 from the bytes beyond ASCII. Those of a Latin text stand beside ASCII
 * letters; words of other scripts have none. Each encoding that can read them without a fault is held against what its
 * language writes most.
 */
export function guessEncoding(sample: Buffer): Encoding {
  const text = wholeLines(sample);
  if (looksLatin(text)) return 'windows-1252';
  let best: { encoding: Encoding; score: number } = { encoding: 'windows-1252', score: LEAST_SCORE };
  if (candidates.length === 0) candidates = listCandidates();
  for (const candidate of candidates) {
    const score = candidate.score(text);
    if (score > best.score) best = { encoding: candidate.encoding, score };
  }
  return best.encoding;
}

const LEAST_SCORE = 0.5;
/** Of the bytes beyond ASCII in a Latin text: letters at least, and letters and marks together at least. */
const LETTERS = 0.5;
const LETTERS_AND_MARKS = 0.8;

/** A character of several bytes is not cut in two at the end of a line. */
function wholeLines(sample: Buffer): Buffer {
  const end = sample.lastIndexOf(10);
  return end > sample.length / 2 ? sample.subarray(0, end) : sample.subarray(0, sample.length - (sample.length % 2));
}

function looksLatin(text: Buffer): boolean {
  let bytes = 0;
  let letters = 0;
  let marks = 0;
  for (let position = 0; position < text.length; position += 1) {
    const byte = text[position] ?? 0;
    if (byte < 0x80) continue;
    bytes += 1;
    if (byte >= 0xc0) letters += isLetter(text[position - 1]) || isLetter(text[position + 1]) ? 1 : 0;
    // The euro, dots, quotation marks, dashes, and the signs from the no-break space on.
    else if (byte === 0x80 || byte === 0x85 || within(byte, 0x91, 0x97) || byte >= 0xa0) marks += 1;
  }
  return letters >= bytes * LETTERS && letters + marks >= bytes * LETTERS_AND_MARKS;
}

const isLetter = (byte = 0): boolean => within(byte | 0x20, 0x61, 0x7a);

interface Candidate {
  encoding: Encoding;
  /** The part of the characters beyond ASCII that its language uses all the time; 0 where it cannot be read. */
  score(text: Buffer): number;
}

function byCharacters(encoding: Encoding, weigh: (code: number) => number): Candidate {
  return {
    encoding,
    score(text) {
      let decoded: string;
      try {
        decoded = new TextDecoder(encoding, { fatal: true }).decode(text);
      } catch {
        return 0;
      }
      let characters = 0;
      let weight = 0;
      for (const character of decoded) {
        const code = character.codePointAt(0) ?? 0;
        if (code < 0x80) continue;
        characters += 1;
        weight += weigh(code);
      }
      return characters === 0 ? 0 : weight / characters;
    },
  };
}

const within = (code: number, from: number, to: number): boolean => code >= from && code <= to;
const isKana = (code: number): boolean => within(code, 0x3041, 0x30ff);
const isHan = (code: number): boolean => within(code, 0x4e00, 0x9fff);
const isWide = (code: number): boolean => within(code, 0x3001, 0x3011) || within(code, 0xff01, 0xff5e);
function commonCharacters(encoding: Encoding, firstLead: number, lastLead: number, firstTrail: number): Set<number> {
  const decoder = new TextDecoder(encoding);
  const common = new Set<number>();
  for (let lead = firstLead; lead <= lastLead; lead += 1) {
    for (let trail = firstTrail; trail <= 0xfe; trail += 1) {
      if (trail >= 0x7f && trail <= 0xa0) continue;
      const code = decoder.decode(Uint8Array.of(lead, trail)).codePointAt(0) ?? 0;
      if (isHan(code)) common.add(code);
    }
  }
  return common;
}

/** Syllables of kana tell Japanese from everything else. */
const weighJapanese =
  (common: ReadonlySet<number>) =>
  (code: number): number =>
    isKana(code) ? 1.1 : common.has(code) || isWide(code) ? 0.9 : within(code, 0xff61, 0xff9f) ? 0.3 : 0;
const weighHan =
  (common: ReadonlySet<number>) =>
  (code: number): number =>
    common.has(code) || isWide(code) ? 1 : isHan(code) ? 0.2 : 0;
const isCyrillic = (code: number): number => (within(code, 0x430, 0x44f) ? 0.9 : within(code, 0x410, 0x42f) ? 0.4 : 0);
const isArabic = (code: number): number => (within(code, 0x621, 0x652) || within(code, 0x60c, 0x61f) ? 0.9 : 0);
const isGreek = (code: number): number => (within(code, 0x3ac, 0x3ce) ? 0.9 : within(code, 0x386, 0x3ab) ? 0.5 : 0);
const isHebrew = (code: number): number => (within(code, 0x5d0, 0x5ea) ? 0.9 : 0);
const isHangul = (code: number): number => (within(code, 0xac00, 0xd7a3) ? 1.05 : 0);

/** In the order in which they win where two are as likely. Made when a file first needs them. */
let candidates: readonly Candidate[] = [];

function listCandidates(): readonly Candidate[] {
  /** What GB2312 puts into its first part, the 3,755 characters that are used most. */
  const commonInChina = commonCharacters('gb18030', 0xb0, 0xd7, 0xa1);
  /** The 5,401 that Big5 puts first. */
  const commonInTaiwan = commonCharacters('big5', 0xa4, 0xc6, 0x40);
  /** The 2,965 that the Japanese standard puts first. */
  const commonInJapan = commonCharacters('euc-jp', 0xb0, 0xcf, 0xa1);
  return [
    byCharacters('shift_jis', weighJapanese(commonInJapan)),
    byCharacters('euc-jp', weighJapanese(commonInJapan)),
    byCharacters('gb18030', weighHan(commonInChina)),
    byCharacters('big5', weighHan(commonInTaiwan)),
    byCharacters('euc-kr', isHangul),
    byCharacters('windows-1256', isArabic),
    byCharacters('iso-8859-6', isArabic),
    byCharacters('windows-1251', isCyrillic),
    byCharacters('koi8-r', isCyrillic),
    byCharacters('windows-1253', isGreek),
    byCharacters('windows-1255', isHebrew),
  ];
}
