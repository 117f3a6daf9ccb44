import fastifyStatic from '@fastify/static';
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Http } from './http.ts';

const FOLDER = new URL('../../../console/dist/', import.meta.url);

export async function isConsoleBuilt(): Promise<boolean> {
  return access(new URL('index.html', FOLDER)).then(
    () => true,
    () => false,
  );
}

/** Serves the console: its files as they are, and its page for every address that is a screen of it. */
export async function registerConsoleFiles(http: Http, folder = FOLDER): Promise<void> {
  await http.register(fastifyStatic, {
    root: fileURLToPath(folder),
    serve: false,
    preCompressed: true,
    setHeaders(reply, path) {
      // Built files carry a digest in their name; the page itself must always be the newest.
      const lasting = path.includes('/assets/');
      void reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const url of ['/', '/*'] as const) {
    http.get(url, { schema: { hide: true } }, (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '';
      if (/^\/(api|docs|ws)(\/|$)/.test(path)) return reply.callNotFound();
      const isFile = path.startsWith('/assets/') || /\.[a-z\d]{2,5}$/i.test(path);
      return reply.sendFile(isFile ? path : 'index.html');
    });
  }
}
