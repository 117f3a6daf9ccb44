import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { App } from '../../src/app.ts';
import { until } from './until.ts';

export interface SocketMessage {
  type: string;
  sequence: number;
  [member: string]: any;
}

/** A reader at a socket, and all that it was told. */
export interface SocketClient {
  socket: WebSocket;
  received: SocketMessage[];
  /** The messages of a type, in the order they came. */
  of(type: string): SocketMessage[];
  /** Resolves with the close code. */
  closed: Promise<number>;
  close(): Promise<void>;
}

/** The address of an app that listens on a loopback port of its own. */
export async function listen(app: App): Promise<string> {
  if (!app.http.server.listening) await app.http.listen({ port: 0, host: '127.0.0.1' });
  return `ws://127.0.0.1:${(app.http.server.address() as AddressInfo).port}/ws/notifications`;
}

/** Opens a socket and waits until it is ready, or refused. */
export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<SocketClient> {
  const Client = WebSocket as unknown as new (url: string, options: { headers: Record<string, string> }) => WebSocket;
  const socket = new Client(url, { headers });
  const received: SocketMessage[] = [];
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code));
  });
  socket.addEventListener('error', () => {});
  socket.addEventListener('message', ({ data }) => received.push(JSON.parse(String(data)) as SocketMessage));
  let isOver = false;
  void closed.then(() => (isOver = true));
  await until(() => isOver || received.some(({ type }) => type === 'stream.ready'));
  return {
    socket,
    received,
    of: (type) => received.filter((message) => message.type === type),
    closed,
    async close() {
      socket.close();
      await closed;
    },
  };
}

/** A socket whose bytes the test writes and reads itself. */
export async function openRawSocket(
  url: string,
  key: string,
): Promise<{ tcp: Socket; status: number; text: () => string }> {
  const { hostname, port, pathname, search } = new URL(url);
  const tcp = connect(Number(port), hostname);
  let text = '';
  tcp.on('data', (chunk) => (text += chunk.toString('latin1')));
  tcp.on('error', () => {});
  await once(tcp, 'connect');
  tcp.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer ${key}\r\n\r\n`,
  );
  const head = await until(() => /^HTTP\/1\.1 (\d+)[^]*?\r\n\r\n/.exec(text));
  return { tcp, status: Number(head[1]), text: () => text };
}
