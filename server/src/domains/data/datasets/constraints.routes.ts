import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { datasetParams } from '../data.schema.ts';
import { createDatasetWords } from './dataset-view.ts';
import { constraintAnswerSchema, constraintParams, newConstraintBody } from './datasets.schema.ts';
import type { DatasetService } from './datasets.service.ts';

const tags = ['Data'];

export function registerConstraintRoutes(
  http: Http,
  { datasets, messages }: { datasets: DatasetService; messages: Messages },
): void {
  const words = createDatasetWords(messages);
  http.post(
    '/api/v1/data/datasets/:name/constraints',
    {
      config: { permission: 'data:update', operation: 'constraints.create' },
      schema: {
        tags,
        summary: 'Add a rule that every row keeps',
        description:
          'Required, unique, a bound, a list of values, a pattern, or a reference to the key of another dataset. Refused while rows break it; `preview` says how many do.',
        params: datasetParams,
        body: newConstraintBody,
        response: { 200: constraintAnswerSchema, 201: constraintAnswerSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { organizationId } = principal;
      const { column, kind, preview = false, ...setting } = request.body;
      const wanted = { column, kind, setting };
      const sentence = words.sentence(request.language, wanted);
      if (preview) {
        const found = await datasets.constraints.preview(organizationId, request.params.name, wanted);
        return { preview, sentence, constraint: null, ...found };
      }
      const made = await datasets.constraints.add(organizationId, request.params.name, wanted, actorOf(principal));
      const constraint = words.constraint(request.language, made);
      return reply.code(201).send({ preview, sentence, constraint, broken: 0, examples: [] });
    },
  );
  http.delete(
    '/api/v1/data/datasets/:name/constraints/:constraint_id',
    {
      config: { permission: 'data:update', operation: 'constraints.remove' },
      schema: { tags, summary: 'Remove a rule', params: constraintParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, constraint_id: id } = request.params;
      await datasets.constraints.remove(principal.organizationId, name, id, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
}
