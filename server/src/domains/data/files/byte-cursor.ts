/** Reads a stream in measured parts. */
export interface ByteCursor {
  /** Exactly so many bytes, or fewer where the stream ends. */
  take(count: number): Promise<Buffer>;
  /** The next bytes as they come; null at the end. */
  next(): Promise<Buffer | null>;
  /** Puts bytes back in front. */
  putBack(bytes: Buffer): void;
  /** Lets go of the stream, read to its end or not. */
  close(): Promise<void>;
}

export function createByteCursor(source: AsyncIterable<Uint8Array>): ByteCursor {
  const iterator = source[Symbol.asyncIterator]();
  let front: Buffer = Buffer.alloc(0);

  async function next(): Promise<Buffer | null> {
    if (front.length > 0) {
      const bytes = front;
      front = Buffer.alloc(0);
      return bytes;
    }
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return null;
      if (value.length > 0) return asBuffer(value);
    }
  }

  return {
    next,
    async close() {
      await iterator.return?.();
    },
    putBack(bytes) {
      front = front.length === 0 ? bytes : Buffer.concat([bytes, front]);
    },
    async take(count) {
      const parts: Buffer[] = [];
      let length = 0;
      while (length < count) {
        const bytes = await next();
        if (bytes === null) break;
        const part = bytes.subarray(0, count - length);
        if (part.length < bytes.length) front = bytes.subarray(part.length);
        parts.push(part);
        length += part.length;
      }
      return parts.length === 1 ? (parts[0] ?? front) : Buffer.concat(parts);
    },
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
