import Type from 'typebox';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Http } from '../../../http/http.ts';
import type { PlanService } from './plans.service.ts';
import {
  catalogueSchema,
  holdBody,
  planChangeBody,
  planOutcomeSchema,
  planSchema,
  retentionSchema,
  usageQuery,
  usageSchema,
} from './plans.schema.ts';
import { toCatalogue, toPlan, toPlanOutcome, toRetention, toUsage } from './plans.view.ts';
import type { RetentionService } from './retention.service.ts';
import type { UsageService } from './usage.service.ts';

const TENANCY = '/api/v1/tenancy';
const tags = ['Tenancy'];

export interface PlanServices {
  plans: PlanService;
  usage: UsageService;
  retention: RetentionService;
}

export function registerPlanRoutes(http: Http, { plans, usage, retention }: PlanServices): void {
  http.get(
    `${TENANCY}/plans`,
    {
      config: { permission: 'signed_in', operation: 'plans.list' },
      schema: { tags, summary: 'Which plans there are', response: { 200: catalogueSchema } },
    },
    async () => toCatalogue(await plans.getCatalogue()),
  );
  http.get(
    `${TENANCY}/plan`,
    {
      config: { permission: 'tenancy:read', operation: 'plan.get' },
      schema: { tags, summary: 'What the organization may have', response: { 200: planSchema } },
    },
    async (request) => toPlan(await plans.getState(principalOf(request).organizationId)),
  );
  http.put(
    `${TENANCY}/plan`,
    {
      config: { permission: 'tenancy:own', operation: 'plan.change' },
      schema: {
        tags,
        summary: 'Change the plan',
        description:
          'A smaller plan freezes what is more than it allows and deletes nothing; a larger one thaws it. `dry_run` says what would happen.',
        body: planChangeBody,
        response: { 200: planOutcomeSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { plan, dry_run: dryRun = false, keep_models: keepModels } = request.body;
      const wanted = { plan, dryRun, ...(keepModels ? { keepModels } : {}) };
      return toPlanOutcome(await plans.changePlan(principal.organizationId, wanted, actorOf(principal)), dryRun);
    },
  );
  http.get(
    `${TENANCY}/usage`,
    {
      config: { permission: 'tenancy:read', operation: 'usage.get' },
      schema: {
        tags,
        summary: 'What is used of the plan',
        description: 'Now and by day, with the date on which a limit will be hit and the warnings given.',
        querystring: usageQuery,
        response: { 200: usageSchema },
      },
    },
    async (request) => toUsage(await usage.get(principalOf(request).organizationId, request.query.days ?? 30)),
  );
  registerRetentionRoutes(http, retention);
}

function registerRetentionRoutes(http: Http, retention: RetentionService): void {
  http.get(
    `${TENANCY}/retention`,
    {
      config: { permission: 'tenancy:read', operation: 'retention.preview' },
      schema: {
        tags,
        summary: 'What will be deleted because of its age',
        description: 'Counted now, row by row; deleted once a day, at night, in small steps.',
        response: { 200: retentionSchema },
      },
    },
    async (request) => toRetention(await retention.preview(principalOf(request).organizationId)),
  );
  http.put(
    `${TENANCY}/retention/hold`,
    {
      config: { permission: 'tenancy:own', operation: 'legal_hold.set' },
      schema: {
        tags,
        summary: 'Set a legal hold',
        description: 'From the answer on, nothing is deleted because of its age, until the hold is lifted.',
        body: holdBody,
        response: { 200: retentionSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      await retention.setHold(principal.organizationId, request.body.reason.trim(), actorOf(principal));
      return toRetention(await retention.preview(principal.organizationId));
    },
  );
  http.delete(
    `${TENANCY}/retention/hold`,
    {
      config: { permission: 'tenancy:own', operation: 'legal_hold.lift' },
      schema: { tags, summary: 'Lift the legal hold', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await retention.removeHold(principal.organizationId, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
}
