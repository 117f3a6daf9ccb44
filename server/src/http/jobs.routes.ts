import Type from 'typebox';
import type { Job, JobHandler } from '../platform/jobs/job.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { LanguageCode } from '../platform/messages/languages.ts';
import type { Messages } from '../platform/messages/messages.ts';
import { limitOf, pageOf, pageQuery, readCursor } from './page.ts';
import { type Principal, principalOf, requirePermission } from './principal.ts';
import type { Http } from './http.ts';

const statuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
const statusSchema = Type.Enum(statuses);
const timestamp = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A job as `describeJob` tells it. */
export const jobSchema = Type.Object({
  id: Type.String(),
  kind: Type.String({ examples: ['training'] }),
  subject: Type.Object(
    { kind: Type.Enum(['import', 'model', 'organization']), id: Type.Integer(), name: Type.String() },
    { description: 'What it works on.' },
  ),
  status: statusSchema,
  priority: Type.Enum(['high', 'normal', 'low']),
  attempt: Type.Integer({ description: 'How often it was started.' }),
  run_at: nullable(Type.String({ format: 'date-time', description: 'When a job that waits may start.' })),
  queue_place: nullable(
    Type.Integer({
      description:
        'Of a job that waits: its place among the organization’s jobs of this kind that wait, from 1. The plan says how many trainings may be under way at once.',
    }),
  ),
  progress: Type.Number({ minimum: 0, maximum: 1 }),
  phase: Type.String({ examples: ['fitting'] }),
  phase_text: Type.String({ description: "The phase in the reader's language." }),
  eta_seconds: nullable(Type.Integer()),
  result: Type.Unknown({ description: 'What came of it; null until it has succeeded.' }),
  error: nullable(Type.Object({ code: Type.String(), title: Type.String(), detail: Type.String() })),
  created_at: timestamp,
  started_at: nullable(timestamp),
  finished_at: nullable(timestamp),
});

const jobParams = Type.Object({ job_id: Type.String({ maxLength: 60 }) });
const listQuery = Type.Object({
  ...pageQuery.properties,
  kind: Type.Optional(Type.String({ maxLength: 60 })),
  status: Type.Optional(Type.Enum([...statuses, 'active'], { description: '`active`: queued or running.' })),
});

interface JobRoutesDeps {
  jobs: Jobs;
  messages: Messages;
  handlers: ReadonlyMap<string, JobHandler>;
}

export function registerJobRoutes(http: Http, { jobs, messages, handlers }: JobRoutesDeps): void {
  const readPermissionOf = (job: Job) => handlers.get(job.kind)?.readPermission ?? 'tenancy:manage';
  const cancelPermissionOf = (job: Job) => handlers.get(job.kind)?.cancelPermission ?? 'tenancy:manage';
  const mayRead = ({ permissions }: Principal) =>
    [...handlers.values()].filter(({ readPermission }) => permissions.has(readPermission)).map(({ kind }) => kind);
  const words = (job: Job, language: LanguageCode) => describeJob(job, language, messages);

  http.get(
    '/api/v1/jobs',
    {
      config: { permission: 'signed_in', operation: 'jobs.list' },
      schema: {
        tags: ['Jobs'],
        summary: 'List jobs, latest first',
        querystring: listQuery,
        response: { 200: pageOf(jobSchema) },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { kind, status } = request.query;
      const { limit, more } = limitOf(request.query);
      const before = readCursor(request.query);
      const found = await jobs.list(principal.organizationId, {
        kinds: mayRead(principal).filter((each) => kind === undefined || each === kind),
        limit,
        ...(status === undefined
          ? {}
          : { statuses: status === 'active' ? (['queued', 'running'] as const) : [status] }),
        ...(before === null ? {} : { before }),
      });
      return more(
        found.map((job) => words(job, request.language)),
        (job) => job.id,
      );
    },
  );
  http.get(
    '/api/v1/jobs/:job_id',
    {
      config: { permission: 'signed_in', operation: 'jobs.get' },
      schema: { tags: ['Jobs'], summary: 'How far is it?', params: jobParams, response: { 200: jobSchema } },
    },
    async (request) => {
      const principal = principalOf(request);
      const job = await jobs.get(principal.organizationId, request.params.job_id);
      requirePermission(principal, readPermissionOf(job));
      return words(job, request.language);
    },
  );
  http.delete(
    '/api/v1/jobs/:job_id',
    {
      config: { permission: 'signed_in', operation: 'jobs.cancel' },
      schema: {
        tags: ['Jobs'],
        summary: 'Cancel a job',
        description:
          'A running job stops within about a second; what it had begun leaves no trace, but for a batch of predictions, which keeps the rows that it has scored and counted.',
        params: jobParams,
        response: { 202: jobSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const job = await jobs.get(principal.organizationId, request.params.job_id);
      requirePermission(principal, cancelPermissionOf(job));
      const cancelled = await jobs.cancel(principal.organizationId, job.id);
      return reply.code(202).send(words(cancelled, request.language));
    },
  );
}

/** A job as it is shown, here and on the socket. */
export function describeJob(job: Job, language: LanguageCode, messages: Messages) {
  const { error } = job;
  const errorKey = error ? `${error.namespace}.errors.${error.code}` : '';
  return {
    id: job.id,
    kind: job.kind,
    subject: job.subject,
    status: job.status,
    priority: job.priority,
    attempt: job.attempt,
    run_at: job.runAt?.toISOString() ?? null,
    queue_place: job.place,
    progress: job.progress,
    phase: job.phase,
    phase_text: messages.translate(
      language,
      job.status === 'running' ? `platform.jobs.phase.${job.phase}` : `platform.jobs.status.${job.status}`,
    ),
    eta_seconds: job.etaSeconds,
    result: job.result,
    error: error && {
      code: error.code,
      title: messages.translate(language, `${errorKey}.title`, error.params),
      detail: messages.translate(language, `${errorKey}.detail`, error.params),
    },
    created_at: job.createdAt.toISOString(),
    started_at: job.startedAt?.toISOString() ?? null,
    finished_at: job.finishedAt?.toISOString() ?? null,
  };
}
