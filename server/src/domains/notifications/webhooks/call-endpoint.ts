import { isAppError } from '../../../platform/errors.ts';
import type { Outbound } from '../../../platform/outbound/outbound.ts';
import type { Attempted } from '../deliveries/attempted.ts';
import { signatureHeaders } from './signature.ts';

interface Call {
  /** The same for every attempt. */
  id: string;
  url: string;
  payload: string;
  /** Those that are valid now, the newest first. */
  secrets: readonly string[];
  at: Date;
  signal: AbortSignal;
}

const LIMITS = { responseBytes: 16_384, totalMs: 15_000, headersMs: 15_000, redirects: 0 };
const MOST_ANSWER_CHARACTERS = 500;
const GONE = 410;

/** One attempt at a webhook. Only a 2xx is a success; nobody is followed anywhere. */
export const callEndpoint = (
  outbound: Pick<Outbound, 'send'>,
  { id, url, payload, secrets, at, signal }: Call,
): Promise<Attempted> =>
  attemptCall(outbound, {
    url,
    payload,
    headers: { 'user-agent': 'BusinessSuite-Webhooks/1', ...signatureHeaders(secrets, { id, at, payload }) },
    at,
    signal,
    final: new Set([GONE]),
  });

interface AttemptedCall extends Pick<Call, 'url' | 'payload' | 'at' | 'signal'> {
  headers: Readonly<Record<string, string>>;
  /** Answers after which there is no further attempt. */
  final: ReadonlySet<number>;
}

export async function attemptCall(
  outbound: Pick<Outbound, 'send'>,
  { url, payload, headers: own, at, signal, final }: AttemptedCall,
): Promise<Attempted> {
  try {
    const answer = await outbound.send({
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...own },
      body: payload,
      signal,
      limits: LIMITS,
    });
    const { status: statusCode, headers } = answer;
    const said = answer.body
      .toString('utf8', 0, MOST_ANSWER_CHARACTERS * 4)
      .replaceAll('\0', '')
      .slice(0, MOST_ANSWER_CHARACTERS);
    if (statusCode >= 200 && statusCode < 300) return { outcome: 'sent', statusCode, answer: said, providerId: null };
    const retryAfterSeconds = readRetryAfter(headers['retry-after'], at);
    return { outcome: 'failed', statusCode, answer: said, isFinal: final.has(statusCode), retryAfterSeconds };
  } catch (error) {
    if (!isAppError(error) || error.namespace !== 'outbound') throw error;
    return { outcome: 'failed', statusCode: null, answer: error.code, isFinal: false, retryAfterSeconds: null };
  }
}

/** Seconds, or the time by the calendar. */
function readRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - now.getTime()) / 1000);
}
