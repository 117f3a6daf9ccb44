import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import { readUpload } from '../../../http/upload.ts';
import { acceptedTraining, idParams } from '../models.schema.ts';
import type { ModelService } from '../models.service.ts';

const importQuery = Type.Object({
  mapping: Type.Optional(
    Type.String({
      maxLength: 12_000,
      description:
        'How the file and the model belong together, as JSON, percent-encoded. `inputs`: for each tensor its `name`, its `columns`, and what stands for `missing` values. `outputs`: the name of the `probabilities` or of the `value`. `classes`: the labels in the order of the probabilities; needed for classes. `evaluation_data_source`: rows that the file has not learned from; by default those of the model. Left out: an input takes the feature of its name, one without such a feature takes those that are left, in their order.',
      examples: ['{"classes":[false,true]}'],
    }),
  ),
});

/** Versions that were made elsewhere. */
export function registerModelImportRoutes(http: Http, models: ModelService): void {
  void http.register((scope: Http, _options, done) => {
    // Only here is a body taken as a stream of bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, payload, parsed) => parsed(null, payload));
    scope.post(
      '/api/v1/ai-analytics/models/:id/versions/onnx',
      {
        config: { permission: 'ai_analytics:manage', operation: 'models.import' },
        schema: {
          tags: ['Models'],
          summary: 'Import an ONNX file as a version',
          description:
            'For a model whose algorithm is `custom`. A job runs the file on rows that it has not learned from and measures it; then it is a version like any other. The server needs the optional package onnxruntime-web. Refused: numbers in other files, operators beyond ai.onnx and ai.onnx.ml, more than AI_MODELS_MAX_SIZE_MB.',
          consumes: ['application/octet-stream'],
          params: idParams,
          querystring: importQuery,
          body: Type.Unknown({ description: 'The file.' }),
          response: { 202: acceptedTraining },
        },
      },
      async (request, reply) => {
        const principal = principalOf(request);
        const { params, query, body } = request;
        const file = { mapping: query.mapping, body: readUpload(body) };
        const jobId = await models.importVersion(principal.organizationId, params.id, file, actorOf(principal));
        return reply.code(202).send({ job_id: jobId });
      },
    );
    done();
  });
}
