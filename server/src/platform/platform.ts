import { type Audit, createAudit } from './audit/audit.ts';
import type { Config } from './config.ts';
import type { Accounts } from './db/accounts.ts';
import { createDatabase, type Database } from './db/database.ts';
import { createIdempotencyKeys, type IdempotencyKeys } from './idempotency/idempotency-keys.ts';
import { createIds } from './ids.ts';
import type { JobHandler } from './jobs/job.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import type { Logger } from './log.ts';
import { createMessages, type Messages } from './messages/messages.ts';
import { createNegotiation, type Negotiate } from './messages/negotiation.ts';
import { createOutbound, type Outbound } from './outbound/outbound.ts';
import { createSecrets, type Secrets } from './secrets/secrets.ts';
import { createSignals, type Signals } from './signals.ts';
import { createTelemetry, type Telemetry } from './telemetry/telemetry.ts';

/** What every domain is built on. */
export interface Platform extends Signals {
  config: Readonly<Config>;
  accounts: Accounts;
  database: Database;
  /** Who did what; kept so that no change of it stays hidden. */
  audit: Audit;
  idempotencyKeys: IdempotencyKeys;
  telemetry: Telemetry;
  jobs: Jobs;
  /** Every kind of background work; the domains add theirs. */
  handlers: Map<string, JobHandler>;
  log: Logger;
  /** The one way to addresses that a user has named. */
  outbound: Outbound;
  /** What organizations have entrusted to the product. */
  secrets: Secrets;
  messages: Messages;
  negotiate: Negotiate;
  newId(prefix: string): string;
  /** As which this process says that it lives, where it does background work. */
  nodeId: string;
  /** Says what is still to be said to other nodes, and closes every connection. */
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 20;

export function createPlatform(config: Readonly<Config>, accounts: Accounts, log: Logger): Platform {
  const database = createDatabase(accounts.app, MAX_CONNECTIONS);
  const newId = createIds(Date.now);
  const handlers = new Map<string, JobHandler>();
  const signals = createSignals({ config, accounts, database, handlers, log, newId });
  const { default: defaultLanguage, supported: supportedLanguages, detect: autoDetect } = config.language;
  return {
    ...signals,
    config,
    accounts,
    database,
    audit: createAudit(accounts.secret),
    idempotencyKeys: createIdempotencyKeys(database, accounts.secret),
    telemetry: createTelemetry(),
    log,
    outbound: createOutbound({ ...config.outbound, log }),
    secrets: createSecrets({ ...config.secrets, installationSecret: accounts.secret }),
    newId,
    nodeId: newId('node'),
    handlers,
    jobs: createJobs(database, newId, handlers, signals.jobSignals),
    messages: createMessages({ onFault: (fault) => log.error({ fault }, 'message missing') }),
    negotiate: createNegotiation({ defaultLanguage, supportedLanguages, autoDetect }),
    async close() {
      await signals.bus.close();
      await Promise.all([signals.redis?.close(), database.close()]);
    },
  };
}
