import type pg from 'pg';
import { type Connection, createPool } from './connection.ts';
import { collectAfterCommit } from './after-commit.ts';
import { type Db, kyselyOver } from './kysely-over.ts';
import { DatabaseSilentError, unlessSilent } from './silence.ts';
import { queryAsTenant } from './tenant-query.ts';

export type { Db } from './kysely-over.ts';

/** One transaction over an organization's business tables, run as that organization's own role. */
export interface BusinessSession {
  /** Statements here may touch the organization's schema (first in the search path) and nothing else. */
  client: pg.PoolClient;
  /** The schema's name, `org_<id>`. */
  schema: string;
  /** Queries over platform tables inside the same transaction, as the server's own role. Never two at once. */
  asPlatform<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

export interface Database {
  /** For queries that stand alone: the organization and the query travel in one round trip. */
  tenant(organizationId: number): Db;
  /** For several queries that take effect together or not at all. */
  transaction<T>(organizationId: number, work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * For business data. Makes the organization's schema and role at first use.
   * @param isolation all statements see the rows of the moment of the first, before which tables may still be locked
   */
  business<T>(
    organizationId: number,
    work: (session: BusinessSession) => Promise<T>,
    isolation?: 'repeatable read',
  ): Promise<T>;
  /** For what is asked before an organization is known: only the functions granted to the server's role answer. */
  readonly pool: pg.Pool;
  /** What a worker thread needs to reach the same database with the same rights. */
  readonly connection: Connection;
  close(): Promise<void>;
}

/** A statement that runs for longer is ended by the database; work on business data sets its own bounds. */
const STATEMENT_TIMEOUT_MS = 30_000;
export function createDatabase(connection: Connection, maxConnections: number): Database {
  const options = `${connection.options ?? ''} -c statement_timeout=${STATEMENT_TIMEOUT_MS}`;
  const pool = createPool({ ...connection, options }, maxConnections);
  const roles = new Map<number, string>();

  async function roleOf(organizationId: number): Promise<string> {
    const known = roles.get(organizationId);
    if (known !== undefined) return known;
    const { rows } = await pool.query<{ role: string }>('select ensure_organization_schema($1) as role', [
      organizationId,
    ]);
    const role = rows[0]?.role;
    if (role === undefined) throw new Error(`Organization ${organizationId} has no role for its business data`);
    roles.set(organizationId, role);
    return role;
  }

  return {
    pool,
    connection,
    tenant: (organizationId) =>
      kyselyOver(async (text, values) => {
        const client = await pool.connect();
        let broken: Error | undefined;
        try {
          return await unlessSilent(queryAsTenant(client, organizationId, { text, values, ...nameOf(text) }));
        } catch (error) {
          if (error instanceof DatabaseSilentError) broken = error;
          throw error;
        } finally {
          client.release(broken);
        }
      }),
    transaction: (organizationId, work) =>
      collectAfterCommit((enlist) =>
        inTransaction(pool, async (client) => {
          await unlessSilent(setOrganization(client, organizationId));
          return work(enlist(kyselyOver((text, values) => unlessSilent(client.query(text, values)))));
        }),
      ),
    async business(organizationId, work, isolation) {
      const role = await roleOf(organizationId);
      return collectAfterCommit((enlist) =>
        inTransaction(pool, (client) => runBusiness(client, organizationId, { role, enlist }, work), isolation),
      );
    },
    close: () => pool.end(),
  };
}

/**
 * A statement that begins with a comment of one word is prepared under that name: PostgreSQL then parses and plans it
 * once a connection. For the few that are sent for every request; their text must always be the same.
 */
function nameOf(text: string): { name: string } | null {
  const name = /^\/\* (\w+) \*\//.exec(text)?.[1];
  return name === undefined ? null : { name };
}

async function runBusiness<T>(
  client: pg.PoolClient,
  organizationId: number,
  { role, enlist }: { role: string; enlist: (db: Db) => Db },
  work: (session: BusinessSession) => Promise<T>,
): Promise<T> {
  const schema = `org_${organizationId}`;
  const enter = () =>
    client.query(
      `set local statement_timeout = 0; set local role ${client.escapeIdentifier(role)}; set local search_path = ${schema}, pg_temp`,
    );
  await setOrganization(client, organizationId);
  await enter();
  return work({
    client,
    schema,
    async asPlatform(platformWork) {
      await client.query('set local role suite_app; set local search_path = public, pg_temp');
      const result = await platformWork(enlist(kyselyOver((text, values) => client.query(text, values))));
      await enter();
      return result;
    },
  });
}

/** No SELECT: that would be the moment which a transaction of one moment sees. */
async function setOrganization(client: pg.PoolClient, organizationId: number): Promise<void> {
  await client.query(`set local app.organization_id = ${client.escapeLiteral(String(organizationId))}`);
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  isolation?: 'repeatable read',
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await unlessSilent(client.query(isolation === undefined ? 'begin' : `begin isolation level ${isolation}`));
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    if (error instanceof DatabaseSilentError) broken = error;
    else await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}
