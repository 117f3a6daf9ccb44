import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { type Connection, withClient } from '../db/connection.ts';
import type { EmbeddedConnection } from './embedded.ts';

const OWNER = 'suite_owner';

/**
 * In the embedded server the product works as it does on any other: through an account that owns its database and may
 * make roles, and is no superuser. Makes both where they are missing.
 */
export async function ensureOwner(superuser: EmbeddedConnection, database: string): Promise<Connection> {
  const password = createHmac('sha256', superuser.password).update(OWNER).digest('base64url');
  await withClient(superuser, async (client) => {
    if (!(await exists(client, 'select from pg_roles where rolname = $1', OWNER))) {
      await client.query(`create role ${OWNER} login createrole createdb password ${client.escapeLiteral(password)}`);
    }
    if (!(await exists(client, 'select from pg_database where datname = $1', database))) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${OWNER}`);
    }
  });
  return { ...superuser, user: OWNER, password, database };
}

async function exists(client: pg.Client, query: string, name: string): Promise<boolean> {
  return (await client.query(query, [name])).rowCount !== 0;
}
