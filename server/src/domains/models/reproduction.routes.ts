import { actorOf, principalOf } from '../../http/principal.ts';
import type { Http } from '../../http/http.ts';
import { acceptedTraining } from './models.schema.ts';
import type { ModelService } from './models.service.ts';
import { versionParams } from './versions/versions.schema.ts';

export function registerReproductionRoutes(http: Http, models: ModelService): void {
  http.post(
    '/api/v1/ai-analytics/models/:id/versions/:version/reproduce',
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.reproduce' },
      schema: {
        tags: ['Models'],
        summary: 'Prove a receipt',
        description:
          'Trains again from the receipt of the version, as a job, and keeps nothing. Its result: `reproduced`, whether the same bytes came out; if not, `because`: `data_changed`, `code_version_changed` or `unknown`; `expected` and `found` are the fingerprints.',
        params: versionParams,
        response: { 202: acceptedTraining },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { id, version } = request.params;
      const jobId = await models.reproduce(principal.organizationId, id, version, actorOf(principal));
      return reply.code(202).send({ job_id: jobId });
    },
  );
}
