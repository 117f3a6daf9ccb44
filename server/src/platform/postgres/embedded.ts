import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { startErrors } from '../start.errors.ts';
import type { Account } from './account.ts';
import { type Cluster, type ClusterEvents, layOutCluster, prepareCluster } from './cluster.ts';

/** How to reach the embedded server as its superuser. */
export interface EmbeddedConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

export interface EmbeddedPostgres {
  connection: EmbeddedConnection;
  /** True when the server was running already, left by a process that was killed. */
  adopted: boolean;
  created: boolean;
  /** Starts the server again where it has fallen. @throws AppError postgres_did_not_start */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedEvents extends ClusterEvents {
  /** The server is on its way; whoever has something else to do meanwhile may begin. */
  starting?(): void;
  adopting?(): void;
}

export interface EmbeddedOptions {
  dataFolder: string;
  settings?: Record<string, string>;
  /** Listens there on this machine for BI tools; without it nowhere but on the socket. */
  biPort?: number | null;
  /** False gives up crash safety for speed: for tests only. */
  durable?: boolean;
  events?: EmbeddedEvents;
}

/** Also part of the name of the socket. */
const DEFAULT_PORT = 5432;

const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // Nobody copies this database by its log: what is filled in the transaction that makes it goes to the disk once.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // This build has no lz4.
  wal_compression: 'pglz',
  jit: 'off',
  shared_preload_libraries: 'pg_stat_statements',
};

const NOT_DURABLE: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  file_copy_method: 'copy',
};

/** Starts the private PostgreSQL of `dataFolder`, or adopts the one that still runs there. @throws AppError in words when it cannot. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const durable = options.durable ?? true;
  const events = options.events ?? {};
  const { biPort = null } = options;
  const listening: Record<string, string> =
    biPort === null ? {} : { listen_addresses: 'localhost', port: String(biPort) };
  const settings = { ...SETTINGS, ...listening, ...(durable ? {} : NOT_DURABLE), ...options.settings };
  const layout = await layOutCluster(options.dataFolder, settings, durable, events);
  const run = (program: string, args: string[]) => runProgram(layout.native, program, args, layout.account);
  const cluster = await prepareCluster(layout, run);
  const runningPort = await findRunningPort(cluster);
  const connection = {
    host: cluster.socketFolder,
    port: runningPort ?? DEFAULT_PORT,
    user: 'postgres',
    password: cluster.password,
    database: 'postgres',
  };
  const adopted = runningPort !== null && (await answers(connection));
  if (!adopted) connection.port = biPort ?? DEFAULT_PORT;
  if (adopted) events.adopting?.();
  else await startServer(cluster, run, events);
  return {
    connection,
    adopted,
    created: cluster.created,
    async revive() {
      if (!(await answers(connection))) await startServer(cluster, run, {});
    },
    stop: () => run('pg_ctl', ['stop', '-D', cluster.folder, '-m', 'fast', '-w', '-t', '30']),
  };
}

/** The port of a server that was left running may be another than the one that is wanted now. */
async function findRunningPort({ folder }: Cluster): Promise<number | null> {
  const lines = (await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return Number(lines[3]) || null;
}

async function startServer(cluster: Cluster, run: Run, events: EmbeddedEvents): Promise<void> {
  await waitUntilReaped(path.join(cluster.folder, 'postmaster.pid'));
  const log = path.join(cluster.folder, 'server.log');
  try {
    // pg_ctl gives the server a session of its own: Ctrl-C in the terminal reaches us first, and we stop it in order.
    const started = run('pg_ctl', ['start', '-D', cluster.folder, '-w', '-t', '60', '-s', '-l', log]);
    events.starting?.();
    await started;
  } catch (cause) {
    const lines = (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-8).join('\n');
    throw startErrors.postgres_did_not_start({ log, lines }, { cause });
  }
}

type Run = (program: string, args: string[]) => Promise<void>;

function runProgram(native: string, program: string, args: string[], account: Account | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(native, 'bin', program), args, {
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
      env: { LC_ALL: 'C', TZ: 'UTC' },
      cwd: '/',
      // pg_ctl's server would keep a pipe open for as long as it lives, so only a program that ends may have one.
      stdio: ['ignore', 'ignore', program === 'initdb' ? 'pipe' : 'ignore'],
    });
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code}: ${complaint.trim()}`));
    });
  });
}

async function answers(connection: EmbeddedConnection): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A killed server stays a zombie until process 1 reaps it, and PostgreSQL's lock file takes a zombie for alive. */
async function waitUntilReaped(pidFile: string): Promise<void> {
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  const deadline = performance.now() + 2000;
  while (await isZombie(pid)) {
    if (performance.now() > deadline) {
      // Process 1 does not reap (a container without an init): the server is dead all the same.
      await rm(pidFile, { force: true });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isZombie(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).startsWith('Z');
}
