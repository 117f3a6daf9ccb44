import type { FastifySchemaCompiler } from 'fastify';
import Type from 'typebox';
import { requireMatch } from '../../../http/etag.ts';
import type { Http } from '../../../http/http.ts';
import { limitOf, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import { createValidatorCompiler } from '../../../http/validation.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import * as schema from './workflows.schema.ts';
import type { WorkflowService } from './workflows.service.ts';
import { toComparison, toVersion, toWorkflow, toWorkflowHead } from './workflows.view.ts';

export const WORKFLOWS = '/api/v1/ai-analytics/workflows';
const tags = ['Workflows'];
const permission = 'ai_analytics:automation';

export interface WorkflowRoutesDeps {
  workflows: WorkflowService;
  messages: Messages;
}

export function registerWorkflowRoutes(http: Http, deps: WorkflowRoutesDeps): void {
  registerMaking(http, deps);
  registerReading(http, deps);
  registerChanging(http, deps);
  registerService(http, deps);
  registerVersions(http, deps);
  registerTransfer(http, deps);
}

const compileSchema = createValidatorCompiler();
const anyObject = Type.Object(
  { is_active: Type.Optional(Type.Boolean()), draft: Type.Optional(Type.Boolean()) },
  { additionalProperties: true },
);

/** What is inside a workflow its reader looks at, who names faults better than a schema can. */
const validatorCompiler: FastifySchemaCompiler<object> = (route) =>
  compileSchema(route.httpPart === 'body' ? { ...route, schema: anyObject } : route);

/** What was written is answered as it was written: nothing is gained by looking for the schema that fits. */
const serializerCompiler = () => (answer: unknown) => JSON.stringify(answer);

function registerMaking(http: Http, { workflows, messages }: WorkflowRoutesDeps): void {
  http.post(
    WORKFLOWS,
    {
      config: { permission, operation: 'workflows.create' },
      schema: {
        tags,
        summary: 'Create a workflow',
        description:
          'Its first version is published and active at once, unless it is a `draft` or not `is_active`. Active workflows count for the plan.',
        body: schema.newWorkflowBody,
        response: { 201: schema.workflowSchema },
      },
      validatorCompiler,
      serializerCompiler,
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { is_active: isActive = true, draft: isDraft = false, ...source } = request.body;
      const begin = { isActive: isActive !== false, isDraft: isDraft === true };
      const row = await workflows.create(principal.organizationId, source, begin, actorOf(principal));
      return reply.code(201).send(toWorkflow(row));
    },
  );
  http.post(
    `${WORKFLOWS}/validate`,
    {
      config: { permission, operation: 'workflows.validate' },
      schema: {
        tags,
        summary: 'Is a definition valid?',
        description: 'Names every fault with its place. Nothing is kept.',
        body: schema.definitionBody,
        response: { 200: schema.validationSchema },
      },
      validatorCompiler,
    },
    async (request) => {
      const faults = workflows.validate(request.body).map(({ pointer, code, params }) => ({
        pointer,
        code,
        detail: messages.translate(request.language, `automation.faults.${code}`, params),
      }));
      return { is_valid: faults.length === 0, faults };
    },
  );
}

function registerReading(http: Http, { workflows }: WorkflowRoutesDeps): void {
  http.get(
    WORKFLOWS,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflows.list' },
      schema: {
        tags,
        summary: 'List workflows, latest first',
        querystring: schema.workflowQuery,
        response: { 200: schema.workflowPage },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const { organizationId } = principalOf(request);
      const page = { beforeId: readIdCursor(request.query), limit };
      const rows = await workflows.list(organizationId, toFilter(request.query), page);
      return more(rows.map(toWorkflowHead), ({ id }) => id);
    },
  );
  http.get(
    `${WORKFLOWS}/:id`,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflows.get' },
      schema: {
        tags,
        summary: 'Get a workflow',
        params: schema.workflowParams,
        response: { 200: schema.workflowSchema },
      },
      serializerCompiler,
    },
    async (request) => toWorkflow(await workflows.get(principalOf(request).organizationId, request.params.id)),
  );
}

const toFilter = (query: schema.WorkflowQuery) => ({
  workflowType: query.workflow_type ?? null,
  category: query.category ?? null,
  isActive: query.is_active ?? null,
  search: query.search ?? null,
});

function registerChanging(http: Http, { workflows }: WorkflowRoutesDeps): void {
  http.put(
    `${WORKFLOWS}/:id`,
    {
      config: { permission, operation: 'workflows.update', etag: true },
      schema: {
        tags,
        summary: 'Change the draft of a workflow',
        description: 'Fields that are left out stay. What is published goes on as it is until the draft is published.',
        params: schema.workflowParams,
        body: schema.workflowPatchBody,
        response: { 200: schema.workflowSchema },
      },
      validatorCompiler,
      serializerCompiler,
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { params, body } = request;
      const check = (row: Parameters<typeof toWorkflow>[0]) => requireMatch(request, reply, toWorkflow(row));
      const how = { actor: actorOf(principal), check };
      return toWorkflow(await workflows.update(principal.organizationId, params.id, body, how));
    },
  );
  http.delete(
    `${WORKFLOWS}/:id`,
    {
      config: { permission, operation: 'workflows.remove' },
      schema: {
        tags,
        summary: 'Remove a workflow',
        description: 'For good. Nothing starts it any more; what runs, runs on, and its runs stay to be read.',
        params: schema.workflowParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await workflows.remove(principal.organizationId, request.params.id, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
}

function registerService(http: Http, { workflows }: WorkflowRoutesDeps): void {
  http.post(
    `${WORKFLOWS}/:id/publish`,
    {
      config: { permission, operation: 'workflows.publish' },
      schema: {
        tags,
        summary: 'Publish the draft',
        description:
          'It becomes the next version, which new runs follow; runs under way keep theirs. The first version is active at once.',
        params: schema.workflowParams,
        body: schema.publishBody,
        response: { 200: schema.workflowSchema },
      },
      serializerCompiler,
    },
    async (request) => {
      const principal = principalOf(request);
      const { params, body } = request;
      const note = body.note ?? null;
      return toWorkflow(await workflows.publish(principal.organizationId, params.id, note, actorOf(principal)));
    },
  );
  http.post(
    `${WORKFLOWS}/:id/rollback`,
    {
      config: { permission, operation: 'workflows.rollback' },
      schema: {
        tags,
        summary: 'Bring an older version back',
        description: 'What it said becomes the latest version and the draft.',
        params: schema.workflowParams,
        body: schema.rollBackBody,
        response: { 200: schema.workflowSchema },
      },
      serializerCompiler,
    },
    async (request) => {
      const principal = principalOf(request);
      const { params, body } = request;
      const to = { version: body.version, note: body.note ?? null };
      return toWorkflow(await workflows.rollBack(principal.organizationId, params.id, to, actorOf(principal)));
    },
  );
  for (const [verb, summary, description] of [
    ['enable', 'Enable a workflow', 'Its triggers start it again. Active workflows count for the plan.'],
    ['disable', 'Disable a workflow', 'Nothing starts it any more; what runs, runs on.'],
  ] as const) {
    http.post(
      `${WORKFLOWS}/:id/${verb}`,
      {
        config: { permission, operation: `workflows.${verb}` },
        schema: {
          tags,
          summary,
          description,
          params: schema.workflowParams,
          response: { 200: schema.workflowSchema },
        },
        serializerCompiler,
      },
      async (request) => {
        const principal = principalOf(request);
        return toWorkflow(await workflows[verb](principal.organizationId, request.params.id, actorOf(principal)));
      },
    );
  }
}

function registerVersions(http: Http, { workflows }: WorkflowRoutesDeps): void {
  http.get(
    `${WORKFLOWS}/:id/versions`,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_versions.list' },
      schema: {
        tags,
        summary: 'List the versions of a workflow, latest first',
        params: schema.workflowParams,
        querystring: schema.pageQuery,
        response: { 200: schema.versionPage },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const page = { before: readIdCursor(request.query), limit };
      const found = await workflows.listVersions(principalOf(request).organizationId, request.params.id, page);
      const items = found.rows.map((row) => toVersion(row, found.workflow.published_version_id));
      return more(items, ({ version }) => version);
    },
  );
  http.get(
    `${WORKFLOWS}/:id/versions/:version`,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_versions.get' },
      schema: {
        tags,
        summary: 'Get a version of a workflow',
        params: schema.versionParams,
        response: { 200: schema.versionSchema },
      },
      serializerCompiler,
    },
    async (request) => {
      const { id, version } = request.params;
      const { workflow, row } = await workflows.getVersion(principalOf(request).organizationId, id, version);
      return { ...toVersion(row, workflow.published_version_id), definition: row.source };
    },
  );
  http.get(
    `${WORKFLOWS}/:id/compare`,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflows.compare' },
      schema: {
        tags,
        summary: 'What has changed between two versions',
        description: 'Step by step: steps are the same when their ids are.',
        params: schema.workflowParams,
        querystring: schema.compareQuery,
        response: { 200: schema.comparisonSchema },
      },
      serializerCompiler,
    },
    async (request) => {
      const { from = null, to = null } = request.query;
      return toComparison(await workflows.compare(principalOf(request).organizationId, request.params.id, from, to));
    },
  );
}

function registerTransfer(http: Http, { workflows }: WorkflowRoutesDeps): void {
  http.get(
    `${WORKFLOWS}/:id/export`,
    {
      config: { permission, operation: 'workflows.export' },
      schema: {
        tags,
        summary: 'A workflow as a file',
        description: 'Credentials are named in it, never contained.',
        params: schema.workflowParams,
        response: { 200: schema.exportSchema },
      },
      serializerCompiler,
    },
    async (request) => {
      const workflow = await workflows.export(principalOf(request).organizationId, request.params.id);
      return { ...FORMAT, workflow, exported_at: new Date().toISOString() };
    },
  );
  http.post(
    `${WORKFLOWS}/import`,
    {
      config: { permission, operation: 'workflows.import' },
      schema: {
        tags,
        summary: 'Make a draft of a file',
        description: 'Under a name that is free. Look at it, then publish it.',
        body: schema.importBody,
        response: { 201: schema.workflowSchema },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const row = await workflows.import(principal.organizationId, request.body.workflow, actorOf(principal));
      return reply.code(201).send(toWorkflow(row));
    },
  );
  http.get(
    '/api/v1/ai-analytics/workflow-settings',
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_settings.get' },
      schema: { tags, summary: 'What holds for all workflows', response: { 200: schema.settingsSchema } },
    },
    async (request) => workflows.getSettings(principalOf(request).organizationId),
  );
  http.put(
    '/api/v1/ai-analytics/workflow-settings',
    {
      config: { permission, operation: 'workflow_settings.update' },
      schema: {
        tags,
        summary: 'Change what holds for all workflows',
        body: schema.settingsSchema,
        response: { 200: schema.settingsSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { error_workflow_id: id } = request.body;
      await workflows.setErrorWorkflow(principal.organizationId, id, actorOf(principal));
      return request.body;
    },
  );
}

const FORMAT = { format: 'business-suite-workflow', format_version: 1 } as const;
