import type { Static } from 'typebox';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { datasetParams } from '../data.schema.ts';
import { createDatasetWords } from './dataset-view.ts';
import {
  datasetPatch,
  datasetRemovalQuery,
  datasetSchema,
  datasetWithSampleSchema,
  describedDatasetSchema,
  type newColumnBody,
  newDatasetBody,
  standardDatasetSchema,
  usesSchema,
} from './datasets.schema.ts';
import type { DatasetService } from './datasets.service.ts';

export interface DatasetRoutesDeps {
  datasets: DatasetService;
  messages: Messages;
  /** The dataset's first rows, values in the order of its columns. */
  listSampleRows(organizationId: number, dataset: Dataset): Promise<unknown[][]>;
}

const tags = ['Data'];

export function registerDatasetRoutes(http: Http, deps: DatasetRoutesDeps): void {
  registerReading(http, deps);
  registerChanging(http, deps);
}

function registerReading(http: Http, { datasets, messages, listSampleRows }: DatasetRoutesDeps): void {
  const words = createDatasetWords(messages);
  http.get(
    '/api/v1/data/datasets',
    {
      config: { permission: 'data:read', operation: 'datasets.list' },
      schema: {
        tags,
        summary: 'List datasets, latest first',
        querystring: pageQuery,
        response: { 200: pageOf(datasetSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const before = readIdCursor(request.query);
      const page = more(await datasets.list(principalOf(request).organizationId, before, limit), ({ id }) => id);
      return { ...page, items: page.items.map((each) => words.dataset(request.language, each)) };
    },
  );
  http.get(
    '/api/v1/data/standard-datasets',
    {
      config: { permission: 'data:read', operation: 'datasets.list_standard' },
      schema: {
        tags,
        summary: 'The datasets that the product knows',
        description: 'Each comes to be with its first row: by an import or by a record under its name.',
        response: { 200: pageOf(standardDatasetSchema) },
      },
    },
    async (request) => {
      const found = await datasets.listStandard(principalOf(request).organizationId);
      return { items: found.map((each) => words.standard(request.language, each)), next_cursor: null };
    },
  );
  http.get(
    '/api/v1/data/datasets/:name',
    {
      config: { permission: 'data:read', operation: 'datasets.get' },
      schema: {
        tags,
        summary: 'A dataset and its first rows',
        params: datasetParams,
        response: { 200: datasetWithSampleSchema },
      },
    },
    async (request) => {
      const { organizationId } = principalOf(request);
      const dataset = await datasets.get(organizationId, request.params.name);
      const rows = await listSampleRows(organizationId, dataset);
      return { ...words.described(request.language, dataset), sample_rows: rows.map((row) => toRecord(dataset, row)) };
    },
  );
  http.get(
    '/api/v1/data/datasets/:name/uses',
    {
      config: { permission: 'data:read', operation: 'datasets.list_uses' },
      schema: {
        tags,
        summary: 'What reads a dataset and would miss it',
        params: datasetParams,
        response: { 200: usesSchema },
      },
    },
    async (request) => {
      const uses = await datasets.listUses(principalOf(request).organizationId, request.params.name);
      return { uses: uses.map((use) => ({ ...use, columns: [...use.columns] })) };
    },
  );
}

function registerChanging(http: Http, { datasets, messages }: DatasetRoutesDeps): void {
  const words = createDatasetWords(messages);
  http.post(
    '/api/v1/data/datasets',
    {
      config: { permission: 'data:create', operation: 'datasets.create' },
      schema: {
        tags,
        summary: 'Make a dataset',
        description: 'Without rows: they come by imports and records.',
        body: newDatasetBody,
        response: { 201: describedDatasetSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { organizationId } = principal;
      const { key = null, columns, ...wanted } = request.body;
      const dataset = { ...wanted, key, columns: columns.map((column) => toNewColumn(column, key)) };
      await datasets.create(organizationId, dataset, actorOf(principal));
      return reply.code(201).send(words.described(request.language, await datasets.get(organizationId, wanted.name)));
    },
  );
  http.patch(
    '/api/v1/data/datasets/:name',
    {
      config: { permission: 'data:update', operation: 'datasets.update' },
      schema: {
        tags,
        summary: 'Change what a dataset is called, or its key',
        params: datasetParams,
        body: datasetPatch,
        response: { 200: describedDatasetSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { organizationId } = principal;
      const { name } = request.params;
      const { key, ...said } = request.body;
      if (key !== undefined) await datasets.key.set(organizationId, name, key, actorOf(principal));
      if (Object.keys(said).length > 0) await datasets.update(organizationId, name, said, actorOf(principal));
      return words.described(request.language, await datasets.get(organizationId, name));
    },
  );
  http.delete(
    '/api/v1/data/datasets/:name',
    {
      config: { permission: 'data:delete', operation: 'datasets.remove' },
      schema: {
        tags,
        summary: 'Delete a dataset with all its rows',
        description: 'Refused while other datasets refer to it; with `if_unused` also while models or metrics read it.',
        params: datasetParams,
        querystring: datasetRemovalQuery,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const how = { ifUnused: request.query.if_unused ?? false, actor: actorOf(principal) };
      await datasets.remove(principal.organizationId, request.params.name, how);
      return reply.code(204).send(null);
    },
  );
}

export function toNewColumn(column: Static<typeof newColumnBody>, key: string | null): DatasetColumn {
  const { name, label = name, type, role = null, currency = null } = column;
  return { name, label, type, role, currency, nullable: name !== key, isKey: name === key, dateOrder: null };
}

function toRecord({ columns }: Dataset, row: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, row[index]]));
}
