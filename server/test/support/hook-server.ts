import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { after } from 'node:test';

interface Call {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program that is called by HTTP; `answer` says how it answers, by path. */
export interface HookServer {
  url: string;
  calls: Call[];
  answer: (path: string) => { status: number; headers?: Record<string, string>; body?: string } | null;
  /** The calls of a path. */
  of(path: string): Call[];
}

export async function startHookServer(): Promise<HookServer> {
  const server: HookServer = {
    url: '',
    calls: [],
    answer: () => null,
    of: (path) => server.calls.filter((call) => call.path === path),
  };
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      server.calls.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString() });
      const { status, headers = {}, body = 'ok' } = server.answer(path) ?? { status: 200 };
      response.writeHead(status, headers).end(body);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  server.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  after(() => {
    http.closeAllConnections();
    http.close();
  });
  return server;
}
