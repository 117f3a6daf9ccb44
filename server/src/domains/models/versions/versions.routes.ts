import { Readable } from 'node:stream';
import { limitOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Http } from '../../../http/http.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { idParams } from '../models.schema.ts';
import type { ModelService } from '../models.service.ts';
import { toVersion } from '../models.view.ts';
import { writeModelFile } from './model-file.ts';
import {
  comparisonSchema,
  compareQuery,
  exportQuery,
  receiptSchema,
  versionPage,
  versionParams,
} from './versions.schema.ts';
import { toComparison, toReceipt } from './versions.view.ts';

const MODEL = '/api/v1/ai-analytics/models/:id';
const tags = ['Models'];

/** What each training made, and how these differ. */
export function registerVersionRoutes(http: Http, models: ModelService, messages: Messages): void {
  http.get(
    `${MODEL}/versions`,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.list_versions' },
      schema: {
        tags,
        summary: 'List the versions of a model, latest first',
        params: idParams,
        querystring: pageQuery,
        response: { 200: versionPage },
      },
    },
    async (request) => {
      const { params, query, language } = request;
      const { limit, more } = limitOf(query);
      const { organizationId } = principalOf(request);
      const rows = await models.listVersions(organizationId, params.id, { before: readIdCursor(query), limit });
      return more(
        rows.map((row) => toVersion(row, language, messages)),
        ({ version }) => version,
      );
    },
  );
  http.get(
    `${MODEL}/versions/:version`,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.get_version' },
      schema: {
        tags,
        summary: 'Get a version: its whole receipt',
        description: 'What it learned from what, all that its training was told and found, and what came out.',
        params: versionParams,
        response: { 200: receiptSchema },
      },
    },
    async (request) => {
      const { id, version } = request.params;
      const receipt = await models.getReceipt(principalOf(request).organizationId, id, version);
      return toReceipt(receipt, request.language, messages);
    },
  );
  http.get(
    `${MODEL}/compare`,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.compare' },
      schema: {
        tags,
        summary: 'Versions side by side',
        description:
          'Metrics with their confidence intervals, whether differences are more than chance, and what differs in how they were trained.',
        params: idParams,
        querystring: compareQuery,
        response: { 200: comparisonSchema },
      },
    },
    async (request) => {
      const { params, query, language } = request;
      const numbers = query.versions.split(',').map(Number);
      const compared = await models.compare(principalOf(request).organizationId, params.id, numbers);
      return toComparison(params.id, compared, language, messages);
    },
  );
  registerExport(http, models);
}

function registerExport(http: Http, models: ModelService): void {
  http.get(
    `${MODEL}/versions/:version/export`,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.export' },
      schema: {
        tags,
        summary: 'Export a version as a file',
        description:
          'How features are encoded, the parameters of every model, calibration: all that another program needs to give the same predictions. The form is described in docs/MODEL_EXPORT.md; its last member is a checksum. As an ONNX file it carries the same, for any runtime of that format.',
        params: versionParams,
        querystring: exportQuery,
        produces: ['application/json', 'application/octet-stream'],
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { params, query } = request;
      const { organizationId } = principal;
      const { id, version } = params;
      const exported = await models.export(organizationId, id, version, query.format ?? 'json', actorOf(principal));
      void reply.header('content-disposition', `attachment; filename="${exported.name}"`);
      if ('file' in exported) return reply.type('application/octet-stream').send(exported.file);
      return reply.type('application/json; charset=utf-8').send(Readable.from(writeModelFile(exported.content)));
    },
  );
}
