import { createNarrator, type Narrator } from './narrator.ts';
import { type Config, loadConfig } from './platform/config.ts';
import { openDatabase } from './platform/open-database.ts';
import type * as Product from './serve.ts';

/** Of one process that answers requests, and of what stands beside them: jobs, commands, BI tools. */
const CONNECTIONS_A_PROCESS = 30;
const OTHER_CONNECTIONS = 70;

/** Undone in reverse order, whatever happened on the way. */
type Undo = () => Promise<void>;

async function start(config: Readonly<Config>, say: Narrator, undo: Undo[]): Promise<void> {
  // Loading the product takes as long as starting its database: both at once.
  let loading: Promise<typeof Product> | undefined;
  const load = () => (loading ??= import('./serve.ts'));
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataFolder: config.dataFolder,
    biPort: config.biPort,
    maxConnections: OTHER_CONNECTIONS + CONNECTIONS_A_PROCESS * config.apiProcesses,
    exclusive: true,
    holder: 'Business Suite server',
    events: {
      initialising: () => say('initialising_database'),
      starting() {
        say('starting_database');
        void load();
      },
      adopting: () => say('adopting_database'),
      fallen: () => say('database_fell'),
      revived: () => say('database_revived'),
      moved: (folder, account, instead) => say('data_folder_closed', { folder, account, instead }),
    },
  });
  undo.push(database.close);
  const { serve } = await load();
  await serve(config, database.owner, { say, onCreated: (close) => undo.push(close) });
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
