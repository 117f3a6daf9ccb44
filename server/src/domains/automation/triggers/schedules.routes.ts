import type { Http } from '../../../http/http.ts';
import { limitOf, readIdCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import * as schema from '../running/running.schema.ts';
import { WORKFLOWS } from '../workflows/workflows.routes.ts';
import type { ScheduleService } from './schedules.service.ts';

const tags = ['Workflow schedules'];
const DEFAULT_TICKS = 10;

export function registerScheduleRoutes(http: Http, schedules: ScheduleService): void {
  registerLookAhead(http, schedules);
  http.get(
    `${WORKFLOWS}/:id/schedule`,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_schedules.get' },
      schema: {
        tags,
        summary: 'When a workflow is due next',
        description: 'Of its published version, while it is active.',
        params: schema.workflowParams,
        querystring: schema.scheduleQuery,
        response: { 200: schema.scheduleSchema },
      },
    },
    async (request) => {
      const { ticks: most = DEFAULT_TICKS } = request.query;
      const { plan, ticks } = await schedules.preview(principalOf(request).organizationId, request.params.id, most);
      const { cron, zone, overlap, catch_up, jitter_seconds } = plan;
      return { cron, time_zone: zone, overlap, catch_up, jitter_seconds, next_ticks: ticks.map(toText) };
    },
  );
  http.get(
    `${WORKFLOWS}/:id/ticks`,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_ticks.list' },
      schema: {
        tags,
        summary: 'What became of past ticks, latest first',
        params: schema.workflowParams,
        querystring: schema.ticksQuery,
        response: { 200: schema.ticksPage },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const beforeMs = readIdCursor(request.query);
      const page = { before: beforeMs === null ? null : new Date(beforeMs), limit };
      const rows = await schedules.listTicks(principalOf(request).organizationId, request.params.id, page);
      const found = more(rows, (row) => row.tick_at.getTime());
      const items = found.items.map((row) => ({
        ...row,
        tick_at: toText(row.tick_at),
        noted_at: toText(row.noted_at),
      }));
      return { ...found, items };
    },
  );
  http.post(
    `${WORKFLOWS}/:id/back-fill`,
    {
      config: { permission: 'ai_analytics:automation', operation: 'workflow_schedules.back_fill' },
      schema: {
        tags,
        summary: 'Make up for a past range',
        description: 'Starts a run for every tick of the range that had none; at most 500.',
        params: schema.workflowParams,
        body: schema.backFillBody,
        response: { 202: schema.backFillSchema },
      },
    },
    async (request, reply) => {
      const { organizationId } = principalOf(request);
      const { from, to, preview = false } = request.body;
      const range = { from: new Date(from), to: new Date(to) };
      const { ticks, started } = await schedules.backFill(organizationId, request.params.id, range, preview);
      return reply.code(202).send({ ticks: ticks.map(toText), started });
    },
  );
}

function registerLookAhead(http: Http, schedules: ScheduleService): void {
  http.get(
    '/api/v1/ai-analytics/schedules/next-ticks',
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_schedules.look_ahead' },
      schema: {
        tags,
        summary: 'When a schedule would be due',
        description: 'Of a schedule that is still being written; nothing is kept.',
        querystring: schema.lookAheadQuery,
        response: { 200: schema.lookAheadSchema },
      },
    },
    async (request) => {
      const { cron, time_zone: wanted, ticks: most = DEFAULT_TICKS } = request.query;
      const { organizationId } = principalOf(request);
      const { zone, ticks } = await schedules.lookAhead(organizationId, { cron, zone: wanted }, most);
      return { time_zone: zone, next_ticks: ticks.map(toText) };
    },
  );
}

const toText = (date: Date): string => date.toISOString();
