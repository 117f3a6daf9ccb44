import { createHmac, timingSafeEqual } from 'node:crypto';

/** A topic and its message as JSON text. */
export type Message = readonly [topic: string, json: string];

/** PostgreSQL refuses a notification of 8000 bytes. */
const MAX_PAYLOAD_BYTES = 7999;
const MAC_LENGTH = 22;

export interface Envelope {
  /** How many bytes a message may have, alone. */
  readonly maxMessageBytes: number;
  /** Packs the messages, in order, into as few payloads as the limit allows. Each must be small enough for one. */
  seal(messages: readonly Message[]): string[];
  /** The messages of another node; none when the payload is this node's own or was not signed by one of ours. */
  open(payload: string): Message[];
}

const sizeOf = (message: Message) => Buffer.byteLength(JSON.stringify(message));

/** What travels between nodes: signed, so that whoever may only run SQL or reach Redis cannot tell nodes anything. */
export function createEnvelope(secret: string, nodeId: string): Envelope {
  const sign = (body: string) =>
    createHmac('sha256', `bus ${secret}`).update(body).digest('base64url').slice(0, MAC_LENGTH);
  const wrap = (messages: readonly Message[]) => JSON.stringify([nodeId, ...messages.flat()]);
  const overheadBytes = MAC_LENGTH + Buffer.byteLength(wrap([]));

  return {
    maxMessageBytes: MAX_PAYLOAD_BYTES - overheadBytes,
    seal(messages) {
      const payloads: string[] = [];
      let batch: Message[] = [];
      let sizeBytes = overheadBytes;
      const finish = () => {
        const body = wrap(batch);
        payloads.push(sign(body) + body);
        batch = [];
        sizeBytes = overheadBytes;
      };
      for (const message of messages) {
        const messageBytes = sizeOf(message);
        if (batch.length > 0 && sizeBytes + messageBytes > MAX_PAYLOAD_BYTES) finish();
        batch.push(message);
        sizeBytes += messageBytes;
      }
      if (batch.length > 0) finish();
      return payloads;
    },
    open(payload) {
      const body = payload.slice(MAC_LENGTH);
      const given = Buffer.from(payload.slice(0, MAC_LENGTH));
      const expected = Buffer.from(sign(body));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return [];
      const [from, ...parts]: unknown[] = JSON.parse(body);
      if (from === nodeId) return [];
      const messages: Message[] = [];
      for (let at = 0; at + 1 < parts.length; at += 2) messages.push([String(parts[at]), String(parts[at + 1])]);
      return messages;
    },
  };
}
