import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import { formatQuery, goneOf, resultSchema, sendResult } from '../query/query.routes.ts';
import { definitionBody, metricParams, metricSchema, newMetricBody, valuesQuery } from './metrics.schema.ts';
import type { Metric, MetricService } from './metrics.service.ts';

const METRICS = '/api/v1/data/metrics';
const METRIC = `${METRICS}/:name`;
const tags = ['Data'];

export function registerMetricRoutes(http: Http, metrics: MetricService): void {
  registerReading(http, metrics);
  registerDefining(http, metrics);
}

function registerReading(http: Http, metrics: MetricService): void {
  http.get(
    METRICS,
    {
      config: { permission: 'data:read', operation: 'metrics.list' },
      schema: {
        tags,
        summary: 'List metrics',
        description: 'Those of the organization, and those of the product whose datasets are there.',
        response: { 200: Type.Object({ items: Type.Array(metricSchema), next_cursor: Type.Null() }) },
      },
    },
    async (request) => {
      const found = await metrics.list(principalOf(request).organizationId);
      return { items: found.map(toAnswer), next_cursor: null };
    },
  );
  http.get(
    METRIC,
    {
      config: { permission: 'data:read', operation: 'metrics.get' },
      schema: { tags, summary: 'A metric', params: metricParams, response: { 200: metricSchema } },
    },
    async (request) => toAnswer(await metrics.get(principalOf(request).organizationId, request.params.name)),
  );
  http.get(
    `${METRIC}/values`,
    {
      config: { permission: 'data:read', operation: 'metrics.values' },
      schema: {
        tags,
        summary: 'The values of a metric',
        description:
          'By period and dimensions, as `value`; compared also `value_previous`, `value_change`, `value_relative_change`. Periods without rows are there too.',
        params: metricParams,
        querystring: Type.Object({ ...formatQuery.properties, ...valuesQuery.properties }),
        response: { 200: resultSchema },
      },
    },
    async (request, reply) => {
      const { organizationId } = principalOf(request);
      const { result } = await metrics.values(organizationId, request.params.name, request.query, goneOf(reply));
      return sendResult(request, reply, result);
    },
  );
}

function registerDefining(http: Http, metrics: MetricService): void {
  http.post(
    METRICS,
    {
      config: { permission: 'data:create', operation: 'metrics.create' },
      schema: { tags, summary: 'Define a metric', body: newMetricBody, response: { 201: metricSchema } },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, ...definition } = request.body;
      const made = await metrics.create(principal.organizationId, name, definition, actorOf(principal));
      return reply.code(201).send(toAnswer(made));
    },
  );
  http.put(
    METRIC,
    {
      config: { permission: 'data:update', operation: 'metrics.update' },
      schema: {
        tags,
        summary: 'Define a metric anew',
        description:
          'The definition before stays as an earlier version. Those of the product can be defined otherwise too.',
        params: metricParams,
        body: definitionBody,
        response: { 200: metricSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { name } = request.params;
      return toAnswer(await metrics.update(principal.organizationId, name, request.body, actorOf(principal)));
    },
  );
  http.delete(
    METRIC,
    {
      config: { permission: 'data:delete', operation: 'metrics.remove' },
      schema: { tags, summary: 'Remove a metric', params: metricParams },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await metrics.remove(principal.organizationId, request.params.name, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
}

function toAnswer({ name, version, isStandard, definition, unit, moneyPerUnit, direction }: Metric) {
  return {
    name,
    version,
    is_standard: isStandard,
    definition: { ...definition },
    unit,
    money_per_unit: moneyPerUnit,
    direction,
  };
}
