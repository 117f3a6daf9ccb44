import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeAt, findStep, makeSecret, otpauthUri, stepAt, toBase32 } from './totp.ts';

/** The secret of the examples in appendix B of RFC 6238. */
const secret = toBase32(Buffer.from('12345678901234567890'));

test('codes are those of the examples in RFC 6238', () => {
  const examples = [
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ] as const;
  for (const [seconds, eightDigits] of examples) {
    assert.equal(codeAt(secret, stepAt(seconds * 1000)), eightDigits.slice(2), String(seconds));
  }
});

test('a code is good for its period and for one to either side, and for none that was used', () => {
  const now = 1_700_000_000_000;
  const step = stepAt(now);
  for (const apart of [-1, 0, 1]) assert.equal(findStep(secret, codeAt(secret, step + apart), now, 0), step + apart);
  for (const apart of [-2, 2]) assert.equal(findStep(secret, codeAt(secret, step + apart), now, 0), null);
  assert.equal(findStep(secret, codeAt(secret, step), now, step), null);
  assert.equal(findStep(secret, '', now, 0), null);
});

test('a secret is 160 bits in 32 letters, and no two are the same', () => {
  assert.match(makeSecret(), /^[A-Z2-7]{32}$/);
  assert.notEqual(makeSecret(), makeSecret());
  assert.equal(toBase32(Buffer.from('foobar')), 'MZXW6YTBOI');
});

test('the address for the app names issuer and account, whatever is in them', () => {
  assert.equal(
    otpauthUri('ABC', 'Business Suite', 'a+b:c@example.com'),
    'otpauth://totp/Business%20Suite:a%2Bb%3Ac%40example.com?secret=ABC&issuer=Business%20Suite',
  );
});
