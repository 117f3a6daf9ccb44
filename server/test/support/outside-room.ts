import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createOutside } from '../../src/domains/automation/index.ts';
import { createAudit } from '../../src/platform/audit/audit.ts';
import { withClient } from '../../src/platform/db/connection.ts';
import { createMessages } from '../../src/platform/messages/messages.ts';
import { createOutbound } from '../../src/platform/outbound/outbound.ts';
import { createSecrets } from '../../src/platform/secrets/secrets.ts';
import { createOrganization, createTestDatabase } from './test-database.ts';
import { createTestHttp } from './test-http.ts';

export interface Asked {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
interface CalledRun {
  id: string;
  status: string;
  output: null | { readonly [name: string]: number };
  finished_at: Date | null;
}

export const SECRET = 'sk-live-4f"9é/=&x';

/** What workflows have to do with others, on a database of its own, beside another system and an engine that only notes. */
export async function createOutsideRoom() {
  const testDatabase = await createTestDatabase();
  const { database, accounts, owner } = testDatabase;
  const [ours, others] = [await createOrganization(owner), await createOrganization(owner)];
  const system = await startSystem();
  const now = new Date('2026-03-01T10:00:00Z');
  const keys = { key: 'first key '.repeat(4), previousKeys: [], installationSecret: accounts.secret };
  const deps = {
    database,
    audit: createAudit(accounts.secret),
    outbound: createOutbound({
      allowedHosts: ['crm.example', 'other.example'],
      allowHttp: false,
      resolve: () => Promise.resolve(['127.0.0.1']),
    }),
    messages: createMessages({ onFault: (fault) => assert.fail(JSON.stringify(fault)) }),
    publicUrl: 'https://suite.example',
    now: () => now,
  };
  const outside = createOutside({ ...deps, secrets: createSecrets(keys) });
  after(() => outside.close());
  const engine = createEngine();
  const http = await createTestHttp(testDatabase, {
    routes: (each) => void outside.registerRoutes(each, engine),
    authenticate: async ({ headers }) => {
      const organizationId = Number(headers['x-organization']);
      if (!organizationId) return null;
      const rest = { userId: 7, apiKeyId: null, userLanguage: null, organizationLanguage: null };
      return { organizationId, permissions: new Set(['ai_analytics:automation']), ...rest };
    },
  });

  async function call(method: Method, path: string, body?: unknown, organizationId = ours) {
    const response = await http.inject({
      method,
      url: `/api/v1/ai-analytics/${path}`,
      headers: {
        'x-organization': String(organizationId),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return { status: response.statusCode, text: response.body, body: response.body === '' ? null : response.json() };
  }

  const inOrganization = async <Row extends object>(statement: string, values: unknown[]): Promise<Row[]> =>
    withClient(owner, async (client) => {
      await client.query('select set_config($1, $2, false)', ['app.organization_id', String(ours)]);
      return (await client.query<Row>(statement, values)).rows;
    });

  let kept = 0;
  return {
    ours,
    others,
    system,
    now,
    keys,
    deps,
    outside,
    engine,
    call,
    inOrganization,

    async makeWorkflow(type: string, steps: unknown[] = [], trigger: object = {}): Promise<number> {
      const [row] = await inOrganization<{ id: number }>(
        `insert into automation_workflows (organization_id, workflow_name, workflow_type, trigger_conditions, workflow_steps)
         values ($1, $2, $3, $5, $4) returning id`,
        [ours, `Workflow ${Math.random()}`, type, JSON.stringify(steps), JSON.stringify(trigger)],
      );
      return row?.id ?? assert.fail();
    },

    /** A credential under a name of its own. */
    async keep(fields: object): Promise<{ id: number; name: string }> {
      const name = `credential ${(kept += 1)}`;
      const made = await call('POST', 'credentials', { name, hosts: ['crm.example'], secret: SECRET, ...fields });
      assert.equal(made.status, 201, made.text);
      assert.ok(!made.text.includes('sk-live'));
      return made.body;
    },

    callHook: (
      url: string,
      payload: string | Buffer,
      headers: Record<string, string> = { 'content-type': 'application/json' },
    ) => http.inject({ method: 'POST', url: new URL(url).pathname, payload, headers }),

    /** As a sender signs that uses the library of Standard Webhooks. */
    sign(secret: string, id: string, payload: string, at = now): Record<string, string> {
      return {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, payload),
      };
    },
  };
}

/** A system of others, which keeps what it is asked and answers as the test says. */
async function startSystem() {
  const asked: Asked[] = [];
  const system = {
    asked,
    port: 0,
    answer: (_request: Asked, _response: ServerResponse): unknown => undefined,
    answerJson(body: unknown, status = 200, headers = {}): void {
      system.answer = (_request, response) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    },
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += String(chunk)));
    request.on('end', () => {
      const all = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      asked.push(all);
      system.answer(all, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  system.port = (server.address() as AddressInfo).port;
  return system;
}

/** Notes what it is to start; a test says what becomes of it. */
function createEngine() {
  const started: { workflowId: number; data: any; dedupeKey?: string }[] = [];
  const runs = new Map<string, CalledRun>();
  const byKey = new Map<string, string>();
  return {
    started,
    runs,
    async start(_db: unknown, _organizationId: number, request: (typeof started)[number]) {
      const known = request.dedupeKey === undefined ? undefined : byKey.get(request.dedupeKey);
      if (known !== undefined) return { runId: known, isNew: false };
      started.push(request);
      const runId = `run_${started.length}`;
      if (request.dedupeKey !== undefined) byKey.set(request.dedupeKey, runId);
      runs.set(runId, { id: runId, status: 'running', output: null, finished_at: null });
      return { runId, isNew: true };
    },
    get: async (_organizationId: number, runId: string) => runs.get(runId) ?? assert.fail(`no run ${runId}`),
  };
}
