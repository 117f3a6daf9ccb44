import { type App, createApp } from './app.ts';
import type { Narrator } from './narrator.ts';
import type { Config } from './platform/config.ts';
import { openAccounts } from './platform/db/accounts.ts';
import { migrate } from './platform/db/migrate.ts';
import { createLog } from './platform/log.ts';
import { openDatabase } from './platform/open-database.ts';
import { createPlatform } from './platform/platform.ts';
import { version } from './version.ts';

/** The whole product for one command, beside a running server or without one: then the embedded database is started for its duration. */
export async function withApp<T>(
  { config, holder, say }: { config: Readonly<Config>; holder: string; say: Narrator },
  work: (app: App) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataFolder: config.dataFolder,
    biPort: config.biPort,
    exclusive: false,
    holder,
    events: { moved: (folder, account, instead) => say('data_folder_closed', { folder, account, instead }) },
  });
  try {
    await migrate(database.owner);
    const accounts = await openAccounts(database.owner);
    const app = await createApp(createPlatform(config, accounts, createLog('silent')), version);
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}
