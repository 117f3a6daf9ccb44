import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { LanguageCode } from '../../../platform/messages/languages.ts';
import { notificationErrors } from '../notifications.errors.ts';
import type { Wording } from '../sending/words.ts';
import { checkContent, renderContent, reviewContent } from './check-content.ts';
import * as repository from './message-templates.repository.ts';
import type { TemplateContent, TemplateRow } from './message-templates.repository.ts';

export type MessageTemplateService = ReturnType<typeof createMessageTemplateService>;

interface MessageTemplateDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  wording: Wording;
  supportedLanguages: readonly LanguageCode[];
}

const MOST_TEMPLATES = 300;

/** What an organization has to say again and again: in several languages, under a name, every version kept. */
export function createMessageTemplateService({ database, audit, wording, supportedLanguages }: MessageTemplateDeps) {
  const review = (template: TemplateRow) => ({ ...template, ...reviewContent(template, supportedLanguages) });

  const get = async (organizationId: number, name: string) =>
    review(await find(database.tenant(organizationId), organizationId, name));

  return {
    get,
    list: async (organizationId: number, page: { after: string | null; limit: number }) =>
      (await repository.listTemplates(database.tenant(organizationId), organizationId, page)).map(review),

    /** @throws AppError message_template_refused, message_template_name_taken, too_many_message_templates */
    async create(
      organizationId: number,
      { name, description, ...content }: Pick<TemplateRow, 'name' | 'description'> & TemplateContent,
      actor: Actor,
    ) {
      checkContent(content);
      await database.transaction(organizationId, async (db) => {
        if ((await repository.countTemplates(db, organizationId)) >= MOST_TEMPLATES) {
          throw notificationErrors.too_many_message_templates({ limit: MOST_TEMPLATES });
        }
        const id = await repository.insertTemplate(db, organizationId, { name, description });
        if (id === null) throw notificationErrors.message_template_name_taken({ name });
        await repository.insertVersion(db, organizationId, id, { version: 1, written_by: userOf(actor), ...content });
        await audit.record(db, organizationId, record(actor, 'created', name));
      });
      return get(organizationId, name);
    },

    /**
     * Writes the next version, which is sent from then on.
     * @param version the one that it was made from
     * @throws AppError message_template_refused, message_template_not_found, message_template_changed
     */
    async update(
      organizationId: number,
      name: string,
      { version, description, ...content }: { version: number; description?: string | null } & TemplateContent,
      actor: Actor,
    ) {
      checkContent(content);
      await database.transaction(organizationId, async (db) => {
        const id = await repository.raiseVersion(db, organizationId, { name, version, description });
        if (id === null) {
          const { version: newest } = await find(db, organizationId, name);
          throw notificationErrors.message_template_changed({ version: newest });
        }
        const written = { version: version + 1, written_by: userOf(actor), ...content };
        await repository.insertVersion(db, organizationId, id, written);
        await audit.record(db, organizationId, record(actor, 'updated', name, { version: version + 1 }));
      });
      return get(organizationId, name);
    },

    /** With all its versions. Whoever sends by its name is refused from then on. @throws AppError message_template_not_found */
    remove: (organizationId: number, name: string, actor: Actor): Promise<void> =>
      database.transaction(organizationId, async (db) => {
        if (!(await repository.removeTemplate(db, organizationId, name))) throw notFound(name);
        await audit.record(db, organizationId, record(actor, 'removed', name));
      }),

    /** @throws AppError message_template_not_found */
    async listVersions(organizationId: number, name: string, page: { before: number | null; limit: number }) {
      const db = database.tenant(organizationId);
      const { id } = await find(db, organizationId, name);
      return repository.listVersions(db, organizationId, id, page);
    },

    ...createPreviews({ database, wording }),
  };
}

/** What readers would get. */
function createPreviews({ database, wording }: Pick<MessageTemplateDeps, 'database' | 'wording'>) {
  return {
    /** The texts as they would go out. @throws AppError message_template_refused */
    preview: (content: Pick<TemplateContent, 'texts'>, values: Readonly<Record<string, unknown>>) =>
      renderContent(wording, content, values),

    /** @param values null: its own sample @throws AppError message_template_not_found, message_template_refused */
    async previewKept(organizationId: number, name: string, values: Readonly<Record<string, unknown>> | null) {
      const template = await find(database.tenant(organizationId), organizationId, name);
      return renderContent(wording, template, values ?? template.sample);
    },
  };
}

async function find(db: Db, organizationId: number, name: string): Promise<TemplateRow> {
  const template = await repository.findTemplate(db, organizationId, name);
  if (!template) throw notFound(name);
  return template;
}

const notFound = (name: string) => notificationErrors.message_template_not_found({ name });

function record(actor: Actor, what: string, name: string, detail: Record<string, unknown> = {}) {
  return { actor, action: `message_template.${what}`, subject: { kind: 'message_template', id: name }, detail };
}
