import type { AddressInfo } from 'node:net';
import { ensureFirstOwner } from './first-owner.ts';
import { type Config, loadConfig } from './platform/config.ts';
import { openAccounts } from './platform/db/accounts.ts';
import { migrate } from './platform/db/migrate.ts';
import { createLog } from './platform/log.ts';
import { type OpenDatabase, openDatabase } from './platform/open-database.ts';
import { createPlatform } from './platform/platform.ts';
import { startErrors } from './platform/start.errors.ts';
import { createNarrator, type Narrator } from './narrator.ts';
import { version } from './version.ts';

/** Undone in reverse order, whatever happened on the way. */
type Undo = () => Promise<void>;

async function open(config: Readonly<Config>, say: Narrator, undo: Undo[]): Promise<OpenDatabase> {
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataFolder: config.dataFolder,
    exclusive: true,
    holder: 'Business Suite server',
    events: {
      initialising: () => say('initialising_database'),
      starting: () => say('starting_database'),
      adopting: () => say('adopting_database'),
      moved: (folder, account, instead) => say('data_folder_closed', { folder, account, instead }),
    },
  });
  undo.push(database.close);
  await migrate(database.owner, { onStart: (count) => say('migrating', { count }) });
  return database;
}

async function start(config: Readonly<Config>, say: Narrator, undo: Undo[]): Promise<void> {
  // The product is loaded while its database starts.
  const [database, { createApp }] = await Promise.all([open(config, say, undo), import('./app.ts')]);
  const accounts = await openAccounts(database.owner);
  const app = await createApp(createPlatform(config, accounts, createLog(config.logLevel)), version);
  undo.push(app.close);
  const firstOwner = await ensureFirstOwner(app, database.owner, config.admin);
  // Said at once: whatever fails from here on, the password is not lost.
  if (firstOwner?.password) say('owner_created', { email: firstOwner.email, password: firstOwner.password });
  else if (firstOwner) say('sign_in_hint', { email: firstOwner.email });
  await app.startWork();
  await app.http.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw startErrors.port_in_use({ port: config.port });
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
      throw startErrors.address_not_available({ host: config.host });
    if (error.code === 'EACCES') throw startErrors.port_in_use({ port: config.port });
    throw error;
  });
  say('listening', { url: urlOf(app.http.server.address(), config) });
  // After the address is known to work: the first sign-in shall not wait for it, nor the start.
  app.identity.warmUp().catch(() => {});
}

function urlOf(address: string | AddressInfo | null, config: Readonly<Config>): string {
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return (
    config.publicUrl ?? `http://${host}:${typeof address === 'object' && address !== null ? address.port : config.port}`
  );
}

async function stop(undo: Undo[]): Promise<void> {
  for (const step of undo.splice(0).toReversed()) await step();
}

async function main(): Promise<void> {
  const undo: Undo[] = [];
  let say = createNarrator('en');
  let stopping = false;
  const shutDown = async () => {
    // A second signal while the first is being obeyed changes nothing: the bounded steps below do end.
    if (stopping) return;
    stopping = true;
    say('stopping');
    await stop(undo);
    say('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void shutDown());
  try {
    const config = loadConfig(process.env, process.cwd());
    say = createNarrator(config.language.default);
    await start(config, say, undo);
  } catch (error) {
    if (stopping) return;
    say.failure(error);
    await stop(undo).catch(() => {});
    process.exit(1);
  }
}

await main();
