// The readers of websocket.bench.ts, in a process of their own: opens sockets, and tells how long messages took to come.
// Reads frames itself, with as little work as can be: the readers share the machine with the server that is measured.
// Not for use by hand.
import { connect } from 'node:net';

const [url = '', key = '', count = '0'] = process.argv.slice(2);
const AT_ONCE = 50;
const { hostname, port, pathname } = new URL(url);

const latencies: number[] = [];
let expected = 0;

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    let rest: Buffer = Buffer.alloc(0);
    let isOpen = false;
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer ${key}\r\n\r\n`,
      );
    });
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (!isOpen) {
        const end = rest.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!rest.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
          reject(new Error(rest.toString()));
          return;
        }
        isOpen = true;
        rest = rest.subarray(end + 4);
        resolve();
      }
      rest = readFrames(rest);
    });
  });
}

/** Frames of a server: not masked, and short of 65,536 bytes. @returns what is no whole frame yet */
function readFrames(bytes: Buffer): Buffer {
  for (let at = 0; ;) {
    const short = (bytes[at + 1] ?? 0) & 127;
    const start = at + (short === 126 ? 4 : 2);
    const end = start + (short === 126 && bytes.length >= start ? bytes.readUInt16BE(at + 2) : short);
    if (bytes.length < start || bytes.length < end) return bytes.subarray(at);
    readMessage(bytes.toString('latin1', start, end));
    at = end;
  }
}

function readMessage(text: string): void {
  const sentAtMs = /"sentAtMs":(\d+)/.exec(text)?.[1];
  if (sentAtMs === undefined) return;
  latencies.push(Date.now() - Number(sentAtMs));
  if (latencies.length === expected) report();
}

function report(): void {
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  process.send?.({ p50: at(0.5), p99: at(0.99), max: latencies.at(-1) });
  latencies.length = 0;
}

process.on('message', (messages) => {
  expected = Number(messages) * Number(count);
});
for (let left = Number(count); left > 0; left -= AT_ONCE) {
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, open));
}
process.send?.('open');
