import { createHash, randomBytes } from 'node:crypto';
import { chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Account, accountForRoot, findClosedFolder } from './account.ts';
import { findBinaries } from './binaries.ts';

const INITDB_OPTIONS = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--no-instructions',
];

/** The product's own accounts come through the socket; through a port, where there is one, BI tools alone. */
const WHO_MAY_CONNECT = `# Written at every start.
local all all scram-sha-256
# Whoever made a role counts as a member of it.
host all postgres,suite_owner all reject
host all +suite_bi 127.0.0.1/32 scram-sha-256
host all +suite_bi ::1/128 scram-sha-256
`;

/** Where one PostgreSQL lives on disk and who runs it. */
export interface Cluster {
  native: string;
  /** The cluster's data directory. */
  folder: string;
  socketFolder: string;
  account: Account | null;
  password: string;
  /** True when this call made it. */
  created: boolean;
}

export interface ClusterEvents {
  initialising?(): void;
  /** The checkout is closed to the account that must run PostgreSQL, so the database lives elsewhere. */
  moved?(closedFolder: string, account: string, home: string): void;
}

/** Finds the cluster of `layout`, or makes it with initdb. Left half made, it is made anew. */
export async function prepareCluster(
  layout: ClusterLayout,
  run: (program: string, args: string[]) => Promise<void>,
): Promise<Cluster> {
  const { home, native, account } = layout;
  const folder = path.join(home, 'pg18');
  const socketFolder = socketFolderFor(folder);
  for (const each of [home, socketFolder]) {
    // Only the last folder is closed to others: PostgreSQL's account must get through those above it.
    await mkdir(path.dirname(each), { recursive: true });
    await mkdir(each, { recursive: true, mode: 0o700 });
    if (account) await chown(each, account.uid, account.gid);
  }
  const secretFile = path.join(home, 'superuser.secret');
  const created = !(await exists(path.join(folder, 'PG_VERSION')));
  if (created) {
    layout.events.initialising?.();
    await rm(folder, { recursive: true, force: true });
    const fresh = `${folder}.new`;
    await rm(fresh, { recursive: true, force: true });
    await writeFile(secretFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account) await chown(secretFile, account.uid, account.gid);
    const files = ['-D', fresh, `--pwfile=${secretFile}`, ...(layout.durable ? [] : ['--no-sync'])];
    await run('initdb', [...files, ...INITDB_OPTIONS]);
    await rename(fresh, folder);
  }
  const password = await readFile(secretFile, 'utf8');
  await writeSettings(folder, { ...layout.settings, unix_socket_directories: socketFolder });
  await writeFile(path.join(folder, 'pg_hba.conf'), WHO_MAY_CONNECT);
  return { native, folder, socketFolder, account, password, created };
}

export interface ClusterLayout {
  home: string;
  native: string;
  account: Account | null;
  settings: Record<string, string>;
  durable: boolean;
  events: ClusterEvents;
}

/** Decides where binaries and data live: below `dataFolder`, or, where PostgreSQL's account cannot reach it, in a system folder. */
export async function layOutCluster(
  dataFolder: string,
  settings: Record<string, string>,
  durable: boolean,
  events: ClusterEvents,
): Promise<ClusterLayout> {
  const native = await findBinaries();
  const home = path.resolve(dataFolder);
  const account = accountForRoot();
  const layout = { home, native, account, settings, durable, events };
  if (!account) return layout;
  const closed =
    (await findClosedFolder(path.join(native, 'bin', 'postgres'), account)) ??
    (await findClosedFolder(path.join(home, 'pg18'), account));
  if (closed === null || closed === home) return layout;
  const base = path.join('/var/lib/business-suite', createHash('sha256').update(home).digest('hex').slice(0, 12));
  events.moved?.(closed, account.name, base);
  await mkdir(base, { recursive: true, mode: 0o755 });
  const copy = path.join(base, 'native');
  if (!(await exists(path.join(copy, 'bin', 'postgres')))) {
    const partial = `${copy}.new`;
    await rm(partial, { recursive: true, force: true });
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    await rename(partial, copy);
  }
  return { ...layout, native: copy, home: path.join(base, 'data') };
}

/** A socket path may have at most 107 bytes, so it never lies inside the checkout. */
function socketFolderFor(cluster: string): string {
  return path.join(tmpdir(), `suite-pg-${createHash('sha256').update(cluster).digest('hex').slice(0, 10)}`);
}

async function writeSettings(folder: string, settings: Record<string, string>): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  await writeFile(path.join(folder, 'suite.conf'), `${lines.join('\n')}\n`);
  const main = path.join(folder, 'postgresql.conf');
  const text = await readFile(main, 'utf8');
  if (!text.includes("include 'suite.conf'")) await writeFile(main, `${text}\ninclude 'suite.conf'\n`);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
