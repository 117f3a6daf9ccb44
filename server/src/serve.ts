import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
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
  await app.http.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw startErrors.port_in_use({ port: config.port });
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
      throw startErrors.address_not_available({ host: config.host });
    if (error.code === 'EACCES') throw startErrors.port_in_use({ port: config.port });
    throw error;
  });
  say('listening', { url: urlOf(app.http.server.address(), config) });
  // Neither the start nor whoever asks at once shall wait for what the first sign-in needs.
  setTimeout(() => {
    app.identity
      .warmUp()
      .then(app.http.compileSchemas)
      .catch(() => {});
  }, WARM_UP_AFTER_MS).unref();
}

function urlOf(address: string | AddressInfo | null, config: Readonly<Config>): string {
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return (
    config.publicUrl ?? `http://${host}:${typeof address === 'object' && address !== null ? address.port : config.port}`
  );
}
