import type { Outbound } from '../../../platform/outbound/outbound.ts';
import type { Attempted } from '../deliveries/attempted.ts';
import { attemptCall } from '../webhooks/call-endpoint.ts';

interface SlackCall {
  url: string;
  payload: string;
  at: Date;
  signal: AbortSignal;
}

/** The message is refused, the workspace forbids it, the webhook or its channel is no more: asking again changes nothing. */
const FINAL = new Set([400, 403, 404, 410]);

/** One attempt at an incoming webhook of Slack. */
export const callSlack = (
  outbound: Pick<Outbound, 'send'>,
  { url, payload, at, signal }: SlackCall,
): Promise<Attempted> => attemptCall(outbound, { url, payload, headers: {}, at, signal, final: FINAL });
