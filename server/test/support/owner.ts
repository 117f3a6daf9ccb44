import { type Connection, withClient } from '../../src/platform/db/connection.ts';

/** Of everybody in tests. */
export const PASSWORD = 'correct horse battery';

/** Where the tests' setup leaves the hash of {@link PASSWORD}: to make it takes a tenth of a second, and half a one to load. */
export const PASSWORD_HASH_VARIABLE = 'SUITE_TEST_PASSWORD_HASH';

/** Somebody who can sign in, written as signing up would write them. @returns the user's id */
export async function insertUser(identity: Connection, email: string, name: string): Promise<number> {
  return withClient(identity, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `with made as (insert into identity."user" (name, email) values ($1, $2) returning id)
       insert into identity.account ("accountId", "providerId", "userId", password)
       select id::text, 'credential', id, $3 from made returning "userId" as id`,
      [name, email, process.env[PASSWORD_HASH_VARIABLE]],
    );
    const [user] = rows;
    if (!user) throw new Error('The user was not made');
    return user.id;
  });
}
