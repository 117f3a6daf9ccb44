import { Readable } from 'node:stream';
import { httpErrors } from './http.errors.ts';

/** A body that a route takes as a stream, piece by piece. @throws AppError malformed_request where it is cut off */
export async function* readUpload(body: unknown): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Readable)) return;
  try {
    // The connection must outlive a refusal, or the answer would not arrive.
    for await (const piece of body.iterator({ destroyOnReturn: false })) if (Buffer.isBuffer(piece)) yield piece;
  } catch (cause) {
    throw httpErrors.malformed_request({}, { cause });
  } finally {
    body.resume();
  }
}

const LONGEST_NAME = 255;

/** The name of a file as its sender tells it, percent-encoded or not; null where nothing is left of it. */
export function readFileName(header: string | undefined): string | null {
  if (header === undefined) return null;
  let name = header;
  try {
    name = decodeURIComponent(header);
  } catch {
    // Not percent-encoded after all.
  }
  const plain = name.replace(/[\p{Cc}\p{Cs}]/gu, '');
  return plain.slice(0, LONGEST_NAME).toWellFormed() || null;
}
