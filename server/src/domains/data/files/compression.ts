import { finished, pipeline, Readable, type Transform } from 'node:stream';
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';
import { dataErrors } from '../data.errors.ts';
import { type ByteCursor, createByteCursor } from './byte-cursor.ts';
import { unzip } from './zip.ts';

type Compression = 'none' | 'gzip' | 'zstd' | 'zip';

/** Text shrinks to a twentieth, rarely to a hundredth; what grows far more than that was made to do harm. */
const MOST_GROWTH = 300;
/** Below this size growth harms nobody. */
const HARMLESS_BYTES = 32 * 1024 * 1024;
const MAGIC_BYTES = 4;

interface Expanded {
  compression: Compression;
  bytes: AsyncGenerator<Buffer>;
}

/**
 * Undoes the compression of a file, found by its first bytes. What comes out is bounded.
 * The generator throws AppError file_grows_too_much, import_too_large, file_damaged, zip_…
 */
export async function expand(source: AsyncIterable<Uint8Array>, limitMb: number): Promise<Expanded> {
  const cursor = createByteCursor(source);
  const head = await cursor.take(MAGIC_BYTES);
  cursor.putBack(head);
  const compression = findCompression(head);
  if (compression === 'none') return { compression, bytes: readOn(cursor) };
  const counted = { bytes: 0 };
  const input = count(readOn(cursor), counted);
  const output = compression === 'zip' ? unzip(input) : inflate(input, compression);
  return { compression, bytes: bound(output, counted, limitMb) };
}

async function* readOn(cursor: ByteCursor): AsyncGenerator<Buffer> {
  try {
    for (let piece = await cursor.next(); piece !== null; piece = await cursor.next()) yield piece;
  } finally {
    await cursor.close();
  }
}

function findCompression(head: Buffer): Compression {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (begins(0x1f, 0x8b)) return 'gzip';
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  // Of a file, of an empty archive, of one in several parts.
  if (begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6) || begins(0x50, 0x4b, 7, 8)) return 'zip';
  return 'none';
}

async function* count(source: AsyncIterable<Buffer>, counted: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    counted.bytes += piece.length;
    yield piece;
  }
}

/** A window of at most 8 MB, so that no archive asks for more memory. */
const ZSTD_WINDOW_LOG = 23;

async function* inflate(source: AsyncIterable<Buffer>, compression: 'gzip' | 'zstd'): AsyncGenerator<Buffer> {
  const decoder: Transform =
    compression === 'gzip'
      ? createGunzip({ chunkSize: 128 * 1024 })
      : createZstdDecompress({
          chunkSize: 128 * 1024,
          params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
        });
  let inputFault: unknown = null;
  const input = Readable.from(
    (async function* watched() {
      try {
        yield* source;
      } catch (error) {
        inputFault = error;
        throw error;
      }
    })(),
  );
  pipeline(input, decoder, () => {});
  // What goes wrong is met by the loop below.
  finished(decoder, () => {});
  try {
    for await (const piece of decoder) if (Buffer.isBuffer(piece)) yield piece;
  } catch (cause) {
    throw inputFault ?? dataErrors.file_damaged({ compression }, { cause });
  }
}

async function* bound(
  source: AsyncIterable<Buffer>,
  counted: { readonly bytes: number },
  limitMb: number,
): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const piece of source) {
    total += piece.length;
    if (total > limitMb * 1024 * 1024) throw dataErrors.import_too_large({ limit_mb: limitMb });
    if (total > HARMLESS_BYTES && total > counted.bytes * MOST_GROWTH) {
      throw dataErrors.file_grows_too_much({ times: MOST_GROWTH });
    }
    yield piece;
  }
}
