import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { createQualityWords, toRuleChange } from './quality-view.ts';
import { alertParams, alertSchema, alertsQuery, resultSchema, resultsQuery } from './quality.schema.ts';
import { ruleChangeBody, ruleParams, ruleSchema } from './quality.schema.ts';
import type { QualityService } from './quality.service.ts';

const tags = ['Data'];
const RULE = '/api/v1/data/quality-rules/:id';
const ALERTS = '/api/v1/data/quality-alerts';

interface QualityRoutesDeps {
  quality: QualityService;
  messages: Messages;
}

/** Routes of single rules, and of alerts. */
export function registerRuleRoutes(http: Http, deps: QualityRoutesDeps): void {
  registerSingleRule(http, deps);
  registerAlerts(http, deps);
}

function registerSingleRule(http: Http, { quality, messages }: QualityRoutesDeps): void {
  const words = createQualityWords(messages);
  http.get(
    RULE,
    {
      config: { permission: 'data:read', operation: 'quality_rules.get' },
      schema: { tags, summary: 'A quality rule', params: ruleParams, response: { 200: ruleSchema } },
    },
    async (request) =>
      words.rule(request.language, await quality.rules.get(principalOf(request).organizationId, request.params.id)),
  );
  http.patch(
    RULE,
    {
      config: { permission: 'data:update', operation: 'quality_rules.update' },
      schema: {
        tags,
        summary: 'Change a quality rule, or switch it off',
        description: 'Its open alert is closed when what it says changes; run the rules to ask it at once.',
        params: ruleParams,
        body: ruleChangeBody,
        response: { 200: ruleSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const change = toRuleChange(request.body);
      const changed = await quality.rules.update(
        principal.organizationId,
        request.params.id,
        change,
        actorOf(principal),
      );
      return words.rule(request.language, changed);
    },
  );
  http.delete(
    RULE,
    {
      config: { permission: 'data:update', operation: 'quality_rules.remove' },
      schema: {
        tags,
        summary: 'Remove a quality rule with its results and alerts',
        params: ruleParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await quality.rules.remove(principal.organizationId, request.params.id, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
  http.get(
    `${RULE}/results`,
    {
      config: { permission: 'data:read', operation: 'quality_rules.results' },
      schema: {
        tags,
        summary: 'What came of asking a rule, latest first',
        description: 'The last 500 are kept.',
        params: ruleParams,
        querystring: resultsQuery,
        response: { 200: pageOf(resultSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const page = { before: readIdCursor(request.query), limit };
      const { rule, results } = await quality.rules.results(
        principalOf(request).organizationId,
        request.params.id,
        page,
      );
      const { items, next_cursor } = more(results, ({ id }) => id);
      return { items: items.map((each) => words.past(request.language, rule, each)), next_cursor };
    },
  );
}

function registerAlerts(http: Http, { quality, messages }: QualityRoutesDeps): void {
  const words = createQualityWords(messages);
  http.get(
    ALERTS,
    {
      config: { permission: 'data:read', operation: 'quality_alerts.list' },
      schema: {
        tags,
        summary: 'Alerts about the quality of data, latest first',
        description: 'A rule has at most one open alert. It closes by itself when the rule holds again.',
        querystring: alertsQuery,
        response: { 200: pageOf(alertSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const { dataset = null, status = null } = request.query;
      const filter = { dataset, status, before: readIdCursor(request.query), limit };
      const page = more(await quality.alerts.list(principalOf(request).organizationId, filter), ({ id }) => id);
      return { ...page, items: page.items.map((each) => words.alert(request.language, each)) };
    },
  );
  http.post(
    `${ALERTS}/:id/acknowledge`,
    {
      config: { permission: 'data:update', operation: 'quality_alerts.acknowledge' },
      schema: {
        tags,
        summary: 'Say that an alert is known',
        description: 'It stays open until the rule holds again.',
        params: alertParams,
        response: { 200: alertSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const alert = await quality.alerts.acknowledge(principal.organizationId, request.params.id, actorOf(principal));
      return words.alert(request.language, alert);
    },
  );
}
