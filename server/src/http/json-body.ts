import { type HttpFault, httpErrors } from './http.errors.ts';

/** Deeper documents are refused before any schema sees them. */
const MAX_DEPTH = 32;

/**
 * Reads a JSON body. PostgreSQL cannot store NUL in text, and a document nested without end costs whoever walks it, so
 * both are refused here, with the place where they stand.
 * @throws AppError malformed_json, json_too_deep, nul_byte
 */
export function parseJsonBody(text: string): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw httpErrors.malformed_json({ reason: cause instanceof Error ? cause.message.slice(0, 200) : '' }, { cause });
  }
  if (needsInspection(text)) inspect(body);
  return body;
}

/** Most documents are seen through at a glance: few brackets, and no escape that could stand for what is refused. */
function needsInspection(text: string): boolean {
  if (/\\u(?:0000|d[89a-f])/i.test(text) || !text.isWellFormed()) return true;
  let opened = 0;
  for (let at = 0; at < text.length && opened <= MAX_DEPTH; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BRACE || code === BRACKET) opened += 1;
  }
  return opened > MAX_DEPTH;
}

const BRACE = 0x7b;
const BRACKET = 0x5b;

interface Place {
  value: unknown;
  pointer: string;
  depth: number;
}

/** Walks without recursion: the depth is the caller's to choose. */
function inspect(root: unknown): void {
  const places: Place[] = [{ value: root, pointer: '', depth: 0 }];
  for (let place = places.pop(); place; place = places.pop()) {
    const { value, pointer, depth } = place;
    if (typeof value === 'string') refuseUnstorable(value, pointer);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH) {
      const fault: HttpFault = { pointer: pointer.slice(0, 200), code: 'too_deep', params: { limit: MAX_DEPTH } };
      throw httpErrors.json_too_deep({ limit: MAX_DEPTH }, { faults: [fault] });
    }
    for (const [key, part] of Object.entries(value)) {
      refuseUnstorable(key, pointer);
      places.push({ value: part, pointer: `${pointer}/${escapePointer(key)}`, depth: depth + 1 });
    }
  }
}

function refuseUnstorable(text: string, pointer: string): void {
  // Half a surrogate pair is no Unicode text (RFC 8259, section 8.2), and jsonb refuses it.
  if (!text.isWellFormed()) throw httpErrors.malformed_json({ reason: `half a surrogate pair at ${pointer}` });
  if (text.includes('\0')) throw httpErrors.nul_byte({}, { faults: [{ pointer, code: 'nul_byte' }] });
}

/** RFC 6901, section 3. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
