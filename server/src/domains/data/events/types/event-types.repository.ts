import { sql } from 'kysely';
import type { Db } from '../../../../platform/db/database.ts';
import type { DeclaredSchema, SchemaMode } from './declared-schema.ts';
import type { EventShape, ShapeChange } from './event-shape.ts';

export interface ShapeVersion {
  version: number;
  at: string;
  changes: ShapeChange[];
}

export interface EventType {
  name: string;
  description: string | null;
  events: number;
  examples: number;
  first_seen_at: Date;
  last_seen_at: Date;
  fields: EventShape;
  version: number;
  changes: ShapeVersion[];
  schema: DeclaredSchema | null;
  schema_version: number;
  mode: SchemaMode;
}

const fields = [
  'name',
  'description',
  'events',
  'examples',
  'first_seen_at',
  'last_seen_at',
  'fields',
  'version',
  'changes',
  'schema',
  'schema_version',
  'mode',
] as const;

/** By name. */
export async function listTypes(
  db: Db,
  organizationId: number,
  after: string | null,
  limit: number,
): Promise<EventType[]> {
  return db
    .selectFrom('event_types')
    .select(fields)
    .where('organization_id', '=', organizationId)
    .$if(after !== null, (query) => query.where(sql`name collate "C"`, '>', after ?? ''))
    .orderBy(sql`name collate "C"`)
    .limit(limit)
    .$castTo<EventType>()
    .execute();
}

export async function findType(db: Db, organizationId: number, name: string): Promise<EventType | null> {
  const row = await db
    .selectFrom('event_types')
    .select(fields)
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .$castTo<EventType>()
    .executeTakeFirst();
  return row ?? null;
}

/** Makes the type where it is missing, up to `most` of them, and locks it. @returns null where there is no room */
export async function lockType(db: Db, organizationId: number, name: string, most: number): Promise<EventType | null> {
  await sql`
    insert into event_types (organization_id, name) select ${organizationId}, ${name}
     where (select count(*) from event_types where organization_id = ${organizationId}) < ${most}
    on conflict do nothing`.execute(db);
  const row = await db
    .selectFrom('event_types')
    .select(fields)
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .forUpdate()
    .$castTo<EventType>()
    .executeTakeFirst();
  return row ?? null;
}

type Learned = Pick<
  EventType,
  'events' | 'examples' | 'fields' | 'version' | 'changes' | 'first_seen_at' | 'last_seen_at'
>;

export async function updateLearned(db: Db, organizationId: number, name: string, learned: Learned): Promise<void> {
  await db
    .updateTable('event_types')
    .set({ ...learned, fields: JSON.stringify(learned.fields), changes: JSON.stringify(learned.changes) })
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .execute();
}

type Declared = Pick<EventType, 'schema' | 'schema_version' | 'mode' | 'description'>;

export async function updateDeclared(db: Db, organizationId: number, name: string, declared: Declared): Promise<void> {
  await db
    .updateTable('event_types')
    .set({ ...declared, schema: declared.schema === null ? null : JSON.stringify(declared.schema) })
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .execute();
}

export interface DeclaredType {
  schema: DeclaredSchema;
  mode: SchemaMode;
}

/** The schemas that people have declared, by the type's name. */
export async function listDeclared(db: Db, organizationId: number): Promise<Record<string, DeclaredType>> {
  const rows = await db
    .selectFrom('event_types')
    .select(['name', 'schema', 'mode'])
    .where('organization_id', '=', organizationId)
    .where('schema', 'is not', null)
    .$castTo<DeclaredType & { name: string }>()
    .execute();
  return Object.fromEntries(rows.map(({ name, ...declared }) => [name, declared]));
}

/** Types that were last seen so long ago, and of which nobody has said anything. */
export async function countOlderTypes(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from event_types where organization_id = ${organizationId}
       and last_seen_at < ${before} and schema is null and description is null`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function removeOlderTypes(db: Db, organizationId: number, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ name: string }>`
    delete from event_types where organization_id = ${organizationId} and name in (
      select name from event_types where organization_id = ${organizationId}
         and last_seen_at < ${before} and schema is null and description is null limit ${limit})
    returning name`.execute(db);
  return rows.length;
}
