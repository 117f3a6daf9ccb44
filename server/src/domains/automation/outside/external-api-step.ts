import { isUtf8 } from 'node:buffer';
import { parseJsonBody } from '../../../http/json-body.ts';
import { isLanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Outbound, OutboundAnswer } from '../../../platform/outbound/outbound.ts';
import { addQuery, applyCredential, type CallParts, type Credential, redact } from '../credentials/credential.ts';
import type { Vault } from '../credentials/vault.ts';
import type { ParametersOf } from '../definition/definition.ts';
import { type JsonObject, lookUp, parsePath } from '../expressions/scope.ts';
import type { Json } from '../interpreter/protocol.ts';
import { type StepContext, StepError, type StepHandler } from '../steps/step-handler.ts';
import { callErrors } from './calls.errors.ts';

type Parameters = ParametersOf<'external_api'>;

interface ExternalApiDeps {
  outbound: Outbound;
  credentials: Pick<Vault, 'getFor'>;
  messages: Pick<Messages, 'translate'>;
}

/** Statuses that say: not now. */
const FOR_NOW = new Set([408, 425, 429, 500, 502, 503, 504]);
const LONGEST_RETRY_AFTER_S = 86_400;
const EXCERPT_LENGTH = 200;

/** The step `external_api`: one request to a system of others. */
export function createExternalApiStep({ outbound, credentials, messages }: ExternalApiDeps): StepHandler {
  return {
    type: 'external_api',

    async run(given, context) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the engine checks them by the step's schema
      const parameters = given as unknown as Parameters;
      const plain = toCall(parameters, context);
      outbound.check(plain.url);
      const credential =
        parameters.credential === undefined
          ? null
          : await credentials.getFor(context.organizationId, parameters.credential, new URL(plain.url));
      const call = credential ? applyCredential(credential, plain) : plain;
      const answer = await outbound.send({ ...call, method: parameters.method, signal: context.signal });
      const read = readAnswer(answer, credential);
      const { expected_status: expected } = parameters;
      const isGood =
        expected.length > 0 ? expected.includes(answer.status) : answer.status >= 200 && answer.status < 300;
      if (!isGood) throw failureOf(read, { answer, context, messages, host: new URL(plain.url).hostname });
      return { output: mapAnswer(read, parameters.response_mapping) };
    },

    async preview(given, context) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      const parameters = given as unknown as Parameters;
      const { url, headers, body } = toCall(parameters, context);
      outbound.check(url);
      return {
        method: parameters.method,
        url,
        headers,
        body: body === null ? null : readText(body),
        credential: parameters.credential ?? null,
      };
    },
  };
}

/** The request as the step's author wrote it, without a credential. */
function toCall(
  { method, url, headers, query = {}, body, idempotency_header: keyHeader }: Parameters,
  context: StepContext,
): CallParts {
  const values = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, Array.isArray(value) ? value.map(toText) : toText(value)]],
  );
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const isReading = method === 'GET' || method === 'HEAD';
  const content =
    body === undefined || isReading ? null : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const usual = {
    accept: 'application/json, text/plain;q=0.9, */*;q=0.5',
    ...(content ? { 'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json' } : {}),
    ...(isReading ? {} : { [keyHeader.toLowerCase()]: context.idempotencyKey }),
  };
  const added = Object.entries(usual).filter(([name]) => !own.has(name));
  return {
    url: addQuery(url, Object.fromEntries(values)),
    headers: { ...headers, ...Object.fromEntries(added) },
    body: content,
  };
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

interface ReadAnswer extends JsonObject {
  status: number;
  headers: JsonObject;
  body: Json;
}

function readAnswer({ status, headers, body }: OutboundAnswer, credential: Credential | null): ReadAnswer {
  const clean = (text: string): string => (credential ? redact(text, credential) : text);
  const shown = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'set-cookie' ? [] : [[name, clean(String(value))]],
  );
  const text = readText(body);
  return {
    status,
    headers: Object.fromEntries(shown),
    body: text === null ? null : readBody(clean(text), headers['content-type']),
  };
}

/** Null for what is no text. */
function readText(body: Buffer): string | null {
  return isUtf8(body) && !body.includes(0) ? body.toString('utf8') : null;
}

/** JSON where it says that it is, or looks like it; else the text. */
function readBody(text: string, contentType = ''): Json {
  if (!/[/+]json\b/i.test(contentType) && !/^\s*[[{]/.test(text)) return text;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON was read
    return text === '' ? null : (parseJsonBody(text) as Json);
  } catch {
    return text;
  }
}

/** @throws AppError answer_field_missing */
function mapAnswer(answer: ReadAnswer, mapping: Parameters['response_mapping']): Json {
  if (mapping === undefined) return answer;
  const scope = { trigger: answer, outputs: [], organization: {}, run: {}, at: 0 };
  const mapped = Object.entries(mapping).map(([name, path]) => {
    const value = lookUp(scope, parsePath(path));
    if (value === undefined) throw callErrors.answer_field_missing({ path, status: answer.status });
    return [name, value];
  });
  return Object.fromEntries(mapped);
}

interface FailureFacts {
  answer: OutboundAnswer;
  context: StepContext;
  messages: Pick<Messages, 'translate'>;
  host: string;
}

function failureOf({ status, body }: ReadAnswer, { answer, context, messages, host }: FailureFacts): Error {
  const said = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  const params = { status, host, answer: said.replace(/\s+/g, ' ').slice(0, EXCERPT_LENGTH).toWellFormed() };
  if (!FOR_NOW.has(status)) return callErrors.call_failed(params);
  const retryAfterSeconds = readRetryAfter(answer.headers['retry-after'], context.now);
  const language = isLanguageCode(context.language) ? context.language : 'en';
  return new StepError({
    code: 'call_failed_for_now',
    message: messages.translate(language, 'calls.errors.call_failed_for_now.detail', params),
    isRetryable: true,
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  });
}

/** Seconds, or a date (RFC 9110, section 10.2.3). */
function readRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(0, Math.ceil(seconds)), LONGEST_RETRY_AFTER_S);
}
