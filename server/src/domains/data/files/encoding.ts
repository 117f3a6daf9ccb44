import { isAscii, isUtf8 } from 'node:buffer';
import { dataErrors } from '../data.errors.ts';
import { guessEncoding } from './encoding-guess.ts';
import type { Encoding, TextFound } from './encodings.ts';

/** The encoding is guessed from so many bytes, counted from the first that is not ASCII. */
const SAMPLE_BYTES = 128 * 1024;
const PIECE_BYTES = 128 * 1024;

/**
 * The text of a file in UTF-8. UTF-16 is known by its first bytes; anything else is passed on as it is until a byte
 * comes that is not ASCII, and the encoding is guessed there.
 * The generator throws AppError file_encoding_wrong. Faults of UTF-8 itself are left for the reader, who knows the line.
 */
export async function* toUtf8(
  source: AsyncIterable<Buffer>,
  asked: Encoding | null,
  found: TextFound,
): AsyncGenerator<Buffer> {
  const pieces = split(source);
  if (asked !== null) {
    found.encoding = asked;
    yield* asked === 'utf-8' ? pieces : transcode(pieces, asked);
    return;
  }
  let isFirst = true;
  for await (const piece of pieces) {
    const wide = isFirst ? findUtf16(piece) : null;
    isFirst = false;
    if (wide === null && isAscii(piece)) {
      yield piece;
      continue;
    }
    const { sample, rest } = await gather(piece, pieces);
    found.encoding = wide ?? (looksLikeUtf8(sample) ? 'utf-8' : guessEncoding(sample));
    yield* found.encoding === 'utf-8' ? rest : transcode(rest, found.encoding);
    return;
  }
}

async function* split(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let short: Buffer | null = null;
  for await (const chunk of source) {
    // The first bytes must be seen together.
    const piece: Buffer = short === null ? chunk : Buffer.concat([short, chunk]);
    short = null;
    if (piece.length < 4) {
      short = piece;
      continue;
    }
    for (let from = 0; from < piece.length; from += PIECE_BYTES) yield piece.subarray(from, from + PIECE_BYTES);
  }
  if (short !== null) yield short;
}

/** By its mark, or by the zeros of Latin letters. */
function findUtf16(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 1024);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd * 3 > sample.length && even * 20 < odd) return 'utf-16le';
  return even * 3 > sample.length && odd * 20 < even ? 'utf-16be' : null;
}

async function gather(
  first: Buffer,
  pieces: AsyncGenerator<Buffer>,
): Promise<{ sample: Buffer; rest: AsyncGenerator<Buffer> }> {
  const taken = [first];
  let length = first.length;
  while (length < SAMPLE_BYTES) {
    const { done, value } = await pieces.next();
    if (done) break;
    taken.push(value);
    length += value.length;
  }
  return {
    sample: Buffer.concat(taken),
    rest: (async function* all() {
      yield* taken;
      yield* pieces;
    })(),
  };
}

/** Damaged UTF-8 is still UTF-8: where most of what is not ASCII is sound, the reader says on which line it is not. */
function looksLikeUtf8(sample: Buffer): boolean {
  // The last character may be cut in two.
  for (let cut = 0; cut < 4; cut += 1) if (isUtf8(sample.subarray(0, sample.length - cut))) return true;
  let sound = 0;
  let broken = 0;
  for (let position = 0; position < sample.length;) {
    const length = lengthOfCharacter(sample[position] ?? 0);
    if (length === 1) {
      position += 1;
    } else if (length > 1 && isUtf8(sample.subarray(position, position + length))) {
      sound += 1;
      position += length;
    } else {
      broken += 1;
      position += 1;
    }
  }
  return sound > broken * 4;
}

function lengthOfCharacter(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
}

async function* transcode(source: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 1;
  const decode = (piece?: Buffer): Buffer => {
    try {
      const text = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
      return Buffer.from(text);
    } catch (cause) {
      throw dataErrors.file_encoding_wrong({ encoding, line: lines }, { cause });
    }
  };
  for await (const piece of source) {
    const text = decode(piece);
    if (text.length > 0) yield text;
    for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1)) lines += 1;
  }
  const rest = decode();
  if (rest.length > 0) yield rest;
}
