import { isUtf8 } from 'node:buffer';
import { httpErrors } from '../../../http/http.errors.ts';
import { parseJsonBody } from '../../../http/json-body.ts';
import type { Json } from '../interpreter/protocol.ts';

type Fields = { readonly [name: string]: Json };

const MOST_FIELDS = 1000;

/**
 * What a call brings, as fields that a workflow can name: those of a JSON object or a form; a list or a single value is
 * `value`, a text is `text`.
 * @throws AppError malformed_json, json_too_deep, nul_byte, malformed_request, unsupported_media_type
 */
export function readPayload(contentType: string | undefined, body: Buffer): Fields {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (body.length === 0) return {};
  if (!isUtf8(body)) throw httpErrors.malformed_request();
  const text = body.toString('utf8');
  if (type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type)) return readJson(text);
  if (text.includes('\0')) throw httpErrors.nul_byte();
  if (type === 'application/x-www-form-urlencoded') return readForm(text);
  if (type === 'text/plain') return { text };
  throw httpErrors.unsupported_media_type();
}

function readJson(text: string): Fields {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON was read
  const value = parseJsonBody(text) as Json;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no list and not null
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : { value };
}

/** A name that comes more than once is a list. */
function readForm(text: string): Fields {
  const form = new URLSearchParams(text);
  if (form.size > MOST_FIELDS) throw httpErrors.malformed_request();
  const names = new Set(form.keys());
  const fields = [...names].map((name) => {
    const values = form.getAll(name);
    if ([name, ...values].some((each) => each.includes('\0'))) throw httpErrors.nul_byte();
    return [name, values.length === 1 ? (values[0] ?? '') : values] as const;
  });
  return Object.fromEntries(fields);
}
