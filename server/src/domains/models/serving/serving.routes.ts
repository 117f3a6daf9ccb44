import { limitOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Http } from '../../../http/http.ts';
import { idParams, modelDetailSchema } from '../models.schema.ts';
import type { ModelService } from '../models.service.ts';
import { toModelDetail } from '../models.view.ts';
import { deploymentPage, promoteBody, rollbackBody } from './serving.schema.ts';
import { toDeployment } from './serving.view.ts';

const MODEL = '/api/v1/ai-analytics/models/:id';
const tags = ['Models'];

/** Which version answers: going forth, going back, and what answered when. */
export function registerServingRoutes(http: Http, models: ModelService): void {
  http.post(
    `${MODEL}/promote`,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.promote' },
      schema: {
        tags,
        summary: 'Promote a version',
        description:
          'From then on it answers predictions, with the settings of the version before; no request fails meanwhile. The baseline gate holds as for a deployment. A training under way is not disturbed.',
        params: idParams,
        body: promoteBody,
        response: { 200: modelDetailSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { params, body } = request;
      return toModelDetail(await models.promote(principal.organizationId, params.id, body, actorOf(principal)));
    },
  );
  http.post(
    `${MODEL}/rollback`,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.rollback' },
      schema: {
        tags,
        summary: 'Roll back to the version before',
        description:
          'The version that was deployed before answers again; rolled back once more, the one before that. No request fails meanwhile.',
        params: idParams,
        body: rollbackBody,
        response: { 200: modelDetailSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { params, body } = request;
      return toModelDetail(await models.rollback(principal.organizationId, params.id, body.reason, actorOf(principal)));
    },
  );
  http.get(
    `${MODEL}/deployments`,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.list_deployments' },
      schema: {
        tags,
        summary: 'Which version answered since when, latest first',
        params: idParams,
        querystring: pageQuery,
        response: { 200: deploymentPage },
      },
    },
    async (request) => {
      const { query, params } = request;
      const { limit, more } = limitOf(query);
      const { organizationId } = principalOf(request);
      const rows = await models.listDeployments(organizationId, params.id, readIdCursor(query), limit);
      return more(rows.map(toDeployment), ({ id }) => id);
    },
  );
}
