import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { datasetParams } from '../data.schema.ts';
import { createQualityWords, toNewRule } from './quality-view.ts';
import {
  acceptBody,
  newRuleBody,
  previewSchema,
  ruleListSchema,
  ruleSchema,
  startedSchema,
  suggestionsSchema,
} from './quality.schema.ts';
import type { QualityService } from './quality.service.ts';
import { registerRuleRoutes } from './rules.routes.ts';

const tags = ['Data'];
const RULES = '/api/v1/data/datasets/:name/quality-rules';

interface QualityRoutesDeps {
  quality: QualityService;
  messages: Messages;
}

/** Rules about what is stored, what came of asking them, and alerts. */
export function registerQualityRoutes(http: Http, deps: QualityRoutesDeps): void {
  registerRules(http, deps);
  registerAsking(http, deps);
  registerSuggestions(http, deps);
  registerRuleRoutes(http, deps);
}

function registerRules(http: Http, { quality, messages }: QualityRoutesDeps): void {
  const words = createQualityWords(messages);
  http.get(
    RULES,
    {
      config: { permission: 'data:read', operation: 'quality_rules.list' },
      schema: {
        tags,
        summary: 'The quality rules of a dataset',
        params: datasetParams,
        response: { 200: ruleListSchema },
      },
    },
    async (request) => {
      const found = await quality.rules.list(principalOf(request).organizationId, request.params.name);
      return { items: found.map((each) => words.rule(request.language, each)), next_cursor: null };
    },
  );
  http.post(
    RULES,
    {
      config: { permission: 'data:update', operation: 'quality_rules.create' },
      schema: {
        tags,
        summary: 'Make a quality rule',
        description:
          'Rows may break it: unlike a constraint it refuses nothing, but opens an alert. Asked after every import and undo, after changes of 100 records and more, and by the clock every hour where something has changed. At most 100 a dataset.',
        params: datasetParams,
        body: newRuleBody,
        response: { 201: ruleSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const rule = toNewRule(request.body);
      const made = await quality.rules.create(principal.organizationId, request.params.name, rule, actorOf(principal));
      return reply.code(201).send(words.rule(request.language, made));
    },
  );
}

function registerAsking(http: Http, { quality, messages }: QualityRoutesDeps): void {
  const words = createQualityWords(messages);
  http.post(
    `${RULES}/preview`,
    {
      config: { permission: 'data:read', operation: 'quality_rules.preview' },
      schema: {
        tags,
        summary: 'What would come of a quality rule',
        description: 'How many rows break it, and some of them. Nothing is kept.',
        params: datasetParams,
        body: newRuleBody,
        response: { 200: previewSchema },
      },
    },
    async (request) => {
      const rule = toNewRule(request.body);
      const found = await quality.rules.preview(principalOf(request).organizationId, request.params.name, rule);
      const sentence = words.sentence(request.language, rule);
      return { sentence, ...words.result(request.language, rule, found) };
    },
  );
  http.post(
    `${RULES}/run`,
    {
      config: { permission: 'data:update', operation: 'quality_rules.run' },
      schema: {
        tags,
        summary: 'Ask all quality rules of a dataset',
        params: datasetParams,
        response: { 202: startedSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const jobId = await quality.rules.run(principal.organizationId, request.params.name, actorOf(principal));
      return reply.code(202).send({ job_id: jobId });
    },
  );
}

function registerSuggestions(http: Http, { quality, messages }: QualityRoutesDeps): void {
  const words = createQualityWords(messages);
  http.get(
    `${RULES}/suggestions`,
    {
      config: { permission: 'data:read', operation: 'quality_rules.suggest' },
      schema: {
        tags,
        summary: 'Propose quality rules',
        description:
          'What the dataset keeps, or nearly keeps, as it is, by its profile; without what its constraints and rules say already. 202 where the dataset must be measured first.',
        params: datasetParams,
        response: { 200: suggestionsSchema, 202: startedSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const found = await quality.suggestions.list(principal.organizationId, request.params.name, actorOf(principal));
      if ('jobId' in found) return reply.code(202).send({ job_id: found.jobId });
      return { items: found.map((each) => words.suggestion(request.language, each)) };
    },
  );
  http.post(
    `${RULES}/suggestions`,
    {
      config: { permission: 'data:update', operation: 'quality_rules.accept' },
      schema: {
        tags,
        summary: 'Make proposed quality rules',
        description: 'All that are proposed, or those of these ids. Answers the rules made.',
        params: datasetParams,
        body: acceptBody,
        response: { 201: ruleListSchema, 202: startedSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name } = request.params;
      const ids = request.body.ids ?? null;
      const made = await quality.suggestions.accept(principal.organizationId, name, ids, actorOf(principal));
      if ('jobId' in made) return reply.code(202).send({ job_id: made.jobId });
      return reply.code(201).send({ items: made.map((each) => words.rule(request.language, each)), next_cursor: null });
    },
  );
}
