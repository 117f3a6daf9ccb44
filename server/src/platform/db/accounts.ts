import { createHmac, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { type Connection, withClient } from './connection.ts';
import { locks } from './locks.ts';

/** The roles that the server works as. Each is a login account of its own that owns nothing and may do only its part. */
const roles = ['suite_app', 'suite_identity', 'suite_jobs'] as const;
type Role = (typeof roles)[number];

/** The secret that everything of one installation is derived from, and the connections of the server's accounts. */
export interface Accounts {
  /** 32 random bytes, base64url; made once for each database. */
  secret: string;
  app: Connection;
  identity: Connection;
  jobs: Connection;
}

/**
 * Makes the login accounts of this database where they are missing, and answers how to connect as each.
 * Their passwords are derived from the installation's secret, which only the owner of the database can read, so that
 * every node derives the same ones and none is written anywhere.
 */
export async function openAccounts(owner: Connection): Promise<Accounts> {
  return withClient(owner, async (client) => {
    await client.query('select pg_advisory_lock($1, $2)', [...locks.migration]);
    await closeDatabase(client);
    const installation = await readInstallation(client);
    const connectionAs = async (role: Role): Promise<Connection> => {
      const user = `${role}_${installation.id}`;
      const password = createHmac('sha256', installation.secret).update(`database account ${role}`).digest('base64url');
      await makeAccount(client, user, password, role);
      // Not inherited but taken on: the account's own name has no rights at all.
      return { ...owner, user, password, options: `-c role=${role}` };
    };
    return {
      secret: installation.secret,
      app: await connectionAs('suite_app'),
      identity: await connectionAs('suite_identity'),
      jobs: await connectionAs('suite_jobs'),
    };
  });
}

/** Rights on a database itself are not part of what a template or a copy of it hands on, so they are set here and not by a migration. */
export async function closeDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; visitors: string; known: boolean; closed: boolean }>(
    `select current_database() as name, format('suite_%s_bi', d.oid) as visitors,
            r.oid is not null as known, has_database_privilege('suite_provisioner', d.oid, 'create') as closed
       from pg_database d left join pg_roles r on r.rolname = format('suite_%s_bi', d.oid)
      where d.datname = current_database()`,
  );
  const database = rows[0];
  if (!database || (database.closed && database.known)) return;
  const [name, visitors] = [client.escapeIdentifier(database.name), client.escapeIdentifier(database.visitors)];
  await client.query(`revoke all on database ${name} from public`);
  await client.query(`grant create on database ${name} to suite_provisioner`);
  // Accounts of BI tools come in as members of a role that only this database lets in.
  if (!database.known) await client.query(`create role ${visitors} nologin noinherit`);
  await client.query(`grant ${visitors} to suite_provisioner with admin option`);
  await client.query(`grant connect on database ${name} to ${visitors}`);
}

async function readInstallation(client: pg.Client): Promise<{ id: string; secret: string }> {
  await client.query(
    `insert into installation (id, secret) select $1, $2 where not exists (select from installation)`,
    [randomBytes(5).toString('hex'), randomBytes(32).toString('base64url')],
  );
  const { rows } = await client.query<{ id: string; secret: string }>('select id, secret from installation');
  const row = rows[0];
  if (!row) throw new Error('The table installation is empty');
  return row;
}

async function makeAccount(client: pg.Client, user: string, password: string, role: Role): Promise<void> {
  const name = client.escapeIdentifier(user);
  const { rows } = await client.query<{ database: string; exists: boolean; connects: boolean }>(
    `select current_database() as database, r.oid is not null as exists,
            coalesce(has_database_privilege(r.oid, current_database(), 'connect'), false) as connects
       from (select) as one left join pg_roles r on r.rolname = $1`,
    [user],
  );
  const [found] = rows;
  if (!found?.exists) {
    await client.query(`create role ${name} login noinherit password ${client.escapeLiteral(password)}`);
    await client.query(`grant ${role} to ${name}`);
  }
  if (found && !found.connects) {
    await client.query(`grant connect on database ${client.escapeIdentifier(found.database)} to ${name}`);
  }
}
