import pg from 'pg';
import type { BusinessSession, Database } from '../../../platform/db/database.ts';
import type { Rollup, RollupSource } from './rollup.ts';

/** What is being filled is waited for only so long; the question is then answered from the rows. */
const LOCK_TIMEOUT_MS = 500;
const LOCK_NOT_AVAILABLE = '55P03';
/** A change of more rows touches so many days that all are made anew. */
const MOST_NOTED_ROWS = 2000;
/** Where nobody asks for a metric, notes gather; of more than so many it is enough to know that days have changed. */
const MOST_NOTES = 10_000;
/** One transaction in so many counts them. */
const COUNTING = 256;
/** So many stretches of days are mended one by one. */
const MOST_STRETCHES = 20;

const quote = (name: string): string => pg.escapeIdentifier(name);
const areMore = (rows: string, most: number): string =>
  `(select count(*) from (${rows} limit ${most + 1}) n) > ${most}`;

/** Keeps rollups: makes one when it is first asked for, and mends the days that have changed before it answers. */
export function createRollupTables(database: Database) {
  return {
    /** Brings a metric's rollup up to date. @returns false where the rows must be asked instead */
    async ensure(organizationId: number, metric: string, rollup: Rollup): Promise<boolean> {
      try {
        await database.business(organizationId, async (session) => {
          const state = await findState(session, rollup);
          if (state.isCurrent) return;
          await session.client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
          if (!state.isSound) await remake(session, metric, rollup);
          await mend(session, rollup);
        });
        return true;
      } catch (error) {
        const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
        if (code === LOCK_NOT_AVAILABLE) return false;
        throw error;
      }
    },
  };
}

const dirtyOf = ({ table }: Rollup): string => `${table}:dirty`;

interface State {
  /** It was made from the tables that are there now: none was replaced, rewritten or emptied since. */
  isSound: boolean;
  /** And none of its days has changed. */
  isCurrent: boolean;
}

async function findState({ client, schema }: BusinessSession, rollup: Rollup): Promise<State> {
  const at = `${quote(schema)}.${quote(rollup.table)}`;
  const { rows } = await client.query<{ made: string | null; there: string | null }>(
    `select obj_description(to_regclass($1), 'pg_class')::jsonb ->> 'sources' as made,
       (select string_agg(format('%s %s', c.oid, c.relfilenode), ', ' order by c.relname)
          from pg_class c where c.relnamespace = $2::regnamespace and c.relname = any($3)) as there`,
    [at, schema, rollup.sources.map(({ table }) => table)],
  );
  const isSound = rows[0]?.made != null && rows[0].made === rows[0].there;
  if (!isSound) return { isSound, isCurrent: false };
  const { rowCount } = await client.query(`select from ${quote(schema)}.${quote(dirtyOf(rollup))} limit 1`);
  return { isSound, isCurrent: rowCount === 0 };
}

/** Makes it, empty and all to be mended, in place of what the metric had before. */
async function remake({ client, schema }: BusinessSession, metric: string, rollup: Rollup): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${schema} rollup`]);
  await dropRollups({ client, schema }, metric);
  // A back-up brings the table back, but neither its comment nor the triggers.
  await drop({ client, schema }, rollup.table);
  const at = (name: string): string => `${quote(schema)}.${quote(name)}`;
  const columns = rollup.measures.map(
    ({ name, type }) => `${quote(name)} ${type === 'integer' ? 'bigint' : 'double precision'}`,
  );
  const dirty = at(dirtyOf(rollup));
  await client.query(
    `create table ${at(rollup.table)} (day date primary key, ${columns.join(', ')});
     create table ${dirty} (day date);
     create index on ${dirty} (day) where day is null;
     insert into ${dirty} values (null);`,
  );
  for (const [index, source] of rollup.sources.entries()) await watch({ client, schema }, rollup, source, index);
  const sources = rollup.sources.map(({ table }) => table);
  await client.query(
    `do $do$ begin execute format('comment on table %s is %L', ${pg.escapeLiteral(at(rollup.table))}, jsonb_build_object(
       'metric', ${pg.escapeLiteral(metric)}::text, 'sources',
       (select string_agg(format('%s %s', c.oid, c.relfilenode), ', ' order by c.relname) from pg_class c
         where c.relnamespace = ${pg.escapeLiteral(schema)}::regnamespace
           and c.relname = any(array[${sources.map((name) => pg.escapeLiteral(name)).join(', ')}])))); end $do$`,
  );
}

/** Lets every change of a table's rows note the days that it touches, in the transaction of the change. */
async function watch(
  { client, schema }: Pick<BusinessSession, 'client' | 'schema'>,
  rollup: Rollup,
  { table, days }: RollupSource,
  index: number,
): Promise<void> {
  const at = (name: string): string => `${quote(schema)}.${quote(name)}`;
  const dirty = at(dirtyOf(rollup));
  const note =
    days === null
      ? `insert into ${dirty} values (null);`
      : `if ${areMore('select from changed', MOST_NOTED_ROWS)} or (pg_current_xact_id()::text::bigint % ${COUNTING} = 0
             and ${areMore(`select from ${dirty}`, MOST_NOTES)}) then
           insert into ${dirty} values (null);
         else
           insert into ${dirty} select distinct d.day from (${days}) d where d.day is not null;
         end if;`;
  const name = at(`${rollup.table}:${index}`);
  // Whether all days are noted already: the lock keeps that note until this change can be seen by whoever takes it.
  const known = `perform from ${dirty} where day is null limit 1 for key share skip locked;
     if found then return null; end if;`;
  // A column that has been renamed since must not keep anybody from writing.
  await client.query(
    `create function ${name}() returns trigger language plpgsql as ${pg.escapeLiteral(
      `begin
         begin ${known} ${note} exception when others then insert into ${dirty} values (null); end;
         return null;
       end`,
    )}`,
  );
  const events = [
    ['insert', 'new'],
    ['delete', 'old'],
    ['update', 'old'],
    ['update', 'new'],
  ] as const;
  for (const [event, side] of events) {
    await client.query(
      `create trigger ${quote(`${rollup.table}:${event}:${side}`)} after ${event} on ${at(table)}
         referencing ${side} table as changed for each statement execute function ${name}()`,
    );
  }
}

/** Takes away what is kept for a metric. */
export async function dropRollups(
  { client, schema }: Pick<BusinessSession, 'client' | 'schema'>,
  metric: string,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'r'
       and relname like 'rollup:%' and obj_description(oid, 'pg_class')::jsonb ->> 'metric' = $2`,
    [schema, metric],
  );
  for (const { name } of rows) await drop({ client, schema }, name);
}

async function drop({ client, schema }: Pick<BusinessSession, 'client' | 'schema'>, table: string): Promise<void> {
  const { rows: functions } = await client.query<{ name: string }>(
    `select proname as name from pg_proc where pronamespace = $1::regnamespace and starts_with(proname, $2)`,
    [schema, `${table}:`],
  );
  for (const { name } of functions) await client.query(`drop function ${quote(schema)}.${quote(name)} cascade`);
  const at = (name: string): string => `${quote(schema)}.${quote(name)}`;
  await client.query(`drop table if exists ${at(table)}, ${at(`${table}:dirty`)}`);
}

/**
 * Makes the days anew that have changed. What is noted is taken first and read after: a change that is committed in
 * between is seen too early at worst, and still noted.
 */
async function mend({ client, schema }: BusinessSession, rollup: Rollup): Promise<void> {
  const at = `${quote(schema)}.${quote(rollup.table)}`;
  await client.query(`lock table ${at} in share row exclusive mode`);
  // A day has neighbours that clocks may give its hours to.
  const { rows } = await client.query<{ from: string | null; to: string | null }>(
    `with taken as (delete from ${quote(schema)}.${quote(dirtyOf(rollup))} returning day),
       touched as (select distinct day + shift as day from taken cross join generate_series(-1, 1) shift)
     select null::text as from, null::text as to where exists (select from taken where day is null)
     union all
     select min(day)::text, (max(day) + 1)::text
       from (select day, day - (row_number() over (order by day))::int as stretch from touched where day is not null) s
      group by stretch`,
  );
  const isWhole = rows.length > MOST_STRETCHES || rows.some(({ from }) => from === null);
  const stretches = isWhole ? [null] : rows.flatMap(({ from, to }) => (from && to ? [{ from, to }] : []));
  const names = ['day', ...rollup.measures.map(({ name }) => name)].map(quote).join(', ');
  for (const days of stretches) {
    await client.query(
      `delete from ${at}${days ? ' where day >= $1 and day < $2' : ''}`,
      days ? [days.from, days.to] : [],
    );
    const { sql, parameters } = rollup.content(days);
    await client.query(`insert into ${at} (${names}) select * from (${sql}) r where r.c0 is not null`, parameters);
  }
}
