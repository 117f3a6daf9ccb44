import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Translations } from '../notification.ts';

/** What a template says, as it is written. */
export interface TemplateContent {
  default_language: LanguageCode;
  texts: Translations;
  sample: Readonly<Record<string, unknown>>;
}

export interface TemplateVersion extends TemplateContent {
  version: number;
  written_by: number | null;
  written_at: Date;
}

/** A template with its newest version. */
export interface TemplateRow extends TemplateVersion {
  id: number;
  name: string;
  description: string | null;
  created_at: Date;
}

const newest = (db: Db, organizationId: number) =>
  db
    .selectFrom('message_templates as t')
    .innerJoin('message_template_versions as v', (join) =>
      join
        .onRef('v.organization_id', '=', 't.organization_id')
        .onRef('v.template_id', '=', 't.id')
        .onRef('v.version', '=', 't.version'),
    )
    .select(['t.id', 't.name', 't.description', 't.created_at', 't.version'])
    .select(['v.default_language', 'v.texts', 'v.sample', 'v.written_by', 'v.written_at'])
    .where('t.organization_id', '=', organizationId)
    .$castTo<TemplateRow>();

export async function findTemplate(db: Db, organizationId: number, name: string): Promise<TemplateRow | null> {
  return (await newest(db, organizationId).where('t.name', '=', name).executeTakeFirst()) ?? null;
}

/** By their names. */
export async function listTemplates(
  db: Db,
  organizationId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<TemplateRow[]> {
  return newest(db, organizationId)
    .$if(after !== null, (query) => query.where(sql<boolean>`t.name collate "C" > ${after}`))
    .orderBy(sql`t.name collate "C"`)
    .limit(limit)
    .execute();
}

/** What it has said so far, the latest first. */
export async function listVersions(
  db: Db,
  organizationId: number,
  templateId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<TemplateVersion[]> {
  return db
    .selectFrom('message_template_versions')
    .select(['version', 'default_language', 'texts', 'sample', 'written_by', 'written_at'])
    .where('organization_id', '=', organizationId)
    .where('template_id', '=', templateId)
    .$if(before !== null, (query) => query.where('version', '<', before ?? 0))
    .orderBy('version', 'desc')
    .limit(limit)
    .$castTo<TemplateVersion>()
    .execute();
}

export async function countTemplates(db: Db, organizationId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from message_templates where organization_id = ${organizationId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** @returns its number; null where the name is taken */
export async function insertTemplate(
  db: Db,
  organizationId: number,
  template: Pick<TemplateRow, 'name' | 'description'>,
): Promise<number | null> {
  const row = await db
    .insertInto('message_templates')
    .values({ organization_id: organizationId, ...template })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertVersion(
  db: Db,
  organizationId: number,
  templateId: number,
  { texts, sample, ...version }: Omit<TemplateVersion, 'written_at'>,
): Promise<void> {
  await db
    .insertInto('message_template_versions')
    .values({
      organization_id: organizationId,
      template_id: templateId,
      ...version,
      texts: JSON.stringify(texts),
      sample: JSON.stringify(sample),
    })
    .execute();
}

/** @returns its number; null where its newest version is another one by now */
export async function raiseVersion(
  db: Db,
  organizationId: number,
  { name, version, description }: { name: string; version: number; description: string | null | undefined },
): Promise<number | null> {
  const row = await db
    .updateTable('message_templates')
    .set({ version: version + 1, ...(description === undefined ? {} : { description }) })
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** @returns whether it was there */
export async function removeTemplate(db: Db, organizationId: number, name: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('message_templates')
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
