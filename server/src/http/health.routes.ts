import Type from 'typebox';
import type { Http } from './http.ts';

/** One thing that the server leans on. */
export interface HealthCheck {
  name: string;
  /** Without it no request can be answered; without the others the server does less. */
  essential: boolean;
  /** Rejects, or answers false, when it is not well. */
  check(): Promise<boolean>;
}

const CHECK_TIMEOUT_MS = 2000;

const checkSchema = Type.Object({ ok: Type.Boolean(), duration_ms: Type.Number() });
const healthSchema = Type.Object({
  status: Type.Enum(['ok', 'degraded', 'down'], {
    description: '`degraded`: requests are answered, but something that the server leans on is not well.',
  }),
  live: Type.Boolean(),
  ready: Type.Boolean({ description: 'Whether requests will be answered now.' }),
  version: Type.String(),
  uptime_seconds: Type.Optional(Type.Integer()),
  checks: Type.Optional(Type.Record(Type.String(), checkSchema)),
});

export function registerHealthRoutes(http: Http, options: { version: string; checks: HealthCheck[] }): void {
  http.get(
    '/api/v1/monitoring/health',
    {
      config: { permission: 'public', operation: 'monitoring.health', rateLimit: false },
      schema: {
        tags: ['Monitoring'],
        summary: 'Is it well?',
        description: 'Open without login. What each part answered is shown to those with `monitoring:read`.',
        response: { 200: healthSchema, 503: healthSchema },
      },
    },
    async (request, reply) => {
      const results = new Map(await Promise.all(options.checks.map(run)));
      const isWell = options.checks.every(({ name }) => results.get(name)?.ok);
      const ready = options.checks.every(({ name, essential }) => !essential || results.get(name)?.ok);
      const detail = {
        uptime_seconds: Math.floor(process.uptime()),
        checks: Object.fromEntries(results),
      };
      return reply.code(ready ? 200 : 503).send({
        status: ready ? (isWell ? 'ok' : 'degraded') : 'down',
        live: true,
        ready,
        version: options.version,
        ...(request.principal?.permissions.has('monitoring:read') ? detail : {}),
      });
    },
  );
}

async function run({ name, check }: HealthCheck): Promise<[string, { ok: boolean; duration_ms: number }]> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS);
  });
  const ok = await Promise.race([check().catch(() => false), late]);
  clearTimeout(timer);
  return [name, { ok, duration_ms: Math.round((performance.now() - start) * 10) / 10 }];
}
