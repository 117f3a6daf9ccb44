import { Readable } from 'node:stream';
import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { principalOf } from '../../../http/principal.ts';
import { readFileName, readUpload } from '../../../http/upload.ts';
import { writeCsvCell } from '../../../platform/csv-cell.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { acceptedBatch, batchParams, fileHeaders, fileQuery } from './batch.schema.ts';
import type { BatchService } from './batch.service.ts';
import type { Rejection } from './files.repository.ts';

const BATCHES = '/api/v1/ai-analytics/predict/batches';
const tags = ['Predictions'];

interface FileRoutesDeps {
  batches: BatchService;
  messages: Messages;
}

/** Batches that come as a file. */
export function registerFileRoutes(http: Http, deps: FileRoutesDeps): void {
  void http.register((scope: Http, _options, done) => {
    // Only here is a body taken as a stream.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(['text/csv', 'text/tab-separated-values'], (_request, payload, parsed) =>
      parsed(null, payload),
    );
    registerUpload(scope, deps);
    done();
  });
  registerRejections(http, deps);
}

function registerUpload(http: Http, { batches }: FileRoutesDeps): void {
  http.post(
    BATCHES,
    {
      config: { permission: 'ai_analytics:predict', operation: 'predictions.batch_file' },
      schema: {
        tags,
        summary: 'Predict the rows of a CSV file',
        description:
          'The body is the file, in UTF-8, with a heading; its columns meet the features by name, others are passed over. Values are written as in a single prediction: numbers with a decimal point, times as ISO 8601. A job scores the rows with the version that is deployed now; rows that cannot be read are left out and listed. Every row that is scored counts as a prediction.',
        consumes: ['text/csv'],
        querystring: fileQuery,
        headers: fileHeaders,
        body: Type.Unknown({ description: 'The file.' }),
        response: { 202: acceptedBatch },
      },
    },
    async (request, reply) => {
      const { organizationId, userId } = principalOf(request);
      const fileName = readFileName(request.headers['x-file-name']);
      const asked = { ...request.query, fileName, body: readUpload(request.body) };
      const { jobId, batchId } = await batches.startFile(organizationId, asked, userId);
      return reply.code(202).send({ job_id: jobId, batch_id: batchId });
    },
  );
}

function registerRejections(http: Http, { batches, messages }: FileRoutesDeps): void {
  http.get(
    `${BATCHES}/:id/rejected-rows`,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictions.rejected_rows' },
      schema: {
        tags,
        summary: 'The rows of a file that were not scored',
        description: 'A CSV file with line, column, reason, value and the row itself.',
        params: batchParams,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const { organizationId } = principalOf(request);
      const { id } = await batches.get(organizationId, request.params.id);
      const say = ({ reason, column }: Rejection) =>
        messages.translate(request.language, reason, { feature: column ?? '', column: column ?? '' });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="batch-${id}-rejected-rows.csv"`)
        .send(Readable.from(writeRejections(batches.readRejections(organizationId, id), say)));
    },
  );
}

const STRETCH = 64 * 1024;

async function* writeRejections(
  rejections: AsyncIterable<Rejection>,
  say: (rejection: Rejection) => string,
): AsyncGenerator<string> {
  let text = 'line,column,reason,value,row\r\n';
  for await (const rejection of rejections) {
    const { line, column, value, row } = rejection;
    const cells = [String(line), column ?? '', say(rejection), value ?? '', row];
    text += `${cells.map(writeCsvCell).join(',')}\r\n`;
    if (text.length < STRETCH) continue;
    yield text;
    text = '';
  }
  yield text;
}
