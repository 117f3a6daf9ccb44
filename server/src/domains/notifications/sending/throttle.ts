import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/** Each is told of a key once in so many seconds. */
export interface Throttle {
  key: string;
  seconds: number;
}

/**
 * Notes that these are told of the key now. Whoever sends at the same moment waits for the end of this transaction.
 * @param readers numbers of users, addresses, or endpoints
 * @returns those of them who were not told of it within the time
 */
export async function takeThrottle(
  db: Db,
  organizationId: number,
  { key, seconds }: Throttle,
  readers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (readers.length === 0) return new Set();
  const { rows } = await sql<{ reader: string }>`
    with over as (
      delete from notification_throttles
       where organization_id = ${organizationId} and until <= clock_timestamp() and key <> ${key})
    insert into notification_throttles (organization_id, key, reader, until)
    select ${organizationId}::int, ${key}::text, r.reader, clock_timestamp() + make_interval(secs => ${seconds}::float8)
      from unnest(${[...new Set(readers)]}::text[]) as r (reader) order by r.reader
    on conflict (organization_id, key, reader) do update set until = excluded.until
      where notification_throttles.until <= clock_timestamp()
    returning reader`.execute(db);
  return new Set(rows.map(({ reader }) => reader));
}
