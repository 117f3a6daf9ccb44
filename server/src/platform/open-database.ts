import pg from 'pg';
import { type Connection, parseConnection, withClient } from './db/connection.ts';
import { locks } from './db/locks.ts';
import { type EmbeddedEvents, type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded.ts';
import { ensureOwner } from './postgres/owner.ts';
import { startErrors } from './start.errors.ts';

const DATABASE = 'suite';

export interface OpenDatabase {
  /** The account that owns the database: for migrations and administration only. */
  owner: Connection;
  embedded: boolean;
  close(): Promise<void>;
}

export interface OpenOptions {
  databaseUrl: string | null;
  dataFolder: string;
  /** Where the embedded one listens for BI tools. */
  biPort?: number | null;
  /** How many connections the embedded one takes. */
  maxConnections?: number;
  /** What this process calls itself to another that wants the same data folder. */
  holder: string;
  /** A server needs an embedded database for itself; a command works beside a server. */
  exclusive: boolean;
  events?: EmbeddedEvents & {
    /** The embedded server ended without having been told to; it is being started again. */
    fallen?(): void;
    revived?(): void;
  };
}

/**
 * Opens the database of `databaseUrl`, or starts the embedded one.
 * @throws AppError database_unreachable, data_folder_held, and what keeps the embedded server from starting
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  if (options.databaseUrl !== null) {
    const owner = parseConnection(options.databaseUrl);
    await withClient(owner, (client) => client.query('select 1')).catch((cause: unknown) => {
      throw startErrors.database_unreachable(
        { host: `${owner.host}:${owner.port}/${owner.database}`, reason: reasonOf(cause) },
        { cause },
      );
    });
    return { owner, embedded: false, close: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({
    dataFolder: options.dataFolder,
    biPort: options.biPort ?? null,
    ...(options.maxConnections === undefined ? {} : { settings: { max_connections: String(options.maxConnections) } }),
    ...(options.events ? { events: options.events } : {}),
  });
  try {
    const owner = await ensureOwner(server.connection, DATABASE);
    // Whoever started the database may stop it, so nobody else may lean on it meanwhile.
    if (!options.exclusive && server.adopted) return { owner, embedded: true, close: () => Promise.resolve() };
    const claim = await holdDatabase(server, owner, options);
    return {
      owner,
      embedded: true,
      async close() {
        await claim.release();
        await server.stop();
      },
    };
  } catch (error) {
    if (!server.adopted) await server.stop();
    throw error;
  }
}

const REVIVE_AFTER_MS = 200;
const REVIVE_AT_MOST_AFTER_MS = 5000;

/** Holds the claim, and brings the server back when it falls: whoever started it answers for it. */
async function holdDatabase(server: EmbeddedPostgres, owner: Connection, options: OpenOptions) {
  let released = false;
  let reviving: Promise<void> | undefined;
  let claim = watch(await claimDatabase(owner, options));

  function watch(client: pg.Client): pg.Client {
    client.once('end', () => {
      if (!released) reviving ??= revive().finally(() => (reviving = undefined));
    });
    return client;
  }

  async function revive(): Promise<void> {
    options.events?.fallen?.();
    for (let waitMs = REVIVE_AFTER_MS; ; waitMs = Math.min(waitMs * 2, REVIVE_AT_MOST_AFTER_MS)) {
      // The fallen server's last processes may still hold its memory.
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      if (released) return;
      try {
        await server.revive();
        claim = watch(await claimDatabase(owner, options));
        options.events?.revived?.();
        return;
      } catch {
        // Tried again, for as long as this process lives.
      }
    }
  }

  return {
    async release() {
      released = true;
      await reviving;
      await claim.end().catch(() => {});
    },
  };
}

/** A lock of the session: a process that is killed loses it, and none can be left behind. */
async function claimDatabase(owner: Connection, { holder, dataFolder }: OpenOptions): Promise<pg.Client> {
  const client = new pg.Client({ ...owner, application_name: `${holder}, process ${process.pid}` });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', [
    ...locks.owner,
  ]);
  if (rows[0]?.mine) return client;
  const other = await client.query<{ holder: string }>(
    `select a.application_name as holder from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted`,
    [...locks.owner],
  );
  await client.end();
  throw startErrors.data_folder_held({ folder: dataFolder, holder: other.rows[0]?.holder ?? '' });
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
