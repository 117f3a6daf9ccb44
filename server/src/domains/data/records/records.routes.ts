import type { FastifyReply } from 'fastify';
import { requireMatch } from '../../../http/etag.ts';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, readCursor, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf, requirePermission } from '../../../http/principal.ts';
import { datasetParams } from '../data.schema.ts';
import { readPageRequest, toCursor } from './page-request.ts';
import type { ChangeAction, ChangeSet, PastChange } from './record-changes.repository.ts';
import type { RecordView } from './record-pages.ts';
import { toJsonValues } from './record-view.ts';
import {
  changeSchema,
  changeSetParams,
  changeSetSchema,
  createdRecordsSchema,
  historyQuery,
  newRecordsBody,
  recordParams,
  recordPatch,
  recordSchema,
  recordsQuery,
  undoneSchema,
} from './records.schema.ts';
import type { RecordService } from './records.service.ts';

const tags = ['Data'];
const RECORDS = '/api/v1/data/datasets/:name/records';

export function registerRecordRoutes(http: Http, records: RecordService): void {
  registerReading(http, records);
  registerWriting(http, records);
  registerHistory(http, records);
}

function registerReading(http: Http, records: RecordService): void {
  http.get(
    RECORDS,
    {
      config: { permission: 'data:read', operation: 'records.list' },
      schema: {
        tags,
        summary: 'List records',
        description: 'In the order in which they came, or sorted by a column; records without a value in it come last.',
        params: datasetParams,
        querystring: recordsQuery,
        response: { 200: pageOf(recordSchema) },
      },
    },
    async (request) => {
      const { organizationId } = principalOf(request);
      const page = await records.list(organizationId, request.params.name, readPageRequest(request.query));
      return { items: page.records, next_cursor: toCursor(page.end, request.query.sort) };
    },
  );
  http.get(
    `${RECORDS}/:key`,
    {
      config: { permission: 'data:read', operation: 'records.get' },
      schema: { tags, summary: 'A record', params: recordParams, response: { 200: recordSchema } },
    },
    async (request) => {
      const { name, key } = request.params;
      return records.get(principalOf(request).organizationId, name, key);
    },
  );
}

/** Which change it was, so that it can be taken back. */
const nameChange = (reply: FastifyReply, changeSet: string | null): void => {
  if (changeSet !== null) void reply.header('change-set', changeSet);
};

function registerWriting(http: Http, records: RecordService): void {
  http.post(
    RECORDS,
    {
      config: { permission: 'data:create', operation: 'records.create' },
      schema: {
        tags,
        summary: 'Add records',
        description:
          'All of them or none. The first records of a standard dataset make it. With `upsert`, records whose keys are there already are changed, which takes `data:update` as well.',
        params: datasetParams,
        body: newRecordsBody,
        response: { 201: createdRecordsSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { records: values, upsert = false } = request.body;
      if (upsert) requirePermission(principal, 'data:update');
      const creation = { records: values, upsert, actor: actorOf(principal) };
      const { changeSet, ...made } = await records.create(principal.organizationId, request.params.name, creation);
      return reply.code(201).send({ ...made, change_set: changeSet });
    },
  );
  http.patch(
    `${RECORDS}/:key`,
    {
      config: { permission: 'data:update', operation: 'records.update', etag: true },
      schema: {
        tags,
        summary: 'Change a record',
        description: 'What is not named stays. The header `change-set` of the answer names the change.',
        params: recordParams,
        body: recordPatch,
        response: { 200: recordSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, key } = request.params;
      const edit = { actor: actorOf(principal), check: (now: RecordView) => requireMatch(request, reply, now) };
      const changed = await records.update(principal.organizationId, name, key, request.body.values, edit);
      nameChange(reply, changed.changeSet);
      return changed.record;
    },
  );
  http.delete(
    `${RECORDS}/:key`,
    {
      config: { permission: 'data:delete', operation: 'records.remove', etag: true },
      schema: {
        tags,
        summary: 'Delete a record',
        description: 'Answers the record as it was. The header `change-set` names the change.',
        params: recordParams,
        response: { 200: recordSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, key } = request.params;
      const edit = { actor: actorOf(principal), check: (now: RecordView) => requireMatch(request, reply, now) };
      const { changeSet, record } = await records.remove(principal.organizationId, name, key, edit);
      nameChange(reply, changeSet);
      return record;
    },
  );
}

/** What taking a change back takes: the opposite of what it did. */
const OPPOSITES: Record<ChangeAction, string> = {
  create: 'data:delete',
  upsert: 'data:delete',
  update: 'data:update',
  delete: 'data:create',
  undo: 'data:delete',
};

function registerHistory(http: Http, records: RecordService): void {
  http.get(
    `${RECORDS}/:key/history`,
    {
      config: { permission: 'data:read', operation: 'records.history' },
      schema: {
        tags,
        summary: 'What happened to a record',
        description: 'Also of a record that is gone. The last change first; what an import brought is not among them.',
        params: recordParams,
        querystring: historyQuery,
        response: { 200: pageOf(changeSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const { name, key } = request.params;
      const page = { before: readIdCursor(request.query), limit };
      const { dataset, changes } = await records.history.list(principalOf(request).organizationId, name, key, page);
      const { items, ...rest } = more(changes, ({ id }) => id);
      return { ...rest, items: items.map((change) => toChange(dataset, change)) };
    },
  );
  http.get(
    '/api/v1/data/datasets/:name/changes',
    {
      config: { permission: 'data:read', operation: 'record_changes.list' },
      schema: {
        tags,
        summary: 'What requests have changed, the last first',
        params: datasetParams,
        querystring: historyQuery,
        response: { 200: pageOf(changeSetSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const page = { before: readCursor(request.query), limit };
      const { organizationId } = principalOf(request);
      const sets = more(await records.history.listSets(organizationId, request.params.name, page), ({ id }) => id);
      return { ...sets, items: sets.items.map(toSet) };
    },
  );
  http.post(
    '/api/v1/data/datasets/:name/changes/:change_set/undo',
    {
      config: { permission: 'data:update', operation: 'record_changes.undo' },
      schema: {
        tags,
        summary: 'Take a change back',
        description:
          'Of one record or of many. Records that were changed again since are left and listed. Taking back what was added takes `data:delete`, what was deleted `data:create`. An undo can be undone.',
        params: changeSetParams,
        response: { 200: undoneSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { name, change_set: set } = request.params;
      const check = ({ action }: ChangeSet) => requirePermission(principal, OPPOSITES[action]);
      const by = { actor: actorOf(principal), check };
      const { changeSet, ...undone } = await records.history.undo(principal.organizationId, name, set, by);
      return { ...undone, change_set: changeSet };
    },
  );
}

function toChange(dataset: Parameters<typeof toJsonValues>[0], change: PastChange) {
  return {
    id: change.id,
    change: change.change,
    before: change.before && toJsonValues(dataset, change.before),
    after: change.after && toJsonValues(dataset, change.after),
    changed_at: change.changedAt.toISOString(),
    actor: change.actor,
    change_set: change.changeSet,
    import_id: change.importId,
  };
}

function toSet({ id, action, records, actor, createdAt, undoneBy }: ChangeSet) {
  return { id, action, records, actor, created_at: createdAt.toISOString(), undone_by: undoneBy };
}
