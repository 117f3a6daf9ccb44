import { limitOf, readCursor } from '../../http/page.ts';
import { principalOf, requirePermission } from '../../http/principal.ts';
import type { Http } from '../../http/http.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { predictionErrors } from './predictions.errors.ts';
import {
  acceptedFeedbackSchema,
  answerCacheSchema,
  answerSchema,
  feedbackBody,
  listQuery,
  pastPredictionPage,
  pastPredictionSchema,
  predictBody,
  predictionParams,
} from './predictions.schema.ts';
import type { PredictionService } from './predictions.service.ts';
import { toAnswer, toFeedback, toPastPrediction } from './predictions.view.ts';
import { createWordings } from './wording.ts';

const PREDICTIONS = '/api/v1/ai-analytics/predictions';
const tags = ['Predictions'];

export function registerPredictionRoutes(http: Http, predictions: PredictionService, messages: Messages): void {
  registerAsking(http, predictions, messages);
  registerPast(http, predictions, messages);
  registerCacheRoute(http, predictions);
}

function registerAsking(http: Http, predictions: PredictionService, messages: Messages): void {
  const wording = createWordings(messages);

  http.post(
    '/api/v1/ai-analytics/predict',
    {
      config: { permission: 'ai_analytics:predict', operation: 'predictions.predict' },
      schema: {
        tags,
        summary: 'Predict',
        description: 'Asks the deployed version of a model. The answer is kept before it is given.',
        body: predictBody,
        response: { 200: answerSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      if (request.body.entity) requirePermission(principal, 'data:read');
      const row = await predictions.predict(principal.organizationId, request.body);
      return toAnswer(row, wording(request.language));
    },
  );
}

function registerPast(http: Http, predictions: PredictionService, messages: Messages): void {
  const wording = createWordings(messages);

  http.get(
    PREDICTIONS,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictions.list' },
      schema: {
        tags,
        summary: 'List predictions, latest first',
        querystring: listQuery,
        response: { 200: pastPredictionPage },
      },
    },
    async (request) => {
      const { query, language } = request;
      const { limit, more } = limitOf(query);
      const rows = await predictions.list(principalOf(request).organizationId, {
        modelId: query.model_id ?? null,
        from: readMoment(query.from, 'from'),
        to: readMoment(query.to, 'to'),
        beforeId: readCursor(query),
        limit,
      });
      const words = wording(language);
      return more(
        rows.map((row) => toPastPrediction(row, words)),
        (prediction) => prediction.prediction_id,
      );
    },
  );
  http.get(
    `${PREDICTIONS}/:id`,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictions.get' },
      schema: { tags, summary: 'Get a prediction', params: predictionParams, response: { 200: pastPredictionSchema } },
    },
    async (request) => {
      const row = await predictions.get(principalOf(request).organizationId, request.params.id);
      return toPastPrediction(row, wording(request.language));
    },
  );
  http.post(
    `${PREDICTIONS}/:id/feedback`,
    {
      config: { permission: 'ai_analytics:feedback', operation: 'predictions.feedback' },
      schema: {
        tags,
        summary: 'Say what really happened',
        description: 'Told again, it replaces what was told before. The live metrics of the model follow from it.',
        params: predictionParams,
        body: feedbackBody,
        response: { 201: acceptedFeedbackSchema },
      },
    },
    async (request, reply) => {
      const { organizationId, userId } = principalOf(request);
      const { id } = request.params;
      const row = await predictions.addFeedback(organizationId, id, request.body, userId);
      return reply.code(201).send({ prediction_id: id, ...toFeedback(row) });
    },
  );
}

function registerCacheRoute(http: Http, predictions: PredictionService): void {
  http.get(
    '/api/v1/monitoring/answer-cache',
    {
      config: { permission: 'monitoring:read', operation: 'monitoring.answer_cache' },
      schema: {
        tags: ['Monitoring'],
        summary: 'How often answers were known already',
        description:
          'Of this node since it started, over all organizations. `hit_rate` in percent, `cache_size` in answers, `memory_usage` in bytes; see AI_PREDICTIONS_CACHE_TTL.',
        response: { 200: answerCacheSchema },
      },
    },
    async () => predictions.answerStats(),
  );
}

/** The schema lets a leap second pass, which is no moment here. */
function readMoment(text: string | undefined, name: string): Date | null {
  if (text === undefined) return null;
  const moment = new Date(text);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw predictionErrors.period_invalid({}, { faults: [{ pointer: `/query/${name}`, code: 'not_a_moment' }] });
}
