import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

/** How to reach one database as one account. Plain data, so that it can be handed to a worker thread. */
export interface Connection {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  ssl?: boolean | Record<string, unknown>;
  /** Settings of the session, such as `-c role=suite_app`. */
  options?: string;
  application_name?: string;
}

/** Reads a `postgres://` address. @throws TypeError when it is none. */
export function parseConnection(url: string): Connection {
  const config = parseIntoClientConfig(url);
  return {
    host: config.host ?? 'localhost',
    port: config.port ?? 5432,
    database: config.database ?? config.user ?? 'postgres',
    user: config.user ?? 'postgres',
    password: typeof config.password === 'string' ? config.password : '',
    ...(typeof config.ssl === 'boolean' || (config.ssl && typeof config.ssl === 'object')
      ? { ssl: typeof config.ssl === 'boolean' ? config.ssl : { ...config.ssl } }
      : {}),
  };
}

const INT8 = 20;
const DATE = 1082;

/** Whole numbers of eight bytes as numbers (ids and counts stay far below 2^53), dates as the text they are. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === INT8) return Number;
    if (format !== 'binary' && oid === DATE) return String;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

/** A pool whose broken idle connections are dropped quietly: the next query opens a new one, or says what is wrong. */
export function createPool(connection: Connection, max: number): pg.Pool {
  const pool = new pg.Pool({ ...connection, max, types, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** One connection for a few statements of start-up; closed by `work`'s end. */
export async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, types, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
