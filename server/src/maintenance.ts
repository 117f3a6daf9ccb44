import { readFile, writeFile } from 'node:fs/promises';
import { version } from './version.ts';
import { type KeptHead, verifyAudit } from './platform/audit/verify.ts';
import { backUp } from './platform/backup/back-up.ts';
import { replaceDatabase } from './platform/backup/replace.ts';
import { checkBackup, restore } from './platform/backup/restore.ts';
import type { Config } from './platform/config.ts';
import { openAccounts } from './platform/db/accounts.ts';
import type { Connection } from './platform/db/connection.ts';
import { createDatabase } from './platform/db/database.ts';
import { migrate } from './platform/db/migrate.ts';
import { formatBytes } from './platform/messages/formats.ts';
import { createMessages } from './platform/messages/messages.ts';
import { openDatabase } from './platform/open-database.ts';

/** Commands that need the database and nothing of the product that runs on it. */
interface Order {
  config: Readonly<Config>;
  /** What stands on the command line without a name. */
  file: string | undefined;
  options: Readonly<Record<string, string | boolean | undefined>>;
  print(line: string): void;
}

interface MaintenanceCommand {
  usage: string;
  needsFile: boolean;
  options: Readonly<Record<string, 'string' | 'boolean'>>;
  /** @returns the exit code */
  run(order: Order, owner: Connection): Promise<number>;
}

export const maintenanceCommands: Readonly<Record<string, MaintenanceCommand>> = {
  backup: { usage: 'backup FILE', needsFile: true, options: {}, run: runBackup },
  restore: { usage: 'restore FILE [--force]', needsFile: true, options: { force: 'boolean' }, run: runRestore },
  'verify-audit': {
    usage: 'verify-audit [--against HEADS] [--keep-heads HEADS]',
    needsFile: false,
    options: { against: 'string', 'keep-heads': 'string' },
    run: (order, owner) => migrate(owner).then(() => runVerification(order, owner)),
  },
};

/** Runs one beside a running server, or without one. @returns the exit code */
export async function runMaintenance(name: string, order: Order): Promise<number> {
  const { databaseUrl, dataFolder, biPort } = order.config;
  const database = await openDatabase({ databaseUrl, dataFolder, biPort, exclusive: false, holder: `suite ${name}` });
  try {
    return (await maintenanceCommands[name]?.run(order, database.owner)) ?? 1;
  } finally {
    await database.close();
  }
}

function createWords({ config, print }: Order) {
  const messages = createMessages({ onFault: () => {}, isolateTexts: false });
  const language = config.language.default;
  return {
    say: (key: string, params: Record<string, string | number> = {}) =>
      print(messages.translate(language, `platform.maintenance.${key}`, params)),
    bytes: (count: number) => formatBytes(count, language),
  };
}

async function runBackup(order: Order, owner: Connection): Promise<number> {
  const { say, bytes } = createWords(order);
  const { file = '', config } = order;
  const started = performance.now();
  await migrate(owner);
  const { tables, rows, contentBytes, fileBytes } = await backUp(owner, {
    path: file,
    productVersion: version,
    passphrase: config.backupPassphrase,
    now: new Date(),
  });
  const seconds = (performance.now() - started) / 1000;
  say('backed_up', { file, tables, rows, size: bytes(fileBytes), speed: bytes(contentBytes / seconds) });
  say(config.backupPassphrase === null ? 'in_clear' : 'encrypted', { file });
  return 0;
}

async function runRestore(order: Order, owner: Connection): Promise<number> {
  const { say } = createWords(order);
  const { file: path = '', config, options } = order;
  const wanted = { path, passphrase: config.backupPassphrase, now: new Date() };
  await checkBackup(wanted);
  const restored =
    options['force'] === true
      ? await replaceDatabase(owner, wanted)
      : { ...(await restore(owner, wanted)), before: null };
  say('restored', { file: path, tables: restored.tables, rows: restored.rows });
  if (restored.before !== null) say('replaced', { database: restored.before });
  return runVerification({ ...order, options: {} }, owner);
}

async function runVerification(order: Order, owner: Connection): Promise<number> {
  const { say } = createWords(order);
  const { options } = order;
  const accounts = await openAccounts(owner);
  const database = createDatabase(accounts.app, 2);
  const heads: KeptHead[] = [];
  let faults = 0;
  const keep = options['keep-heads'];
  const against = options['against'];
  try {
    const { organizations, rows } = await verifyAudit({
      database,
      owner,
      secret: accounts.secret,
      onFault({ kind, organizationId, from, to }) {
        faults++;
        say('audit_fault', { kind, organization: organizationId, from, to });
      },
      ...(typeof keep === 'string' ? { onHead: (head) => heads.push(head) } : {}),
      ...(typeof against === 'string' ? { kept: await readHeads(against) } : {}),
    });
    if (typeof keep === 'string') await writeFile(keep, heads.map((head) => `${JSON.stringify(head)}\n`).join(''));
    say(faults === 0 ? 'audit_holds' : 'audit_broken', { organizations, rows, faults });
    return faults === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

async function readHeads(file: string): Promise<Map<number, KeptHead>> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  const heads = lines.map((line): KeptHead => JSON.parse(line));
  return new Map(heads.map((head) => [head.organizationId, head]));
}
