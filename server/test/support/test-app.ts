import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import type { InjectOptions } from 'fastify';
import { createApp, type App } from '../../src/app.ts';
import { permissions } from '../../src/domains/tenancy/index.ts';
import { type Config, loadConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { createPlatform, type Platform } from '../../src/platform/platform.ts';
import { insertUser } from './owner.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export { PASSWORD } from './owner.ts';

/** An organization of a test, with a key that may do everything. */
export interface TestOrganization {
  id: number;
  key: string;
  ownerEmail: string;
}

export interface Answer {
  status: number;
  headers: Record<string, number | string | string[] | undefined>;
  /** The body, read as JSON where it is JSON. */
  body: any;
  text: string;
}

interface CallOptions {
  key?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestApp {
  app: App;
  platform: Platform;
  database: TestDatabase;
  logLines: string[];
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, options?: CallOptions): Promise<Answer>;
  createOrganization(name?: string): Promise<TestOrganization>;
  /** Before the test's end, where another node is to take over. */
  close(): Promise<void>;
  /** Waits until the job has ended, and answers it. */
  awaitJob(jobId: string, key: string): Promise<Answer['body']>;
}

/** The whole product on a database of this test file's own, asked without a network; its jobs run when `work` is set. */
export async function createTestApp(
  options: {
    work?: boolean;
    env?: Record<string, string>;
    config?: Partial<Config>;
    /** That of another app: the two are then nodes of one installation. */
    database?: TestDatabase;
  } = {},
): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const logLines: string[] = [];
  const config = { ...loadConfig({ LOG_LEVEL: 'info', ...options.env }, process.cwd()), ...options.config };
  const platform = createPlatform(
    config,
    database.accounts,
    createLog('info', { write: (line) => logLines.push(line) }),
  );
  const app = await createApp(platform, '0.0.0-test');
  if (options.work) await app.startWork();
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close());
  after(close);

  async function call(
    method: NonNullable<InjectOptions['method']>,
    url: string,
    { key, body, headers }: CallOptions = {},
  ) {
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    const response = await app.http.inject({
      method,
      url: url.startsWith('/') ? url : `/api/v1/${url}`,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: raw ? body : JSON.stringify(body) }),
    });
    const isJson = /[/+]json/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      body: isJson && response.body !== '' ? JSON.parse(response.body) : null,
    };
  }

  return {
    app,
    platform,
    database,
    logLines,
    call,
    close,
    async createOrganization(name = 'Test company') {
      const ownerEmail = `owner-${randomBytes(6).toString('hex')}@example.com`;
      const userId = await insertUser(database.accounts.identity, ownerEmail, 'Owner');
      const owner = { id: userId, name: 'Owner', email: ownerEmail, language: null };
      const { id } = await app.tenancy.createOrganization(name, 'enterprise', owner);
      const { key } = await app.tenancy.createApiKey(id, {
        name: 'test',
        permissions: 'all',
        expiresAt: null,
        createdBy: userId,
        grantable: new Set<string>(permissions),
      });
      return { id, key, ownerEmail };
    },
    async awaitJob(jobId, key) {
      const deadline = performance.now() + 60_000;
      for (;;) {
        const { body } = await call('GET', `jobs/${jobId}`, { key });
        if (!['queued', 'running'].includes(body.status)) return body;
        if (performance.now() > deadline) throw new Error(`Job ${jobId} is still ${body.status} in ${body.phase}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}
