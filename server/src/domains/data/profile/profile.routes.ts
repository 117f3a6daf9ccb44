import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { datasetParams } from '../data.schema.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import { columnParams, columnProfileSchema, profileSchema, startedProfileSchema } from './profile.schema.ts';
import type { ProfileService } from './profile.service.ts';
import { createProfileWords } from './profile-view.ts';

const tags = ['Data'];
const PROFILE = '/api/v1/data/datasets/:name/profile';

export function registerProfileRoutes(
  http: Http,
  { profiles, messages }: { profiles: ProfileService; messages: Messages },
): void {
  const words = createProfileWords(messages);
  http.get(
    PROFILE,
    {
      config: { permission: 'data:read', operation: 'profiles.get' },
      schema: {
        tags,
        summary: 'What a dataset looks like',
        description:
          'Types, blanks, distribution, outliers, formats, keys, relations, and how the last import differs from those before. Kept until the dataset changes. Small datasets are measured at once, larger ones by a job: 202 where there is nothing to show yet.',
        params: datasetParams,
        response: { 200: profileSchema, 202: startedProfileSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const found = await profiles.get(principal.organizationId, request.params.name, actorOf(principal));
      if (!('figures' in found)) return reply.code(202).send({ job_id: found.jobId });
      return words.dataset(request.language, found);
    },
  );
  http.get(
    '/api/v1/data/datasets/:name/columns/:column/profile',
    {
      config: { permission: 'data:read', operation: 'profiles.get_column' },
      schema: {
        tags,
        summary: 'What a column looks like',
        description: 'The part of the dataset’s profile that is about the column.',
        params: columnParams,
        response: { 200: columnProfileSchema, 202: startedProfileSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, column } = request.params;
      const found = await profiles.get(principal.organizationId, name, actorOf(principal));
      if (!('figures' in found)) return reply.code(202).send({ job_id: found.jobId });
      const answer = words.column(request.language, found, column.normalize('NFC'));
      if (!answer) throw datasetErrors.column_not_found({ column, dataset: name });
      return answer;
    },
  );
  http.post(
    PROFILE,
    {
      config: { permission: 'data:read', operation: 'profiles.refresh' },
      schema: {
        tags,
        summary: 'Measure a dataset anew',
        params: datasetParams,
        response: { 202: startedProfileSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const jobId = await profiles.refresh(principal.organizationId, request.params.name, actorOf(principal));
      return reply.code(202).send({ job_id: jobId });
    },
  );
}
