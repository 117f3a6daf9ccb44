import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { startApiProcesses } from './api-processes.ts';
import { type App, createApp } from './app.ts';
import { ensureFirstOwner } from './first-owner.ts';
import type { Narrator } from './narrator.ts';
import type { Config } from './platform/config.ts';
import { openAccounts } from './platform/db/accounts.ts';
import type { Connection } from './platform/db/connection.ts';
import { migrate } from './platform/db/migrate.ts';
import { createLog } from './platform/log.ts';
import { createPlatform } from './platform/platform.ts';
import { startErrors } from './platform/start.errors.ts';
import { version } from './version.ts';

const WARM_UP_AFTER_MS = 1000;

/**
 * Brings the database up to date, puts the product together on it and listens.
 * @param onCreated given what closes the product again, before anything of it runs
 */
export async function serve(
  config: Readonly<Config>,
  owner: Connection,
  { say, onCreated }: { say: Narrator; onCreated(close: () => Promise<void>): void },
): Promise<void> {
  await migrate(owner, { onStart: (count) => say('migrating', { count }) });
  const accounts = await openAccounts(owner);
  const app = await createApp(createPlatform(config, accounts, createLog(config.logLevel)), version);
  onCreated(app.close);
  const firstOwner = await ensureFirstOwner(app, owner, config.admin);
  // Said at once: whatever fails from here on, the password is not lost.
  if (firstOwner?.password) say('owner_created', { email: firstOwner.email, password: firstOwner.password });
  else if (firstOwner) say('sign_in_hint', { email: firstOwner.email });
  if (firstOwner && config.sampleData) await app.sample.start(1, {}, { kind: 'system', id: null });
  await app.startWork();
  if (config.apiProcesses > 1) await requireFreePort(config);
  const port = await listen(app, config);
  if (config.apiProcesses > 1) {
    const others = { ...config, role: 'api', port } as const;
    const onFallen = () => say('api_process_fell');
    const stop = await startApiProcesses(config.apiProcesses - 1, { config: others, owner }, onFallen);
    onCreated(stop);
  }
  say('listening', { url: urlOf(app.http.server.address(), config) });
  warmUp(app);
}

/** Answers requests on the port of a main process, which has brought the database up to date. */
export async function serveRequests(
  config: Readonly<Config>,
  owner: Connection,
  onCreated: (close: () => Promise<void>) => void,
): Promise<void> {
  const accounts = await openAccounts(owner);
  const app = await createApp(createPlatform(config, accounts, createLog(config.logLevel)), version);
  onCreated(app.close);
  await listen(app, config);
  warmUp(app);
}

/** @returns the port */
async function listen({ http }: App, { host, port, apiProcesses }: Readonly<Config>): Promise<number> {
  const reusePort = apiProcesses > 1;
  // Handed on to node:net, though Fastify's types do not name it.
  const shared = { reusePort };
  await http.listen({ host, port, ...shared }).catch((error: NodeJS.ErrnoException) => {
    throw reusePort && error.code === 'ENOTSUP' ? startErrors.port_not_shareable({}) : toStartError(error, host, port);
  });
  const address = http.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Whoever shares a port would share it with another node too, so it is taken alone for a moment first. */
async function requireFreePort({ host, port }: Readonly<Config>): Promise<void> {
  const probe = createServer().listen({ host, port });
  await once(probe, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw toStartError(error, host, port);
  });
  probe.close();
  await once(probe, 'close');
}

function toStartError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return startErrors.port_in_use({ port });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return startErrors.address_not_available({ host });
  return error;
}

/** Neither the start nor whoever asks at once shall wait for what the first sign-in needs. */
function warmUp({ identity, http }: App): void {
  setTimeout(() => {
    identity
      .warmUp()
      .then(http.compileSchemas)
      .catch(() => {});
  }, WARM_UP_AFTER_MS).unref();
}

function urlOf(address: string | AddressInfo | null, config: Readonly<Config>): string {
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return (
    config.publicUrl ?? `http://${host}:${typeof address === 'object' && address !== null ? address.port : config.port}`
  );
}
