import type { Http } from '../../../http/http.ts';
import { limitOf, pageQuery, readCursor, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import { NOTIFICATIONS, tags } from '../notifications.schema.ts';
import type { TemplateVersion } from './message-templates.repository.ts';
import * as schema from './message-templates.schema.ts';
import type { MessageTemplateService } from './message-templates.service.ts';

const TEMPLATES = `${NOTIFICATIONS}/templates`;
const permission = 'notifications:manage';

export function registerMessageTemplateRoutes(http: Http, templates: MessageTemplateService): void {
  registerReading(http, templates);
  registerChanging(http, templates);
  registerPreviews(http, templates);
}

function registerReading(http: Http, templates: MessageTemplateService): void {
  http.get(
    TEMPLATES,
    {
      config: { permission: 'notifications:read', operation: 'message_templates.list' },
      schema: {
        tags,
        summary: 'The message templates of the organization, by name',
        querystring: pageQuery,
        response: { 200: schema.templatePage },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const page = { after: readCursor(request.query), limit };
      const rows = await templates.list(principalOf(request).organizationId, page);
      return more(rows.map(toTemplate), ({ name }) => name);
    },
  );
  http.get(
    `${TEMPLATES}/:name`,
    {
      config: { permission: 'notifications:read', operation: 'message_templates.get' },
      schema: {
        tags,
        summary: 'A message template',
        params: schema.templateParams,
        response: { 200: schema.templateSchema },
      },
    },
    async (request) => toTemplate(await templates.get(principalOf(request).organizationId, request.params.name)),
  );
  http.get(
    `${TEMPLATES}/:name/versions`,
    {
      config: { permission: 'notifications:read', operation: 'message_templates.list_versions' },
      schema: {
        tags,
        summary: 'What a message template has said so far, latest first',
        description: 'To go back to one, write it as the next.',
        params: schema.templateParams,
        querystring: pageQuery,
        response: { 200: schema.versionPage },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const page = { before: readIdCursor(request.query), limit };
      const rows = await templates.listVersions(principalOf(request).organizationId, request.params.name, page);
      return more(rows.map(toVersion), ({ version }) => version);
    },
  );
}

function registerChanging(http: Http, templates: MessageTemplateService): void {
  http.post(
    TEMPLATES,
    {
      config: { permission, operation: 'message_templates.create' },
      schema: {
        tags,
        summary: 'Make a message template',
        description:
          'What is said, in several languages, under a name: `POST /api/v1/notifications` and steps of workflows send it by that. At most 300.',
        body: schema.newTemplateBody,
        response: { 201: schema.templateSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { description = null, sample = {}, ...rest } = request.body;
      const wanted = { ...rest, description, sample };
      const made = await templates.create(principal.organizationId, wanted, actorOf(principal));
      return reply.code(201).send(toTemplate(made));
    },
  );
  http.put(
    `${TEMPLATES}/:name`,
    {
      config: { permission, operation: 'message_templates.update' },
      schema: {
        tags,
        summary: 'Write the next version of a message template',
        description: 'It is sent from then on; what was sent before stays as it was.',
        params: schema.templateParams,
        body: schema.templateBody,
        response: { 200: schema.templateSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { sample = {}, ...rest } = request.body;
      const wanted = { ...rest, sample };
      return toTemplate(
        await templates.update(principal.organizationId, request.params.name, wanted, actorOf(principal)),
      );
    },
  );
  http.delete(
    `${TEMPLATES}/:name`,
    {
      config: { permission, operation: 'message_templates.remove' },
      schema: {
        tags,
        summary: 'Remove a message template',
        description: 'With all its versions. Whoever sends by its name is refused from then on.',
        params: schema.templateParams,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await templates.remove(principal.organizationId, request.params.name, actorOf(principal));
      return reply.code(204).send();
    },
  );
}

function registerPreviews(http: Http, templates: MessageTemplateService): void {
  http.post(
    `${TEMPLATES}/preview`,
    {
      config: { permission: 'notifications:send', operation: 'message_templates.preview' },
      schema: {
        tags,
        summary: 'Try texts that are still being written',
        description: 'Each as it would go out. Nothing is kept, nobody is told.',
        body: schema.previewBody,
        response: { 200: schema.previewSchema },
      },
    },
    async (request) => ({ items: templates.preview(request.body, request.body.values ?? {}) }),
  );
  http.post(
    `${TEMPLATES}/:name/preview`,
    {
      config: { permission: 'notifications:send', operation: 'message_templates.preview_kept' },
      schema: {
        tags,
        summary: 'Try a message template',
        params: schema.templateParams,
        body: schema.keptPreviewBody,
        response: { 200: schema.previewSchema },
      },
    },
    async (request) => {
      const { organizationId } = principalOf(request);
      return { items: await templates.previewKept(organizationId, request.params.name, request.body.values ?? null) };
    },
  );
}

const toVersion = ({ version, default_language, texts, sample, written_by, written_at }: TemplateVersion) => ({
  version,
  default_language,
  texts,
  sample,
  written_by,
  written_at: written_at.toISOString(),
});

type Reviewed = Awaited<ReturnType<MessageTemplateService['get']>>;

function toTemplate(template: Reviewed) {
  const { name, description, created_at, variables, missing_languages, differing } = template;
  return {
    name,
    description,
    ...toVersion(template),
    created_at: created_at.toISOString(),
    variables,
    missing_languages: [...missing_languages],
    differing,
  };
}
