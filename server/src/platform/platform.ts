import type { Config } from './config.ts';
import type { Accounts } from './db/accounts.ts';
import { createDatabase, type Database } from './db/database.ts';
import { createIds } from './ids.ts';
import type { JobHandler } from './jobs/job.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import type { Logger } from './log.ts';
import { createMessages, type Messages } from './messages/messages.ts';
import { createNegotiation, type Negotiate } from './messages/negotiation.ts';

/** What every domain is built on. */
export interface Platform {
  config: Readonly<Config>;
  accounts: Accounts;
  database: Database;
  jobs: Jobs;
  /** Every kind of background work; the domains add theirs. */
  handlers: Map<string, JobHandler>;
  log: Logger;
  messages: Messages;
  negotiate: Negotiate;
  newId(prefix: string): string;
}

const MAX_CONNECTIONS = 20;

export function createPlatform(config: Readonly<Config>, accounts: Accounts, log: Logger): Platform {
  const database = createDatabase(accounts.app, MAX_CONNECTIONS);
  const newId = createIds(Date.now);
  const handlers = new Map<string, JobHandler>();
  const { default: defaultLanguage, supported: supportedLanguages, detect: autoDetect } = config.language;
  return {
    config,
    accounts,
    database,
    log,
    newId,
    handlers,
    jobs: createJobs(database, newId, handlers),
    messages: createMessages({ onFault: (fault) => log.error({ fault }, 'message missing') }),
    negotiate: createNegotiation({ defaultLanguage, supportedLanguages, autoDetect }),
  };
}
