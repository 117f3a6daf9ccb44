import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { isAppError } from '../errors.ts';
import { createOutbound } from './outbound.ts';

// A server on every address of this machine: were one of the spellings let through, it would be asked.
let asked = 0;
const victim = createServer((_request, response) => {
  asked += 1;
  response.end('the secret');
});
await new Promise<void>((resolve) => victim.listen(0, '::', resolve));
after(() => victim.close());
const { port } = victim.address() as AddressInfo;

const names: Record<string, readonly string[]> = {
  'inside.example': ['127.0.0.1'],
  'private.example': ['10.1.2.3'],
  'metadata.example': ['169.254.169.254'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'local6.example': ['::1'],
  'unique-local.example': ['fd12:3456::1'],
  'link-local.example': ['fe80::1'],
  'zone.example': ['fe80::1%lo'],
  'nothing.example': ['0.0.0.0'],
  // One good address does not make the other one good.
  'half.example': ['93.184.216.34', '127.0.0.1'],
  'half6.example': ['2606:4700::1111', '::1'],
  'unknown.example': [],
  'no-address.example': ['not an address'],
};
const resolve = (host: string) => Promise.resolve(names[host] ?? ['127.0.0.1']);
const outbound = createOutbound({ allowedHosts: [], allowHttp: true, resolve });

const spellings: Record<string, readonly string[]> = {
  'IPv4 of this machine': ['127.0.0.1', '127.1.2.3', '127.255.255.254', '0.0.0.0', '0.1.2.3'],
  'odd spellings of IPv4': [
    '2130706433',
    '0x7f000001',
    '0x7f.0x0.0x0.0x1',
    '0X7F.1',
    '017700000001',
    '0177.0.0.1',
    '0177.0x0.0.01',
    '127.1',
    '127.0.1',
    '0',
    '0x0',
    '127.0.0.01',
    '127.0.0.0x1',
    '127.0.0.1.',
    '127.0.0.1..',
    '127.0.0.1%20',
    '%31%32%37.0.0.1',
    '①②⑦.⓪.⓪.①',
    '１２７.０.０.１',
    '127。0。0。1',
    '127．0．0．1',
    '127｡0｡0｡1',
    '134744072',
    '256.0.0.1',
    '1.2.3.4.5',
    '4294967296',
    '127.0.0.1\u00ad',
  ],
  'networks that are not public': [
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '100.127.255.255',
    '169.254.0.1',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
  ],
  'metadata of clouds': [
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '169.254.43518',
    '169.254.170.2',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '[fd00:ec2::254]',
    '[fd20:ce::254]',
    '[::ffff:169.254.169.254]',
    'metadata.example',
  ],
  'IPv6 of this machine, and IPv4 inside of IPv6': [
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[0000:0000:0000:0000:0000:0000:0000:0001]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[::127.0.0.1]',
    '[::ffff:0:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2002:a00:1::1]',
    '[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
    '[2001:db8::1]',
    '[2001:10::1]',
    '[3fff::1]',
    '[100::1]',
    '[fc00::1]',
    '[fd12:3456:789a::1]',
    '[fe80::1]',
    '[fe80::1%25eth0]',
    '[fe80::1%eth0]',
    '[::1%lo]',
    '[fec0::1]',
    '[ff02::1]',
    '[ff0e::1]',
    '[5f00::1]',
    '[v1.fe80::a]',
    '[::1',
    '::1',
  ],
  'names that lead inside': [
    'localhost',
    'LOCALHOST',
    'localhost.',
    'ｌｏｃａｌｈｏｓｔ',
    'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
    'localhost.localdomain',
    'a.localhost',
    'ip6-localhost',
    'inside.example',
    'INSIDE.example',
    'private.example',
    'mapped.example',
    'local6.example',
    'unique-local.example',
    'link-local.example',
    'zone.example',
    'nothing.example',
    'half.example',
    'half6.example',
    'unknown.example',
    'no-address.example',
    '127.0.0.1.nip.example',
    'metadata.google.internal',
    'exa%6dple.com',
    '-a.example',
    'a..example',
    '.example',
    `${'a'.repeat(64)}.example`,
  ],
};

const whole = [
  // Who is the user, and who the host?
  `http://good.example@127.0.0.1:${port}/`,
  `http://good.example:80@127.0.0.1:${port}/`,
  `http://good.example%40127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}\\@good.example/`,
  `http://127.0.0.1:${port}#@good.example/`,
  `http://good.example#@127.0.0.1:${port}@/`,
  `http://@127.0.0.1:${port}/`,
  `http://:@127.0.0.1:${port}/`,
  `http:@127.0.0.1:${port}/`,
  `http://user:pass@93.184.216.34/`,
  `http://127.0.0.1:${port}?@good.example/`,
  // Slashes, blanks, and what is cut off while it is read.
  `http:/127.0.0.1:${port}/`,
  `http:127.0.0.1:${port}/`,
  `http:///127.0.0.1:${port}/`,
  `http:////127.0.0.1:${port}/`,
  `http:\\\\127.0.0.1:${port}\\`,
  `//127.0.0.1:${port}/`,
  `/relative`,
  ` http://127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}/ `,
  `\thttp://127.0.0.1:${port}/`,
  `ht\ntp://127.0.0.1:${port}/`,
  `http://127.0\n.0.1:${port}/`,
  `http://127.0.0.1\t:${port}/`,
  `http://127.0.0.1:${port}/\u0000`,
  `http://93.184.216.34/ HTTP/1.1\r\nHost: 127.0.0.1`,
  // Other schemes.
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'gopher://127.0.0.1:6379/_INFO',
  'dict://127.0.0.1:11211/stats',
  'ldap://127.0.0.1/',
  'data:text/plain,secret',
  'javascript:alert(1)',
  'blob:http://127.0.0.1/1',
  'jar:http://127.0.0.1!/',
  'ws://127.0.0.1/',
  'HTTP+unix://%2Fvar%2Frun%2Fdocker.sock/info',
  'unix:/var/run/docker.sock',
  // Ports where no web server is.
  'http://93.184.216.34:22/',
  'http://93.184.216.34:25/',
  'http://93.184.216.34:0/',
  'http://93.184.216.34:65536/',
  'http://93.184.216.34:5432/',
  'http://93.184.216.34:6379/',
  'http://93.184.216.34:80:80/',
  'http://93.184.216.34:-80/',
  'http://93.184.216.34:8o/',
  // Nothing at all.
  '',
  'http://',
  'http:///',
  'https://:443/',
  `http://a.example/${'a'.repeat(2048)}`,
];

const urls = [
  ...Object.values(spellings)
    .flat()
    .flatMap((host) => [`http://${host}:${port}/`, `https://${host}/`]),
  ...whole,
];

test(`none of ${urls.length} ways inside is open`, async () => {
  const open: string[] = [];
  await Promise.all(
    urls.map(async (url) => {
      const answer = await outbound.send({ url, limits: { connectMs: 500 } }).catch((error: unknown) => error);
      // Refused, and not merely unanswered.
      const isRefused = isAppError(answer) && answer.namespace === 'outbound' && answer.status === 422;
      if (!isRefused) open.push(`${url} → ${String(answer)}`);
    }),
  );
  assert.deepEqual(open, []);
  assert.equal(asked, 0);
});

test('what is kept is refused as early as it can be seen, and a good address is not', () => {
  for (const url of ['https://127.0.0.1/', 'https://[::1]/', 'ftp://a.example/', 'https://u:p@a.example/']) {
    assert.throws(() => outbound.check(url), { namespace: 'outbound' }, url);
  }
  const good = ['https://api.example.com/v1?a=b#c', 'https://93.184.216.34/', 'http://[2606:4700::1111]:8080/x'];
  for (const url of [...good, 'https://bücher.example/', 'https://a_b.example:8443', 'https://a.example/@me?x=a@b']) {
    outbound.check(url);
  }
});

test('a secret in a URL is told apart from one that is written wrongly', () => {
  assert.throws(() => outbound.check('https://u:p@a.example/'), { code: 'url_credentials_refused' });
  assert.throws(() => outbound.check('https://a b.example/'), { code: 'url_refused' });
});

test('without the setting for it, nothing is asked in clear', () => {
  const strict = createOutbound({ allowedHosts: ['intranet:8080', 'crm.example'], allowHttp: false, resolve });
  assert.throws(() => strict.check('http://93.184.216.34/'), { code: 'url_scheme_refused' });
  assert.throws(() => strict.check('http://intranet:8081/'), { code: 'url_scheme_refused' });
  strict.check('https://93.184.216.34/');
  strict.check('http://intranet:8080/');
  strict.check('http://crm.example:22/');
});

async function say(host: string): Promise<string> {
  const error: unknown = await outbound.send({ url: `https://${host}/` }).catch((caught: unknown) => caught);
  assert.ok(isAppError(error));
  return JSON.stringify([error.code, error.params, error.cause ?? null]).replaceAll(host, 'HOST');
}

test('an unknown name and one that leads inside are told apart by nobody who asks', async () => {
  assert.equal(await say('unknown.example'), await say('private.example'));
});
