import { type Connection, withClient } from './connection.ts';

/**
 * The tables that would show one organization's rows to another: those which the server's role may touch, and which
 * lack forced row-level security, the tenant policy, or `organization_id` at the head of their primary key.
 */
export async function listUnprotectedTables(owner: Connection): Promise<string[]> {
  return withClient(owner, async (client) => {
    const { rows } = await client.query<{ name: string }>(`
      select c.relname as name
        from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and (has_table_privilege('suite_app', c.oid, 'select, insert, update, delete')
              or has_any_column_privilege('suite_app', c.oid, 'select, insert, update'))
         and not (
           c.relrowsecurity and c.relforcerowsecurity
           and exists (
             select from pg_policies p
              where p.schemaname = 'public' and p.tablename = c.relname and p.policyname = 'tenant' and p.cmd = 'ALL'
                and p.qual like '%app.organization_id%' and p.with_check like '%app.organization_id%')
           and exists (
             select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
              where i.indrelid = c.oid and i.indisprimary
                and (a.attname = 'organization_id' or (c.relname = 'organizations' and a.attname = 'id'))))
       order by 1`);
    return rows.map((row) => row.name);
  });
}
