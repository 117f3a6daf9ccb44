import { createDataService, createImportHandler, registerDataRoutes } from './domains/data/index.ts';
import { registerLocalizationRoutes } from './domains/localization/index.ts';
import { createModelService, createTrainingHandler, registerModelRoutes } from './domains/models/index.ts';
import { createLiveFigures, createPredictionService, registerPredictionRoutes } from './domains/predictions/index.ts';
import {
  createAuthenticate,
  createIdentity,
  createTenancyService,
  type Identity,
  registerApiKeyRoutes,
  registerSessionRoutes,
  type TenancyService,
} from './domains/tenancy/index.ts';
import { isConsoleBuilt, registerConsoleFiles } from './http/console-files.ts';
import { registerHealthRoutes } from './http/health.routes.ts';
import { registerJobRoutes } from './http/jobs.routes.ts';
import type { Http } from './http/http.ts';
import { createHttp } from './http/server.ts';
import { startJobNode } from './platform/jobs/job-node.ts';
import type { Platform } from './platform/platform.ts';

/** The product, put together. */
export interface App {
  http: Http;
  identity: Identity;
  tenancy: TenancyService;
  /** Begins to take jobs from the queue. */
  startWork(): Promise<void>;
  /** Answers what is under way, hands unfinished jobs back, closes every connection. */
  close(): Promise<void>;
}

const JOBS_AT_ONCE = 2;

/** Puts the domains together on a platform. Nothing listens and nothing runs until it is told to. */
export async function createApp(platform: Platform, version: string): Promise<App> {
  const { config, accounts, database, jobs, handlers, log, messages, newId } = platform;
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const identity = createIdentity({ connection: accounts.identity, secret: accounts.secret, publicUrl });
  const tenancy = createTenancyService({ database, identity, languages: config.language.supported });
  const data = createDataService({ database, jobs, importMaxSizeMb: config.importMaxSizeMb });
  const models = createModelService({
    database,
    jobs,
    datasets: data,
    findLiveFigures: createLiveFigures(database),
    trainingTimeoutMinutes: config.models.trainingTimeoutMinutes,
  });
  const predictions = createPredictionService({
    database,
    models,
    newId,
    now: () => new Date(),
    cacheMaxSizeMb: config.cacheMaxSizeMb,
  });
  const trainingHandler = createTrainingHandler({
    database,
    datasets: data,
    codeVersion: version,
    maxArtifactSizeMb: config.models.maxSizeMb,
    timeoutMinutes: config.models.trainingTimeoutMinutes,
  });
  for (const handler of [createImportHandler(database), trainingHandler]) handlers.set(handler.kind, handler);

  const authenticate = createAuthenticate(database, identity);
  const http = await createHttp({ ...platform, authenticate, trustProxy: config.trustProxy, version });
  registerSessionRoutes(http, tenancy, identity);
  registerApiKeyRoutes(http, tenancy);
  registerLocalizationRoutes(http, config.language.supported);
  await registerDataRoutes(http, { data, messages });
  registerModelRoutes(http, models, messages);
  registerPredictionRoutes(http, predictions, messages);
  registerJobRoutes(http, { jobs, messages, handlers });
  const isDatabaseWell = async () => (await database.pool.query('select 1')).rowCount === 1;
  registerHealthRoutes(http, { version, checks: [{ name: 'database', check: isDatabaseWell }] });
  if (await isConsoleBuilt()) await registerConsoleFiles(http);

  let node: Awaited<ReturnType<typeof startJobNode>> | undefined;
  return {
    http,
    identity,
    tenancy,
    async startWork() {
      const nodeId = newId('node');
      node = await startJobNode({
        database,
        log,
        handlers,
        connection: accounts.jobs,
        nodeId,
        concurrency: JOBS_AT_ONCE,
      });
    },
    async close() {
      await http.close();
      await node?.stop();
      await Promise.all([database.close(), identity.close()]);
    },
  };
}
