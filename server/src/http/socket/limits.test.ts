import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { listen, openRawSocket, openSocket } from '../../../test/support/socket-client.ts';
import { createTestApp } from '../../../test/support/test-app.ts';
import { until } from '../../../test/support/until.ts';
import { createSockets } from './sockets.ts';
import { defaultLimits, openConnection, type Reader } from './connection.ts';

const { app, platform, createOrganization } = await createTestApp({ env: { WEBSOCKET_MAX_CONNECTIONS: '2' } });
const url = await listen(app);
const { id: organizationId, key } = await createOrganization();
const headers = { authorization: `Bearer ${key}` };

test('one connection more than allowed is refused clearly, and one that leaves makes room', async () => {
  const [first, second] = [await openSocket(url, headers), await openSocket(url, headers)];
  const refused = await openRawSocket(url, key);
  await until(() => refused.text().includes('too_many_sockets'));
  assert.equal(refused.status, 503);
  assert.match(refused.text(), /retry-after: 10/i);
  await first.close();
  await until(async () => (await openRawSocket(url, key)).status === 101);
  second.socket.close();
});

/** A socket whose peer can be made slow or dead. */
function createPeer() {
  const listeners = new Map<string, ((...args: unknown[]) => void)[]>();
  const peer = {
    OPEN: 1 as const,
    readyState: 1,
    bufferedAmount: 0,
    sent: [] as string[],
    closedBy: null as number | 'terminated' | null,
    waiting: [] as (() => void)[],
    isSlow: false,
    on(event: string, listener: (...args: unknown[]) => void) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
    emit: (event: string) => listeners.get(event)?.forEach((listener) => listener()),
    send(bytes: Buffer, _options: object, done: () => void) {
      const text = bytes.toString();
      peer.sent.push(text);
      if (peer.isSlow) {
        peer.bufferedAmount += text.length;
        peer.waiting.push(done);
      } else setImmediate(done);
    },
    /** Takes all that waits. */
    drain() {
      peer.bufferedAmount = 0;
      for (const done of peer.waiting.splice(0)) done();
    },
    ping: () => {},
    terminate: () => (peer.closedBy ??= 'terminated'),
    close: (code: number) => (peer.closedBy ??= code),
  };
  return peer;
}

const reader: Reader = { organizationId, userId: null, permissions: new Set(), language: 'en' };
const limits = { ...defaultLimits, pauseBytes: 100_000, slowTimeoutMs: 60_000 };

async function openPeer(changed: Partial<typeof limits> = {}) {
  const peer = createPeer();
  const connection = openConnection({
    socket: peer as never,
    reader,
    streams: platform.streams,
    render: ({ fields }) => Buffer.from(JSON.stringify(fields)),
    limits: { ...limits, ...changed },
    lastSequence: 0,
    head: await platform.streams.head(organizationId),
  });
  after(() => peer.emit('close'));
  return { peer, connection };
}

test('a slow client is not buffered for without end, and gets everything in order when it takes it', async () => {
  for (let n = 0; n < 1500; n += 1) {
    await platform.streams.send(platform.database.tenant(organizationId), organizationId, {
      userId: null,
      type: 'notification',
      fields: { n, filler: 'x'.repeat(500) },
    });
  }
  const { peer } = await openPeer();
  peer.isSlow = true;
  await until(() => peer.bufferedAmount > 100_000);
  const held = peer.bufferedAmount;
  await platform.streams.send(platform.database.tenant(organizationId), organizationId, {
    userId: null,
    type: 'notification',
    fields: { n: 1500 },
  });
  assert.equal(peer.bufferedAmount, held);
  assert.ok(held < 600_000, `${held} bytes`);
  await until(() => {
    peer.drain();
    return peer.sent.length >= 1502;
  });
  assert.deepEqual(
    peer.sent.slice(1).map((text) => (JSON.parse(text) as { n: number }).n),
    Array.from({ length: 1501 }, (_, n) => n),
  );
});

test('a client that takes nothing is closed with 4429', async () => {
  const { peer } = await openPeer({ slowTimeoutMs: 30 });
  peer.isSlow = true;
  await until(() => peer.closedBy === 4429);
});

test('a peer that does not answer a heartbeat is dropped at the next, one that answers is not', async () => {
  const [dead, alive] = [await openPeer(), await openPeer()];
  for (let beat = 0; beat < 2; beat += 1) {
    dead.connection.beat();
    alive.connection.beat();
    alive.peer.emit('pong');
  }
  assert.deepEqual([dead.peer.closedBy, alive.peer.closedBy], ['terminated', null]);
});

test('a heartbeat says how far the reader is, when messages to others have passed by', async () => {
  const { peer, connection } = await openPeer();
  await until(() => peer.sent.length > 1000);
  const sequence = await platform.streams.send(platform.database.tenant(organizationId), organizationId, {
    userId: 99,
    type: 'notification',
    fields: {},
  });
  await until(() => {
    peer.emit('pong');
    connection.beat();
    return peer.sent.at(-1) === JSON.stringify({ type: 'stream.position', sequence });
  });
});

test('who holds a ticket must come back when their access has changed', async () => {
  const { peer, connection } = await openPeer();
  const sockets = createSockets();
  after(sockets.add(connection, null));
  sockets.accessChanged({ organizationId: organizationId + 1 });
  sockets.accessChanged({ organizationId });
  await until(() => peer.closedBy === 4408);
});

test('the end of the server is told to every socket', async () => {
  const { peer, connection } = await openPeer();
  const sockets = createSockets();
  after(sockets.add(connection, null));
  sockets.closeAll();
  assert.equal(peer.closedBy, 1001);
});
