import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { writeCall } from './call-example.ts';

/** What curl would be given: its arguments, one a line. */
const run = (script: string): string[] =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${script}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');

test('a body with quotes of every kind arrives as it was written', () => {
  const body = { text: `it's "so" $HOME \`x\` \\` };
  const given = run(writeCall({ url: 'https://suite.example/hooks/a', secret: null, body }));
  expect(given.slice(0, 3)).toEqual(['-X', 'POST', 'https://suite.example/hooks/a']);
  expect(given.at(-1)).toBe(JSON.stringify(body));
});

// The call itself signs by openssl: where there is none, neither could whoever copies it.
const { status } = spawnSync('sh', ['-c', 'openssl version']);

test.skipIf(status !== 0)('a signed call carries the signature that Standard Webhooks asks for', () => {
  const key = randomBytes(32);
  const secret = `whsec_${key.toString('base64')}`;
  const given = run(writeCall({ url: 'https://suite.example/hooks/a', secret, body: { a: "it's" } }));
  const header = (name: string) => given.find((each) => each.startsWith(`${name}: `))?.slice(name.length + 2);
  const signed = `${header('webhook-id')}.${header('webhook-timestamp')}.${given.at(-1)}`;
  expect(header('webhook-signature')).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
});
