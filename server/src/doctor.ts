import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { isConsoleBuilt } from './http/console-files.ts';
import type { Config } from './platform/config.ts';
import { type Connection, withClient } from './platform/db/connection.ts';
import { listMissingMigrations } from './platform/db/migrate.ts';
import { listUnprotectedTables } from './platform/db/row-security.ts';
import { isAppError } from './platform/errors.ts';
import { formatBytes } from './platform/messages/formats.ts';
import { createMessages } from './platform/messages/messages.ts';
import { openDatabase } from './platform/open-database.ts';

type Verdict = 'ok' | 'warning' | 'failed';
type Params = Record<string, string | number>;
type Report = (verdict: Verdict, finding: string, params: Params) => void;

const LEAST_FREE_BYTES = 1024 ** 3;

/**
 * Looks at everything that a start leans on and says, a line each, what is well and what is not.
 * @returns the exit code: 1 when something failed
 */
export async function diagnose(config: Readonly<Config>, print: (line: string) => void): Promise<number> {
  const messages = createMessages({ onFault: () => {}, isolateTexts: false });
  const language = config.language.default;
  const words = (key: string, params: Params = {}) => messages.translate(language, key, params);
  let failed = false;
  const report: Report = (verdict, finding, params) => {
    failed ||= verdict === 'failed';
    print(`${words(`platform.doctor.${verdict}`)}: ${words(`platform.doctor.${finding}`, params)}`);
  };
  report('ok', 'node', { version: process.versions.node });
  report('ok', 'platform', { platform: `${process.platform}-${process.arch}` });
  if (config.databaseUrl === null) await checkDataFolder(config, report);
  const built = await isConsoleBuilt();
  report(built ? 'ok' : 'warning', 'console_built', { built: String(built) });
  await checkPort(config, report);
  try {
    await checkDatabase(config, report);
  } catch (error) {
    if (!isAppError(error)) throw error;
    failed = true;
    print(
      `${words('platform.doctor.failed')}: ${words(`${error.namespace}.errors.${error.code}.detail`, error.params)}`,
    );
  }
  return failed ? 1 : 0;
}

async function checkDataFolder({ dataFolder, language }: Readonly<Config>, report: Report): Promise<void> {
  const writable = await mkdir(dataFolder, { recursive: true })
    .then(() => access(dataFolder, constants.W_OK))
    .then(
      () => true,
      () => false,
    );
  report(writable ? 'ok' : 'failed', 'data_folder', { folder: dataFolder });
  if (!writable) return;
  const { bavail, bsize } = await statfs(dataFolder);
  const free = bavail * bsize;
  report(free < LEAST_FREE_BYTES ? 'warning' : 'ok', 'disk', { free: formatBytes(free, language.default) });
}

async function checkPort({ host, port }: Readonly<Config>, report: Report): Promise<void> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port }, () => probe.close(() => resolve(true)));
  });
  const own = !free && (await isOurs(host, port));
  report(free || own ? 'ok' : 'warning', 'port', { port, state: free ? 'free' : own ? 'own' : 'other' });
}

async function isOurs(host: string, port: number): Promise<boolean> {
  const answer = await fetch(`http://${host}:${port}/api/v1/monitoring/health`, { signal: AbortSignal.timeout(2000) })
    .then((response) => response.text())
    .catch(() => '');
  return answer.includes('"live":true');
}

async function checkDatabase(config: Readonly<Config>, report: Report): Promise<void> {
  const { databaseUrl, dataFolder, biPort } = config;
  const database = await openDatabase({ databaseUrl, dataFolder, biPort, holder: 'suite doctor', exclusive: false });
  try {
    const { owner } = database;
    report('ok', 'database', {
      host: database.embedded ? dataFolder : `${owner.host}:${owner.port}/${owner.database}`,
    });
    const { version, waiting, failed } = await readFigures(owner);
    report('ok', 'database_version', { version });
    const missing = await listMissingMigrations(owner);
    report(missing.length === 0 ? 'ok' : 'warning', 'migrations', { count: missing.length });
    if (missing.length > 0) return;
    const tables = await listUnprotectedTables(owner);
    report(tables.length === 0 ? 'ok' : 'failed', 'row_security', { count: tables.length, tables: tables.join(', ') });
    report('ok', 'queue', { waiting, failed });
  } finally {
    await database.close();
  }
}

async function readFigures(owner: Connection): Promise<{ version: string; waiting: number; failed: number }> {
  return withClient(owner, async (client) => {
    const server = await client.query<{ version: string; queue: boolean }>(
      "select current_setting('server_version') as version, to_regclass('graphile_worker.jobs') is not null as queue",
    );
    const { version = '', queue = false } = server.rows[0] ?? {};
    if (!queue) return { version, waiting: 0, failed: 0 };
    const jobs = await client.query<{ waiting: number; failed: number }>(
      `select count(*) filter (where attempts < max_attempts) as waiting,
              count(*) filter (where attempts >= max_attempts) as failed from graphile_worker.jobs`,
    );
    return { version, ...(jobs.rows[0] ?? { waiting: 0, failed: 0 }) };
  });
}
