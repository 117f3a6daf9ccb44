import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import { after, test } from 'node:test';
import { setDefaultCACertificates } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createOutbound, type OutboundRequest } from './outbound.ts';

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  return (server.address() as AddressInfo).port;
}

interface Asked {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A web server that keeps what it is asked. */
async function serve(answer: (request: Asked, response: ServerResponse) => void) {
  const asked: Asked[] = [];
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += String(chunk)));
    request.on('end', () => {
      const all = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      asked.push(all);
      answer(all, response);
    });
  };
  const port = await listen(createServer(listener));
  return { asked, port, url: `http://127.0.0.1:${port}` };
}

const inside = await serve((_request, response) => response.end('the secret'));
const friend = await serve((_request, response) => response.end('hello from elsewhere'));
const redirects: Record<string, string> = {
  '/loopback': `${inside.url}/`,
  '/decimal': `http://2130706433:${inside.port}/`,
  '/protocol-relative': `//127.0.0.1:${inside.port}/`,
  '/odd-relative': `//0x7f.1:${inside.port}/`,
  '/mapped': `http://[::ffff:127.0.0.1]:${inside.port}/`,
  '/metadata': 'http://169.254.169.254/latest/meta-data/',
  '/name': `http://localhost:${inside.port}/`,
  '/user': `http://127.0.0.1:80@127.0.0.1:${inside.port}/`,
  '/file': 'file:///etc/passwd',
  '/gopher': 'gopher://127.0.0.1:6379/_INFO',
  '/nothing': 'http://',
  '/backslash': `\\\\127.0.0.1:${inside.port}\\`,
  '/self': '/self',
  '/once': '/end',
  '/twice': '/once',
  '/friend': `${friend.url}/there`,
};
const main = await serve(({ url, headers, body, method }, response) => {
  const [path = '', status = '302'] = url.split('?');
  if (redirects[path]) {
    response.writeHead(Number(status), { location: redirects[path] }).end('moved');
  } else {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ method, url, body, authorization: headers.authorization ?? null }));
  }
});
const outbound = createOutbound({
  allowedHosts: [`127.0.0.1:${main.port}`, `127.0.0.1:${friend.port}`, 'known.example'],
  allowHttp: true,
  resolve: (host) => Promise.resolve(host === 'known.example' ? ['127.0.0.1'] : ['10.0.0.1']),
});
const send = (path: string, request: Partial<OutboundRequest> = {}) =>
  outbound.send({ url: `${main.url}${path}`, ...request });
const sendTo = (port: number, request: Partial<OutboundRequest> = {}) =>
  outbound.send({ url: `http://known.example:${port}/`, ...request });

test('a host of the allow-list answers, by its address and by its name', async () => {
  const body = JSON.stringify({ id: 7 });
  const answer = await send('/orders?x=1', { method: 'POST', body, headers: { Authorization: 'Bearer s' } });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], 'application/json');
  assert.deepEqual(JSON.parse(String(answer.body)), {
    method: 'POST',
    url: '/orders?x=1',
    body,
    authorization: 'Bearer s',
  });
  const byName = await sendTo(main.port);
  assert.equal(byName.status, 200);
  assert.equal(main.asked.at(-1)?.headers.host, `known.example:${main.port}`);
});

test('no redirect leads inside, by any status', async () => {
  for (const path of Object.keys(redirects).slice(0, 12)) {
    for (const status of [301, 302, 303, 307, 308]) {
      await assert.rejects(send(`${path}?${status}`), { namespace: 'outbound' }, `${path} ${status}`);
    }
  }
  assert.deepEqual(inside.asked, []);
});

test('redirects are followed a few times, not for ever, and not at all where that is asked for', async () => {
  assert.equal((await send('/twice')).url, `${main.url}/end`);
  await assert.rejects(send('/self'), { code: 'too_many_redirects', params: { limit: 3 } });
  await assert.rejects(send('/twice', { limits: { redirects: 1 } }), { code: 'too_many_redirects' });
  assert.equal((await send('/once', { limits: { redirects: 0 } })).status, 302);
});

test('a redirect to another origin carries no secret and no body', async () => {
  const headers = { authorization: 'Bearer s', cookie: 'a=b', 'x-api-key': 's', accept: 'text/plain' };
  const answer = await send('/friend', { headers });
  assert.equal(String(answer.body), 'hello from elsewhere');
  const [there] = friend.asked;
  assert.equal(there?.headers.accept, 'text/plain');
  for (const name of ['authorization', 'cookie', 'x-api-key']) assert.equal(there?.headers[name], undefined, name);
  const count = friend.asked.length;
  for (const status of [307, 308]) {
    await assert.rejects(send(`/friend?${status}`, { method: 'POST', body: 'x' }), { code: 'redirect_refused' });
  }
  assert.equal(friend.asked.length, count);
  const posted = await send('/friend?303', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } });
  assert.equal(posted.status, 200);
  const last = friend.asked.at(-1);
  assert.deepEqual([last?.method, last?.body, last?.headers['content-type']], ['GET', '', undefined]);
});

test('on the same origin 307 keeps method, body and headers, and 302 makes a GET of a POST', async () => {
  const request = { method: 'POST', body: 'x', headers: { authorization: 'Bearer s' } };
  const kept: unknown = JSON.parse(String((await send('/once?307', request)).body));
  assert.deepEqual(kept, { method: 'POST', url: '/end', body: 'x', authorization: 'Bearer s' });
  const changed: unknown = JSON.parse(String((await send('/once?302', request)).body));
  assert.deepEqual(changed, { method: 'GET', url: '/end', body: '', authorization: 'Bearer s' });
});

test('a name whose answers change is connected to what was checked, and checked again for each redirect', async () => {
  const answers = ['127.0.0.1', '127.0.0.1', '169.254.169.254'];
  const rebinding = createOutbound({
    allowedHosts: ['rebinding.example'],
    allowHttp: true,
    resolve: () => Promise.resolve([answers.shift() ?? '10.0.0.1']),
  });
  const url = `http://rebinding.example:${main.port}`;
  assert.equal((await rebinding.send({ url: `${url}/end` })).status, 200);
  assert.equal(answers.length, 2);
  await assert.rejects(rebinding.send({ url: `${url}/once` }), { code: 'host_refused' });
  assert.equal(answers.length, 0);
});

test('a host of the allow-list may be internal, but never what is forbidden', async () => {
  const open = createOutbound({
    allowedHosts: ['known.example', '169.254.169.254', '0.0.0.0'],
    allowHttp: true,
    resolve: () => Promise.resolve(['169.254.169.254']),
  });
  for (const host of ['known.example', '169.254.169.254', '0.0.0.0']) {
    await assert.rejects(open.send({ url: `http://${host}/` }), { code: 'host_refused' }, host);
  }
});

test('an answer that is too large is cut off, before and after it is decompressed', async () => {
  const limits = { responseBytes: 10_000 };
  const bomb = Buffer.alloc(10_000_000);
  const encodings = { gzip: gzipSync(bomb), deflate: deflateSync(bomb), br: brotliCompressSync(bomb), identity: bomb };
  for (const [encoding, body] of Object.entries(encodings)) {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    await assert.rejects(sendTo(server.port, { limits }), { code: 'answer_too_large' }, encoding);
  }
  const endless = await serve((_request, response) => {
    const more = () => response.write(Buffer.alloc(4096)) && setImmediate(more);
    response.on('drain', more);
    more();
  });
  await assert.rejects(sendTo(endless.port, { limits }), { code: 'answer_too_large' });
});

async function readCompressed(encoding: string, body: Buffer): Promise<string> {
  const server = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': encoding }).end(body);
  });
  return String((await sendTo(server.port)).body);
}

test('a compressed answer is read, and one that cannot be read is an error', async () => {
  assert.equal(await readCompressed('gzip', gzipSync('hello')), 'hello');
  assert.equal(await readCompressed('br', brotliCompressSync('hello')), 'hello');
  await assert.rejects(readCompressed('gzip', Buffer.from('not gzip')), { code: 'answer_unreadable' });
  await assert.rejects(readCompressed('gzip, gzip', gzipSync(gzipSync('x'))), { code: 'answer_unreadable' });
});

test('whoever is slow is not waited for: to connect, to begin, to end', { timeout: 20_000 }, async () => {
  const silent = await listen(createSocketServer(() => {}));
  await assert.rejects(sendTo(silent, { limits: { headersMs: 30 } }), { code: 'no_answer_in_time' });
  await assert.rejects(
    outbound.send({ url: `https://known.example:${silent}/`, limits: { connectMs: 30 } }),
    { code: 'no_answer_in_time' },
    'TLS',
  );
  const slow = await serve((_request, response) => void response.writeHead(200).write('x'));
  await assert.rejects(sendTo(slow.port, { limits: { totalMs: 60 } }), { code: 'no_answer_in_time' });
  const never = createOutbound({ allowedHosts: [], allowHttp: true, resolve: () => new Promise(() => {}) });
  await assert.rejects(never.send({ url: 'https://a.example/', limits: { totalMs: 30 } }), {
    code: 'no_answer_in_time',
  });
});

test('whoever asked may stop waiting', async () => {
  const silent = await listen(createSocketServer(() => {}));
  const stopping = new AbortController();
  const sent = sendTo(silent, { signal: stopping.signal });
  stopping.abort(new Error('enough'));
  await assert.rejects(sent, { message: 'enough' });
});

test('a connection that is refused, cut off, or answered by something else is an error without detail', async () => {
  const closed = await listen(createSocketServer((socket) => socket.destroy()));
  const garbage = await listen(createSocketServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')));
  for (const port of [closed, garbage]) {
    await assert.rejects(sendTo(port), { code: 'connection_failed', params: { host: 'known.example' } });
  }
  const short = await listen(
    createSocketServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort')),
  );
  await assert.rejects(sendTo(short), { code: 'answer_unreadable' });
});

test('nothing is smuggled into a request', async () => {
  const count = main.asked.length;
  for (const headers of [
    { 'x-a': 'b\r\nx-evil: 1' },
    { 'x-a\r\nx-evil': '1' },
    { 'x a': '1' },
    { '': '1' },
    { host: 'other.example' },
    { 'Content-Length': '3' },
    { 'transfer-encoding': 'chunked' },
    { Connection: 'keep-alive' },
    { 'proxy-authorization': 'x' },
    { 'x-large': 'a'.repeat(20_000) },
  ]) {
    await assert.rejects(send('/', { headers }), { code: 'header_refused' }, JSON.stringify(headers).slice(0, 60));
  }
  for (const method of ['CONNECT', 'TRACE', 'get', 'GET / HTTP/1.1\r\nx: y']) {
    await assert.rejects(send('/', { method }), { code: 'method_refused' }, method);
  }
  await assert.rejects(send('/', { method: 'POST', body: 'x'.repeat(2000), limits: { requestBytes: 1000 } }), {
    code: 'outbound_body_too_large',
  });
  assert.equal(main.asked.length, count);
});

const readFixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

test('the certificate must be that of the host, not of the address', async () => {
  const cert = readFixture('certificate.pem');
  let servername: unknown;
  const server = https.createServer({ key: readFixture('key.pem'), cert }, (_request, response) =>
    response.end('safe'),
  );
  server.on('secureConnection', (socket) => (servername = socket.servername));
  const port = await listen(server);
  const secure = createOutbound({
    allowedHosts: ['api.example.test', 'other.example.test'],
    allowHttp: false,
    resolve: () => Promise.resolve(['127.0.0.1']),
  });
  const url = `https://api.example.test:${port}/`;
  await assert.rejects(secure.send({ url }), { code: 'certificate_refused' });
  setDefaultCACertificates([cert]);
  assert.equal(String((await secure.send({ url })).body), 'safe');
  assert.equal(servername, 'api.example.test');
  await assert.rejects(secure.send({ url: `https://other.example.test:${port}/` }), { code: 'certificate_refused' });
});
