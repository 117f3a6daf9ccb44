import Type from 'typebox';
import { requireMatch } from '../../http/etag.ts';
import { limitOf, pageQuery, readIdCursor } from '../../http/page.ts';
import { actorOf, principalOf } from '../../http/principal.ts';
import type { Http } from '../../http/http.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import {
  acceptedTraining,
  deployBody,
  idParams,
  modelDetailSchema,
  modelPage,
  modelPatchBody,
  newModelBody,
  performanceSchema,
  trainBody,
} from './models.schema.ts';
import type { ModelService } from './models.service.ts';
import { registerCardRoutes } from './card/card.routes.ts';
import { registerChallengerRoutes } from './serving/challenger.routes.ts';
import { registerServingRoutes } from './serving/serving.routes.ts';
import { registerModelImportRoutes } from './onnx/import.routes.ts';
import { registerReproductionRoutes } from './reproduction.routes.ts';
import { registerVersionRoutes } from './versions/versions.routes.ts';
import { toModel, toModelDetail, toPerformance } from './models.view.ts';

const MODELS = '/api/v1/ai-analytics/models';
const tags = ['Models'];

export function registerModelRoutes(http: Http, models: ModelService, messages: Messages): void {
  registerDefinitionRoutes(http, models);
  registerLifecycleRoutes(http, models, messages);
  registerRetirement(http, models);
  registerVersionRoutes(http, models, messages);
  registerReproductionRoutes(http, models);
  registerModelImportRoutes(http, models);
  registerCardRoutes(http, models, messages);
  registerServingRoutes(http, models);
  registerChallengerRoutes(http, models, messages);
}

function registerDefinitionRoutes(http: Http, models: ModelService): void {
  http.post(
    MODELS,
    {
      config: { permission: 'ai_analytics:create', operation: 'models.create' },
      schema: {
        tags,
        summary: 'Create a model',
        description: 'Says what shall be learned from what. Nothing is learned before it is trained.',
        body: newModelBody,
        response: { 201: modelDetailSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const model = await models.create(principal.organizationId, request.body, actorOf(principal));
      return reply.code(201).send(toModelDetail(model));
    },
  );
  http.get(
    MODELS,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.list' },
      schema: {
        tags,
        summary: 'List models, latest first',
        querystring: pageQuery,
        response: { 200: modelPage },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const { organizationId } = principalOf(request);
      const rows = await models.list(organizationId, readIdCursor(request.query), limit);
      return more(rows.map(toModel), (model) => model.id);
    },
  );
  http.get(
    `${MODELS}/:id`,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.get' },
      schema: { tags, summary: 'Get a model', params: idParams, response: { 200: modelDetailSchema } },
    },
    async (request) => toModelDetail(await models.get(principalOf(request).organizationId, request.params.id)),
  );
  http.put(
    `${MODELS}/:id`,
    {
      config: { permission: 'ai_analytics:update', operation: 'models.update', etag: true },
      schema: {
        tags,
        summary: 'Change a model',
        description:
          'Fields that are left out stay. A change of what is learned makes it a draft again, while its deployed version goes on answering.',
        params: idParams,
        body: modelPatchBody,
        response: { 200: modelDetailSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { params, body } = request;
      const check = (current: Parameters<typeof toModelDetail>[0]) =>
        requireMatch(request, reply, toModelDetail(current));
      return toModelDetail(await models.update(principal.organizationId, params.id, body, actorOf(principal), check));
    },
  );
}

function registerRetirement(http: Http, models: ModelService): void {
  http.delete(
    `${MODELS}/:id`,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.retire' },
      schema: {
        tags,
        summary: 'Retire a model',
        description:
          'For good: it answers no more, and the plan counts it no more. Its versions and predictions stay to be read.',
        params: idParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await models.retire(principal.organizationId, request.params.id, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
}

function registerLifecycleRoutes(http: Http, models: ModelService, messages: Messages): void {
  http.post(
    `${MODELS}/:id/train`,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.train' },
      schema: {
        tags,
        summary: 'Train a model',
        description: 'Trains as a job: follow it at `/jobs/{job_id}`. Its result is a new version with its metrics.',
        params: idParams,
        body: trainBody,
        response: { 202: acceptedTraining },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const jobId = await models.train(principal.organizationId, request.params.id, request.body, actorOf(principal));
      return reply.code(202).send({ job_id: jobId });
    },
  );
  http.post(
    `${MODELS}/:id/deploy`,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.deploy' },
      schema: {
        tags,
        summary: 'Deploy a version',
        description:
          'From then on it answers predictions. A version that is not clearly better than a naive guess is refused with the figures, unless forced with a reason.',
        params: idParams,
        body: deployBody,
        response: { 200: modelDetailSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { params, body } = request;
      return toModelDetail(await models.deploy(principal.organizationId, params.id, body, actorOf(principal)));
    },
  );
  http.get(
    `${MODELS}/:id/performance`,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.performance' },
      schema: {
        tags,
        summary: 'How good is it?',
        description: 'On rows that each version has not seen, beside a naive guess, and live by what really happened.',
        params: idParams,
        response: { 200: performanceSchema },
      },
    },
    async (request) => {
      const performance = await models.getPerformance(principalOf(request).organizationId, request.params.id);
      return toPerformance(performance, request.language, messages);
    },
  );
}
