import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Item, Phrase } from '../kind.ts';

export interface ItemRow {
  position: number;
  fields: Record<string, string | number | boolean | null>;
  phrases: Phrase[];
}

/** Which lines of a list are wanted: those whose columns say so. Null asks for nothing. */
export interface ItemFilter {
  status: string | null;
  risk: string | null;
  class: string | null;
  /** In names and ids, whatever the case. */
  search: string | null;
}

const ROWS_A_STATEMENT = 2000;

/** Keeps the list of an analysis, in its order. */
export async function insertItems(
  db: Db,
  organizationId: number,
  analysisId: number,
  items: readonly Item[],
): Promise<void> {
  for (let from = 0; from < items.length; from += ROWS_A_STATEMENT) {
    const part = JSON.stringify(items.slice(from, from + ROWS_A_STATEMENT));
    await sql`
      insert into predictive_items (organization_id, analysis_id, position, fields, phrases)
      select ${organizationId}, ${analysisId}, ${from} + place, item -> 'fields', (item -> 'phrases')::jsonb
      from json_array_elements(${part}::json) with ordinality as each (item, place)`.execute(db);
  }
}

export async function listItems(
  db: Db,
  organizationId: number,
  analysisId: number,
  { after, limit, filter }: { after: number; limit: number; filter: ItemFilter },
): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select position, fields, phrases from predictive_items
    where organization_id = ${organizationId} and analysis_id = ${analysisId} and position > ${after}
    ${fitting(filter)}
    order by position limit ${limit}`.execute(db);
  return rows;
}

const searched = ['customer_id', 'customer_name', 'product_id', 'product_name'] as const;

function fitting({ search, ...equal }: ItemFilter) {
  const equals = Object.entries(equal).flatMap(([name, value]) =>
    value === null ? [] : [sql`and fields ->> ${name}::text = ${value}`],
  );
  const pattern = `%${(search ?? '').replace(/[%_\\]/g, (sign) => `\\${sign}`)}%`;
  const text = sql`concat_ws(' ', ${sql.join(searched.map((name) => sql`fields ->> ${name}::text`))})`;
  return sql.join([...equals, ...(search === null ? [] : [sql`and ${text} ilike ${pattern}`])], sql` `);
}

/** The whole list in stretches. */
export async function* readItems(
  db: Db,
  organizationId: number,
  analysisId: number,
  filter: ItemFilter,
): AsyncGenerator<ItemRow[]> {
  for (let after = 0; ;) {
    const rows = await listItems(db, organizationId, analysisId, { after, limit: ROWS_A_STATEMENT, filter });
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)?.position ?? after;
  }
}
