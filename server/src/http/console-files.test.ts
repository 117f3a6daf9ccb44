import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify from 'fastify';
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { registerConsoleFiles } from './console-files.ts';

const outside = await mkdtemp(path.join(tmpdir(), 'suite-console-'));
after(() => rm(outside, { recursive: true, force: true }));
const folder = path.join(outside, 'dist');
await mkdir(path.join(folder, 'assets'), { recursive: true });
await writeFile(path.join(outside, 'secret.txt'), 'secret');
await writeFile(path.join(folder, 'index.html'), 'the page');
await writeFile(path.join(folder, 'assets', 'main-1.js'), 'plain');
await writeFile(path.join(folder, 'assets', 'main-1.js.br'), brotliCompressSync('plain'));

const http = fastify().withTypeProvider<TypeBoxTypeProvider>();
await registerConsoleFiles(http, pathToFileURL(`${folder}/`));
const get = (url: string, headers = {}) => http.inject({ url, headers });

test('every screen’s address answers the page, which is always asked for anew', async () => {
  for (const url of ['/', '/models', '/models/7?tab=versions', '/data/orders']) {
    const { statusCode, body, headers } = await get(url);
    assert.deepEqual([statusCode, body, headers['cache-control']], [200, 'the page', 'no-cache'], url);
  }
});

test('a built file is kept for ever, and compressed for who can read that', async () => {
  const plain = await get('/assets/main-1.js');
  assert.deepEqual([plain.body, plain.headers['content-encoding']], ['plain', undefined]);
  assert.match(String(plain.headers['cache-control']), /immutable/);
  const compressed = await get('/assets/main-1.js', { 'accept-encoding': 'br' });
  assert.equal(compressed.headers['content-encoding'], 'br');
  assert.match(String(compressed.headers['content-type']), /javascript/);
});

test('a file built after the server began is served', async () => {
  await writeFile(path.join(folder, 'assets', 'main-2.js'), 'newer');
  assert.equal((await get('/assets/main-2.js')).body, 'newer');
});

test('what is no file and no screen is not found, and nothing outside is reached', async () => {
  for (const url of [
    '/assets/gone.js',
    '/favicon.png',
    '/api/v1/nothing',
    '/ws/x',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  ]) {
    const { statusCode, body } = await get(url);
    assert.ok(
      statusCode >= 400 && statusCode < 500 && !body.includes('secret\n') && body !== 'secret',
      `${url} ${statusCode}`,
    );
  }
});
