import Type from 'typebox';
import { principalOf } from '../../../http/principal.ts';
import type { Http } from '../../../http/http.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { idParams } from '../models.schema.ts';
import type { ModelService } from '../models.service.ts';
import { createCard } from './card.ts';
import { toMarkdown } from './card-markdown.ts';

const cardQuery = Type.Object({
  version: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 2_147_483_647,
      description: 'Default: the deployed version, or the latest while none is deployed.',
    }),
  ),
});

const cardSchema = Type.Object({
  model_id: Type.Integer(),
  version: Type.Integer(),
  language: Type.String(),
  title: Type.String(),
  sections: Type.Array(
    Type.Object({
      key: Type.String({ description: 'The same in every language.' }),
      title: Type.String(),
      paragraphs: Type.Array(Type.String()),
      table: Type.Union([
        Type.Object({ columns: Type.Array(Type.String()), rows: Type.Array(Type.Array(Type.String())) }),
        Type.Null(),
      ]),
    }),
  ),
});

const MARKDOWN = 'text/markdown';

export function registerCardRoutes(http: Http, models: ModelService, messages: Messages): void {
  http.get(
    '/api/v1/ai-analytics/models/:id/card',
    {
      config: { permission: 'ai_analytics:read', operation: 'models.card', etag: true },
      schema: {
        tags: ['Models'],
        summary: 'The card of a model: what it is for and how far it can be trusted',
        description:
          'Purpose, data, features, metrics beside a naive guess, calibration, limits, warnings, deployments, in the language of the reader: only what was said or measured. As Markdown with `Accept: text/markdown`.',
        params: idParams,
        querystring: cardQuery,
        response: { 200: cardSchema },
      },
    },
    async (request, reply) => {
      const { params, query, language } = request;
      const facts = await models.getCardFacts(principalOf(request).organizationId, params.id, query.version);
      const card = createCard(facts, language, messages);
      const wantsMarkdown = request.headers.accept?.includes(MARKDOWN) === true;
      if (!wantsMarkdown) return card;
      return reply.type(`${MARKDOWN}; charset=utf-8`).serializer(toMarkdown).send(card);
    },
  );
}
