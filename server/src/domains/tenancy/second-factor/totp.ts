import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 20;
const PERIOD_MS = 30_000;
const DIGITS = 6;
/** How many periods the clock of a phone may be wrong, to either side. */
const TOLERANCE = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 random bits in the letters that authenticator apps read. */
export const makeSecret = (): string => toBase32(randomBytes(SECRET_BYTES));

export const stepAt = (timeMs: number): number => Math.floor(timeMs / PERIOD_MS);

/** The code of one period. M'Raihi et al. (2011), RFC 6238, with HMAC-SHA-1 and six digits, which every app knows. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = (mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}

/** @returns the period that the code is of, among those about `timeMs` and later than `lastStep`; null where it is of none */
export function findStep(secret: string, code: string, timeMs: number, lastStep: number): number | null {
  const current = stepAt(timeMs);
  for (let step = current - TOLERANCE; step <= current + TOLERANCE; step++) {
    if (step > lastStep && isSame(codeAt(secret, step), code)) return step;
  }
  return null;
}

/** What the picture for the authenticator app says. */
export function otpauthUri(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** RFC 4648, without padding. */
export function toBase32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
