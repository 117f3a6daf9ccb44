import { randomBytes } from 'node:crypto';
import type { App } from './app.ts';
import { type Connection, withClient } from './platform/db/connection.ts';
import { locks } from './platform/db/locks.ts';

export interface FirstOwner {
  email: string;
  /** The password that was made up; null where the environment gave one. */
  password: string | null;
}

/**
 * Makes organization 1 and its owner at the very first start. Nodes that start together wait for each other, and what a
 * killed start left half done is made anew.
 * @returns null when it was done before
 */
export async function ensureFirstOwner(
  app: App,
  owner: Connection,
  admin: { email: string; password: string | null },
): Promise<FirstOwner | null> {
  return withClient(owner, async (client) => {
    await client.query('select pg_advisory_lock($1, $2)', [...locks.migration]);
    const { rowCount } = await client.query('select from installation where owner_created_at is not null');
    if (rowCount !== 0) return null;
    await client.query('delete from identity."user"');
    await client.query(
      "delete from organizations where id = 1 and set_config('app.organization_id', '1', false) = '1'",
    );
    const password = admin.password ?? randomBytes(12).toString('base64url');
    const name = admin.email.split('@', 1)[0] ?? admin.email;
    const user = await app.identity.createUser({ email: admin.email, password, name });
    await app.tenancy.createOrganization('My organization', 'enterprise', user, 1);
    await client.query('update installation set owner_created_at = now()');
    return { email: admin.email, password: admin.password === null ? password : null };
  });
}
