import { Readable } from 'node:stream';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { predictionErrors } from '../predictions.errors.ts';
import { toAnswer } from '../predictions.view.ts';
import { createWordings } from '../wording.ts';
import type { BatchRow, ResultRow } from './batch.repository.ts';
import {
  acceptedBatch,
  answeredBatch,
  batchBody,
  batchPage,
  batchParams,
  batchSchema,
  resultPage,
  resultQuery,
} from './batch.schema.ts';
import type { BatchService } from './batch.service.ts';
import { registerFileRoutes } from './file.routes.ts';
import type { RowsService } from './rows.service.ts';
import { writeResults } from './results-file.ts';

const BATCHES = '/api/v1/ai-analytics/predict/batches';
const tags = ['Predictions'];

interface BatchRoutesDeps {
  rows: RowsService;
  batches: BatchService;
  messages: Messages;
}

export function registerBatchRoutes(http: Http, deps: BatchRoutesDeps): void {
  registerAsking(http, deps);
  registerBatchReading(http, deps.batches);
  registerResults(http, deps.batches);
  registerFileRoutes(http, deps);
}

function registerAsking(http: Http, { rows: rowsService, batches, messages }: BatchRoutesDeps): void {
  const wording = createWordings(messages);

  http.post(
    '/api/v1/ai-analytics/predict/batch',
    {
      config: { permission: 'ai_analytics:predict', operation: 'predictions.batch' },
      schema: {
        tags,
        summary: 'Predict many rows',
        description:
          'Up to 1,000 `rows` are answered at once, as single predictions would be. A `dataset` is scored by a job with the version that is deployed now: results without explanations, in pages or as a file. Every row that is scored counts as a prediction; what a job has scored stands, however it ends.',
        body: batchBody,
        response: { 200: answeredBatch, 202: acceptedBatch },
      },
    },
    async (request, reply) => {
      const { organizationId, userId } = principalOf(request);
      const { rows, dataset, ...rest } = request.body;
      if ((rows === undefined) === (dataset === undefined)) {
        const pointer = rows === undefined ? '/rows' : '/dataset';
        throw predictionErrors.batch_invalid({}, { faults: [{ pointer, code: 'rows_or_dataset' }] });
      }
      if (dataset !== undefined) {
        const { jobId, batchId } = await batches.start(organizationId, { ...rest, dataset }, userId);
        return reply.code(202).send({ job_id: jobId, batch_id: batchId });
      }
      const answered = await rowsService.predict(organizationId, { ...rest, rows: rows ?? [] });
      const words = wording(request.language);
      const items = answered.map(({ index, row, faults }) =>
        row ? { index, prediction: toAnswer(row, words) } : { index, errors: words.faults(faults) },
      );
      const scored = answered.filter(({ row }) => row !== undefined).length;
      return { rows_scored: scored, rows_skipped: answered.length - scored, items };
    },
  );
}

function registerBatchReading(http: Http, batches: BatchService): void {
  http.get(
    BATCHES,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictions.list_batches' },
      schema: { tags, summary: 'List batches, latest first', querystring: pageQuery, response: { 200: batchPage } },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const found = await batches.list(principalOf(request).organizationId, readIdCursor(request.query), limit);
      return more(found.map(toBatch), ({ id }) => id);
    },
  );
  http.get(
    `${BATCHES}/:id`,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictions.get_batch' },
      schema: { tags, summary: 'Get a batch', params: batchParams, response: { 200: batchSchema } },
    },
    async (request) => toBatch(await batches.get(principalOf(request).organizationId, request.params.id)),
  );
}

function registerResults(http: Http, batches: BatchService): void {
  http.get(
    `${BATCHES}/:id/results`,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictions.list_batch_results' },
      schema: {
        tags,
        summary: 'The results of a batch, in the order of the rows',
        params: batchParams,
        querystring: resultQuery,
        response: { 200: resultPage },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const after = readIdCursor(request.query) ?? 0;
      const found = await batches.listResults(principalOf(request).organizationId, request.params.id, after, limit);
      return more(found.map(toResult), ({ row }) => row);
    },
  );
  http.get(
    `${BATCHES}/:id/results.csv`,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictions.download_batch' },
      schema: {
        tags,
        summary: 'The results of a batch as a CSV file',
        description: 'Texts that a spreadsheet would run as a formula have an apostrophe in front.',
        params: batchParams,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const { organizationId } = principalOf(request);
      const {
        id,
        dataset,
        file_name: fileName,
        key_column: keyColumn,
      } = await batches.get(organizationId, request.params.id);
      const file = writeResults(batches.readResults(organizationId, id), keyColumn);
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(`${dataset ?? fileName ?? 'file'}-predictions-${id}.csv`)}`,
        )
        .send(Readable.from(file));
    },
  );
}

function toBatch(batch: BatchRow) {
  return {
    ...batch,
    created_at: batch.created_at.toISOString(),
    finished_at: batch.finished_at?.toISOString() ?? null,
  };
}

function toResult({ row, key, prediction, label, confidence, lower, upper }: ResultRow) {
  if (prediction === null) return { row, key, prediction, confidence_score: null };
  return {
    row,
    key,
    prediction,
    ...(label === null ? {} : { label }),
    confidence_score: confidence,
    ...(lower === null || upper === null ? {} : { interval: { lower, upper } }),
  };
}
