import type pg from 'pg';
import type { TableDefinition } from './records.ts';

/** A table of the product itself, not of an organization. */
export interface PlatformTable {
  schema: string;
  name: string;
  columns: readonly string[];
  /** The column that row-level security asks for; null where there is none. */
  tenantColumn: string | null;
  /** What the rows are put in order by, so that they come out the same again. */
  key: readonly string[];
}

/** What lives only as long as the processes that write it, or is written by migrations. */
const LEFT_OUT = new Set(['public.schema_migrations', 'public.nodes']);
/** Belongs to this very database: the name of a role. Made anew when it is restored. */
const LEFT_OUT_COLUMNS = new Set(['public.organizations.database_role']);

/** Every session that reads or writes copies does so in the same words. */
export const PLAIN_SETTINGS = `
  set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
  set local synchronize_seqscans = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local search_path = public, pg_temp`;

/** The product's tables, those that others refer to before those that refer to them. */
export async function listPlatformTables(client: pg.ClientBase): Promise<PlatformTable[]> {
  const { rows } = await client.query<PlatformTable & { refers_to: string[]; secured: boolean }>(`
    select n.nspname as schema, c.relname as name, c.relrowsecurity as secured,
           (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
           coalesce((select array_agg(a.attname::text order by k.place)
              from pg_index i, unnest(i.indkey) with ordinality k (attnum, place)
              join pg_attribute a on a.attnum = k.attnum
             where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid), '{}') as key,
           coalesce((select array_agg(distinct format('%s.%s', fn.nspname, f.relname)) from pg_constraint r
              join pg_class f on f.oid = r.confrelid join pg_namespace fn on fn.oid = f.relnamespace
             where r.conrelid = c.oid and r.contype = 'f' and r.confrelid <> c.oid), '{}') as refers_to
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'identity') and c.relkind in ('r', 'p') and not c.relispartition
     order by 1, 2`);
  const tables = rows
    .filter(({ schema, name }) => !LEFT_OUT.has(`${schema}.${name}`))
    .map(({ secured, ...table }) => ({
      ...table,
      columns: table.columns.filter((column) => !LEFT_OUT_COLUMNS.has(`${table.schema}.${table.name}.${column}`)),
      tenantColumn: secured ? tenantColumnOf(table) : null,
    }));
  return sortByReference(tables);
}

function tenantColumnOf({
  schema,
  name,
  columns,
}: {
  schema: string;
  name: string;
  columns: readonly string[];
}): string {
  const column = name === 'organizations' ? 'id' : 'organization_id';
  if (!columns.includes(column)) throw new Error(`${schema}.${name} is secured and names no organization`);
  return column;
}

function sortByReference(tables: readonly (PlatformTable & { refers_to: string[] })[]): PlatformTable[] {
  const sorted: PlatformTable[] = [];
  const placed = new Set<string>(LEFT_OUT);
  let rest = [...tables];
  while (rest.length > 0) {
    const next = rest.filter(({ refers_to: others }) => others.every((other) => placed.has(other)));
    if (next.length === 0)
      throw new Error(`Tables refer to each other in a circle: ${rest.map(({ name }) => name).join()}`);
    for (const table of next) {
      sorted.push(table);
      placed.add(`${table.schema}.${table.name}`);
    }
    rest = rest.filter(({ schema, name }) => !placed.has(`${schema}.${name}`));
  }
  return sorted;
}

/** Those that are, and those that only the audit log remembers. */
export async function listOrganizationIds(client: pg.ClientBase): Promise<number[]> {
  await client.query('set local role suite_lookup');
  const { rows } = await client.query<{ id: number }>(
    `select id from organizations union select organization_id from audit_heads
      union select organization_id from audit_log order by 1`,
  );
  await client.query('reset role');
  return rows.map(({ id }) => id);
}

export interface OrganizationSchema {
  organizationId: number;
  role: string;
}

export async function listOrganizationSchemas(client: pg.ClientBase): Promise<OrganizationSchema[]> {
  await client.query('set local role suite_lookup');
  const { rows } = await client.query<OrganizationSchema>(
    `select id as "organizationId", database_role as role from organizations where database_role is not null order by id`,
  );
  await client.query('reset role');
  return rows;
}

/** By an index: the catalogue has none by schema, and to read it whole for each of many schemas takes long. */
const RELATIONS_OF_SCHEMA = `select objid from pg_depend
  where refclassid = 'pg_namespace'::regclass and refobjid = to_regnamespace($1) and classid = 'pg_class'::regclass`;

/** The tables of one schema. To be asked as the role that owns it. @throws when it holds anything but tables */
export async function listDefinitions(client: pg.ClientBase, schema: string): Promise<TableDefinition[]> {
  const { rows } = await client.query<TableDefinition & { kind: string }>(
    `select c.relname as name, c.relkind as kind,
            coalesce((select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                'notNull', a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid), 'identity', nullif(a.attidentity, ''))
                order by a.attnum)
               from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns,
            coalesce((select json_agg(json_build_object('name', r.conname, 'definition', pg_get_constraintdef(r.oid))
                order by r.contype <> 'p', r.conname) from pg_constraint r
              where r.conrelid = c.oid and r.contype in ('p', 'u', 'c', 'x')), '[]') as constraints,
            coalesce((select json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid) from pg_index i
              where i.indrelid = c.oid
                and not exists (select from pg_constraint r where r.conindid = i.indexrelid)), '[]') as indexes
       from pg_class c
      where c.oid in (${RELATIONS_OF_SCHEMA}) and c.relkind not in ('i', 'S', 'I', 't')
      order by c.relname`,
    [schema],
  );
  const odd = rows.find(({ kind }) => kind !== 'r');
  if (odd) throw new Error(`${schema}.${odd.name} is no plain table; the back-up knows no other`);
  return rows.map(({ name, columns, constraints, indexes }) => ({ name, columns, constraints, indexes }));
}

export interface SequenceState {
  schema: string;
  name: string;
  /** The column that it numbers, if any: its own name may come out otherwise when the table is made anew. */
  of: { table: string; column: string } | null;
  last: string;
  called: boolean;
}

/** Where the sequences of one schema stand. To be asked as a role that may read them. */
export async function listSequences(client: pg.ClientBase, schema: string): Promise<SequenceState[]> {
  const { rows } = await client.query<Pick<SequenceState, 'name' | 'of'>>(
    `select s.relname as name, case when t.oid is not null then json_build_object('table', t.relname, 'column', a.attname) end as of
       from pg_class s
       left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype = 'i'
                            and d.refclassid = 'pg_class'::regclass
       left join pg_class t on t.oid = d.refobjid
       left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where s.relkind = 'S' and s.oid in (${RELATIONS_OF_SCHEMA}) order by 1`,
    [schema],
  );
  const states: SequenceState[] = [];
  for (const { name, of } of rows) {
    const place = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${place}`,
    );
    const [row] = state.rows;
    if (row) states.push({ schema, name, of, ...row });
  }
  return states;
}

/** The statement that gives a table's rows, one organization's only where `organizationId` is given. */
export function selectRows(client: pg.ClientBase, table: PlatformTable, organizationId: number | null): string {
  const quote = (name: string) => client.escapeIdentifier(name);
  const list = (names: readonly string[]) => names.map(quote).join(', ');
  const where = table.tenantColumn === null ? '' : ` where ${quote(table.tenantColumn)} = ${Number(organizationId)}`;
  const order = table.key.length === 0 ? '' : ` order by ${list(table.key)}`;
  return `(select ${list(table.columns)} from ${quote(table.schema)}.${quote(table.name)}${where}${order})`;
}

/** The rows of an organization's table in the order in which they lie: trainings read them in that order too. */
export function tableRows(client: pg.ClientBase, schema: string, name: string, columns: readonly string[]): string {
  const quote = (each: string) => client.escapeIdentifier(each);
  const list = columns.length === 0 ? '' : ` (${columns.map(quote).join(', ')})`;
  return `${quote(schema)}.${quote(name)}${list}`;
}
