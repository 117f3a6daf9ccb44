import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { datasetParams } from '../data.schema.ts';
import { createDatasetWords } from './dataset-view.ts';
import { toNewColumn } from './datasets.routes.ts';
import {
  columnParams,
  columnPatch,
  columnRemovalSchema,
  describedDatasetSchema,
  newColumnBody,
  removalQuery,
  retypeBody,
  retypeSchema,
} from './datasets.schema.ts';
import type { DatasetService } from './datasets.service.ts';

interface ColumnRoutesDeps {
  datasets: DatasetService;
  messages: Messages;
}

const tags = ['Data'];
const COLUMN = '/api/v1/data/datasets/:name/columns/:column';

export function registerColumnRoutes(http: Http, deps: ColumnRoutesDeps): void {
  registerAddAndEdit(http, deps);
  registerRemoval(http, deps);
  registerRetype(http, deps);
}

function registerAddAndEdit(http: Http, { datasets, messages }: ColumnRoutesDeps): void {
  const words = createDatasetWords(messages);
  http.post(
    '/api/v1/data/datasets/:name/columns',
    {
      config: { permission: 'data:update', operation: 'columns.create' },
      schema: {
        tags,
        summary: 'Add a column',
        description: 'Rows that are there have no value in it.',
        params: datasetParams,
        body: newColumnBody,
        response: { 201: describedDatasetSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { organizationId } = principal;
      const { name } = request.params;
      await datasets.columns.add(organizationId, name, toNewColumn(request.body, null), actorOf(principal));
      return reply.code(201).send(words.described(request.language, await datasets.get(organizationId, name)));
    },
  );
  http.patch(
    COLUMN,
    {
      config: { permission: 'data:update', operation: 'columns.update' },
      schema: {
        tags,
        summary: 'Rename a column, or say what it is for',
        description: 'A new name is refused while models or metrics read the old one, unless `force` is set.',
        params: columnParams,
        body: columnPatch,
        response: { 200: describedDatasetSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { organizationId } = principal;
      const { name, column } = request.params;
      const edit = { force: false, ...request.body };
      await datasets.columns.update(organizationId, name, column, edit, actorOf(principal));
      return words.described(request.language, await datasets.get(organizationId, name));
    },
  );
}

function registerRemoval(http: Http, { datasets }: ColumnRoutesDeps): void {
  http.get(
    `${COLUMN}/removal`,
    {
      config: { permission: 'data:read', operation: 'columns.preview_removal' },
      schema: {
        tags,
        summary: 'What would go with a column',
        params: columnParams,
        response: { 200: columnRemovalSchema },
      },
    },
    async (request) => {
      const { name, column } = request.params;
      const found = await datasets.columns.preview(principalOf(request).organizationId, name, column);
      return { ...found, uses: found.uses.map((use) => ({ ...use, columns: [...use.columns] })) };
    },
  );
  http.delete(
    COLUMN,
    {
      config: { permission: 'data:delete', operation: 'columns.remove' },
      schema: {
        tags,
        summary: 'Remove a column with its values',
        description:
          'Refused while other datasets refer to it, and while models or metrics read it unless `force` is set.',
        params: columnParams,
        querystring: removalQuery,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, column } = request.params;
      const how = { force: request.query.force ?? false, actor: actorOf(principal) };
      await datasets.columns.remove(principal.organizationId, name, column, how);
      return reply.code(204).send(null);
    },
  );
}

function registerRetype(http: Http, { datasets }: ColumnRoutesDeps): void {
  http.post(
    `${COLUMN}/retype`,
    {
      config: { permission: 'data:update', operation: 'columns.retype' },
      schema: {
        tags,
        summary: 'Give a column another type',
        description:
          'Says what would become of the values; with `preview: false` changes them, all or none. Tables of more than 200,000 rows are rewritten by a job.',
        params: columnParams,
        body: retypeBody,
        response: { 200: retypeSchema, 202: retypeSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, column } = request.params;
      const { type, date_order: dateOrder = null, lose_values: loseValues = false, preview = true } = request.body;
      const wanted = { column, type, dateOrder, loseValues };
      const found = await datasets.retyping.preview(principal.organizationId, name, wanted);
      if (preview) return { ...found, preview, job_id: null };
      const jobId = await datasets.retyping.start(principal.organizationId, name, wanted, actorOf(principal));
      return reply.code(jobId === null ? 200 : 202).send({ ...found, preview, job_id: jobId });
    },
  );
}
