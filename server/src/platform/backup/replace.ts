import { type Connection, withClient } from '../db/connection.ts';
import { backupErrors } from './backup.errors.ts';
import { refuseFilled, restore, type RestoreSummary } from './restore.ts';

interface Replaced extends RestoreSummary {
  /** Where the database is that stood there before; null where there was nothing in it. */
  before: string | null;
}

/**
 * Restores beside a database that is in use, and then changes their names, so that nothing of the old one is lost and
 * nothing of the new one is seen before it is whole. An empty one is filled in place.
 * @throws AppError what `restore` throws, restore_target_in_use while others are connected
 */
export async function replaceDatabase(
  owner: Connection,
  options: { path: string; passphrase: string | null; now: Date },
): Promise<Replaced> {
  const isEmpty = await refuseFilled(owner).then(
    () => true,
    () => false,
  );
  if (isEmpty) return { ...(await restore(owner, options)), before: null };
  await refuseInUse(owner);
  const name = `${owner.database}_restoring`;
  const before = `${owner.database}_before_${options.now.toISOString().replaceAll(/\D/g, '').slice(0, 14)}`;
  return withClient({ ...owner, database: 'postgres' }, async (client) => {
    const quote = (each: string) => client.escapeIdentifier(each);
    // What an earlier attempt left behind when it was killed.
    await client.query(`drop database if exists ${quote(name)}`);
    await client.query(`create database ${quote(name)}`);
    try {
      const summary = await restore({ ...owner, database: name }, options);
      await refuseInUse(owner);
      await client.query(`alter database ${quote(owner.database)} rename to ${quote(before)}`);
      await client.query(`alter database ${quote(name)} rename to ${quote(owner.database)}`);
      return { ...summary, before };
    } catch (error) {
      await client.query(`drop database if exists ${quote(name)} with (force)`).catch(() => {});
      throw error;
    }
  });
}

/** A database cannot be renamed under those who use it; this process' own claim on it is given up. */
async function refuseInUse(owner: Connection): Promise<void> {
  await withClient(owner, async (client) => {
    await client.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name like $1`,
      [`%, process ${process.pid}`],
    );
    const { rows } = await client.query<{ count: number }>(
      `select count(*) as count from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and usename is not null`,
    );
    const count = rows[0]?.count ?? 0;
    if (count > 0) throw backupErrors.restore_target_in_use({ database: owner.database, count });
  });
}
