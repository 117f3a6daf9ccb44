import type pg from 'pg';
import type { BusinessSession } from '../../../platform/db/database.ts';

/**
 * BI tools see views, one for each dataset, without the columns that are the product's own. A view holds on to the
 * columns of its table, so it is let go before they are altered and made anew afterwards.
 */
const placeOf = (schema: string): string => schema.replace(/^org_/, 'bi_');

interface TableRow {
  name: string;
  columns: string[];
}

/** Lets go of a dataset's columns; nothing happens where there is no view. Before a column or a table is altered or dropped. */
export async function releaseBiView({ client, schema }: BusinessSession, dataset: string): Promise<void> {
  await client.query(`drop view if exists ${placeOf(schema)}.${client.escapeIdentifier(dataset)}`);
}

/**
 * Makes the views what the tables are: those that are missing or differ are made anew, those without a table go. Nothing
 * happens where the organization has no account for BI tools.
 */
export async function restoreBiViews({ client, schema }: BusinessSession): Promise<void> {
  const place = placeOf(schema);
  const account = await findAccount(client, place);
  if (account === null) return;
  await client.query("select pg_advisory_xact_lock(hashtext('bi views'), hashtext($1))", [place]);
  const [tables, views] = [await listRelations(client, schema, 'r'), await listRelations(client, place, 'v')];
  const known = new Map(views.map(({ name, columns }) => [name, columns.join('\n')]));
  const wanted = new Map(tables.map(({ name, columns }) => [name, columns.join('\n')]));
  const stale = [...known].filter(([name, columns]) => wanted.get(name) !== columns).map(([name]) => name);
  for (const name of stale) await client.query(`drop view ${place}.${client.escapeIdentifier(name)}`);
  for (const { name, columns } of tables) {
    if (columns.length === 0 || known.get(name) === columns.join('\n')) continue;
    const view = `${place}.${client.escapeIdentifier(name)}`;
    const list = columns.map((column) => client.escapeIdentifier(column.slice(column.indexOf(' ') + 1))).join(', ');
    await client.query(`create view ${view} as select ${list} from ${schema}.${client.escapeIdentifier(name)}`);
    await client.query(`grant select on ${view} to ${client.escapeIdentifier(account)}`);
  }
}

/** The account that may enter the schema of views, where there is one. */
async function findAccount(client: pg.ClientBase, place: string): Promise<string | null> {
  const { rows } = await client.query<{ account: string }>(
    `select r.rolname as account from pg_namespace n
       join pg_roles r on r.rolname = format('suite_%s_%s', (select oid from pg_database where datname = current_database()), $1::text)
      where n.nspname = $1::text`,
    [place],
  );
  return rows[0]?.account ?? null;
}

/**
 * Relations of a kind in a schema, each column as its type and its name; the product's own columns are left out. They are
 * found by what depends on the schema, because the catalogue has no index by schema.
 */
async function listRelations(client: pg.ClientBase, schema: string, kind: 'r' | 'v'): Promise<TableRow[]> {
  const { rows } = await client.query<TableRow>(
    `select c.relname as name,
            coalesce(array_agg(replace(format_type(a.atttypid, a.atttypmod), ' ', '_') || ' ' || a.attname order by a.attnum)
              filter (where a.attnum > 0 and not a.attisdropped and a.attname not like '\\_%'), '{}') as columns
       from pg_depend d join pg_class c on c.oid = d.objid join pg_attribute a on a.attrelid = c.oid
      where d.refclassid = 'pg_namespace'::regclass and d.refobjid = to_regnamespace($1)
        and d.classid = 'pg_class'::regclass and c.relkind = $2
      group by c.relname order by c.relname`,
    [schema, kind],
  );
  return rows;
}
