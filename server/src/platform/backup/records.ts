import { createHash, type Hash } from 'node:crypto';
import { backupErrors } from './backup.errors.ts';

/** What a section holds. Its content is rows in PostgreSQL's text COPY format, or lines of JSON. */
export type Section =
  | { kind: 'table'; schema: string; table: string; columns: readonly string[]; organizationId: number | null }
  /** The schema of an organization; its tables follow. */
  | { kind: 'schema'; organizationId: number; tables: readonly TableDefinition[] }
  | { kind: 'sequences' }
  | { kind: 'queue' };

/** A table of an organization, as DDL can say it again. */
export interface TableDefinition {
  name: string;
  columns: readonly { name: string; type: string; notNull: boolean; default: string | null; identity: string | null }[];
  constraints: readonly { name: string; definition: string }[];
  /** Whole statements. */
  indexes: readonly string[];
}

/** What stood in a section, and must stand there again. */
export interface SectionEnd {
  rows: number;
  bytes: number;
  /** In hex. */
  sha256: string;
}

const START = 1;
const DATA = 2;
const END = 3;
const LAST = 4;
const HEAD_BYTES = 5;

function record(kind: number, content: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(kind, 0);
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** Sums up a section while it passes. */
export function createSum(): { add(chunk: Buffer): void; end(rows: number): SectionEnd } {
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      bytes += chunk.length;
    },
    end: (rows) => ({ rows, bytes, sha256: hash.digest('hex') }),
  };
}

/** One section as records. @param rowsOf asked at the end, when all content has passed */
export async function* writeSection(
  section: Section,
  content: AsyncIterable<Buffer>,
  rowsOf: () => number,
): AsyncGenerator<Buffer, SectionEnd> {
  yield record(START, json(section));
  const sum = createSum();
  for await (const chunk of content) {
    sum.add(chunk);
    yield record(DATA, chunk);
  }
  const end = sum.end(rowsOf());
  yield record(END, json(end));
  return end;
}

/** Without it, the stream was cut off. */
export function writeEnd(sections: number): Buffer {
  return record(LAST, json({ sections }));
}

/** A section on its way in. `content` must be read to its end before the next section is asked for. */
export interface IncomingSection {
  section: Section;
  content: AsyncGenerator<Buffer>;
  /** Known when the content is at its end. */
  end(): SectionEnd;
}

/** @throws AppError backup_damaged where the records do not follow each other as they must, or a sum does not hold */
export async function* readSections(chunks: AsyncIterable<Buffer>): AsyncGenerator<IncomingSection> {
  const records = readRecords(chunks);
  let sections = 0;
  for (;;) {
    const { value: first, done } = await records.next();
    if (done) throw damaged();
    if (first.kind === LAST) {
      const { sections: wanted }: { sections: number } = JSON.parse(first.content.toString());
      if (wanted !== sections || !(await records.next()).done) throw damaged();
      return;
    }
    if (first.kind !== START) throw damaged();
    const section: Section = JSON.parse(first.content.toString());
    let end: SectionEnd | undefined;
    async function* readContent(): AsyncGenerator<Buffer> {
      const sum = createSum();
      for (;;) {
        const next = await records.next();
        if (next.done) throw damaged();
        if (next.value.kind === END) {
          const said: SectionEnd = JSON.parse(next.value.content.toString());
          if (sum.end(said.rows).sha256 !== said.sha256) throw damaged();
          end = said;
          return;
        }
        if (next.value.kind !== DATA) throw damaged();
        sum.add(next.value.content);
        yield next.value.content;
      }
    }
    const content = readContent();
    yield {
      section,
      content,
      end() {
        if (!end) throw new Error('The section is not at its end');
        return end;
      },
    };
    for await (const _ of content);
    sections++;
  }
}

const damaged = () => backupErrors.backup_damaged({ frame: -1 });

interface Recorded {
  kind: number;
  content: Buffer;
}

async function* readRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<Recorded, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < HEAD_BYTES) break;
      const length = rest.readUInt32BE(1);
      if (rest.length < HEAD_BYTES + length) break;
      yield { kind: rest.readUInt8(0), content: rest.subarray(HEAD_BYTES, HEAD_BYTES + length) };
      rest = rest.subarray(HEAD_BYTES + length);
    }
  }
  if (rest.length > 0) throw damaged();
}
