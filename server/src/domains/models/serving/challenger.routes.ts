import Type from 'typebox';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Http } from '../../../http/http.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { idParams } from '../models.schema.ts';
import type { ModelService } from '../models.service.ts';
import { challengerBody, challengerSchema } from './serving.schema.ts';
import { toChallenger } from './serving.view.ts';

const CHALLENGER = '/api/v1/ai-analytics/models/:id/challenger';
const tags = ['Models'];

/** The version that may replace the one that answers. */
export function registerChallengerRoutes(http: Http, models: ModelService, messages: Messages): void {
  http.put(
    CHALLENGER,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.set_challenger' },
      schema: {
        tags,
        summary: 'Let a version challenge the deployed one',
        description:
          'In the shadow it scores what the deployed version has answered, after the answer and without delaying it. As a canary it answers a share of the predictions, chosen by a hash of their ids, and its version stands in the answer; it must have beaten the naive baseline. One a model: it takes the place of another.',
        params: idParams,
        body: challengerBody,
        response: { 200: challengerSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { organizationId } = principal;
      await models.setChallenger(organizationId, request.params.id, request.body, actorOf(principal));
      return toChallenger(await models.getChallenger(organizationId, request.params.id), request.language, messages);
    },
  );
  http.get(
    CHALLENGER,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.get_challenger' },
      schema: {
        tags,
        summary: 'Champion and challenger side by side',
        description:
          'Live figures since the challenge began, and whether one is better by more than chance on the rows that both have scored and whose outcome is known.',
        params: idParams,
        response: { 200: challengerSchema },
      },
    },
    async (request) => {
      const state = await models.getChallenger(principalOf(request).organizationId, request.params.id);
      return toChallenger(state, request.language, messages);
    },
  );
  http.delete(
    CHALLENGER,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.remove_challenger' },
      schema: {
        tags,
        summary: 'End a challenge',
        description: 'The deployed version answers alone. The challenger is kept as a version.',
        params: idParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await models.removeChallenger(principal.organizationId, request.params.id, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
}
