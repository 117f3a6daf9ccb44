import {
  createBiAccess,
  createDataJobHandlers,
  createDataService,
  type DataService,
  dataRetention,
  registerDataRoutes,
} from './domains/data/index.ts';
import { registerLocalizationRoutes } from './domains/localization/index.ts';
import {
  createModelHealth,
  createModelImportHandler,
  createModelService,
  createModelUses,
  createModelWatch,
  createReproductionHandler,
  createTrainingHandler,
  modelStanding,
  registerModelRoutes,
  registerWatchRoutes,
  watchRetention,
} from './domains/models/index.ts';
import {
  batchRetention,
  createBatchHandler,
  createBatchService,
  createChallengeFigures,
  createExploringService,
  createLiveFigures,
  createLivePredictions,
  createPredictionService,
  createRowsService,
  predictionRetention,
  registerBatchRoutes,
  registerExploringRoutes,
  registerPredictionRoutes,
} from './domains/predictions/index.ts';
import { createOverviewService, registerOverviewRoutes } from './domains/overview/index.ts';
import {
  createAnalysisHandler,
  createPredictiveService,
  predictiveRetention,
  registerPredictiveRoutes,
} from './domains/predictive/index.ts';
import {
  createAuthenticate,
  createIdentity,
  createPlans,
  createPrincipals,
  createTenancyService,
  type Identity,
  type Plans,
  registerAuditLogRoutes,
  registerPlanRoutes,
  registerTenancyRoutes,
  type TenancyService,
} from './domains/tenancy/index.ts';
import type { Http } from './http/http.ts';
import { createHttp } from './http/server.ts';
import { VALUES_SHARE } from './platform/cache/cache.ts';
import { automationRetention, createAutomationApp, createMail, workflowStanding } from './automation-app.ts';
import { beginWork, registerHealth, type Work } from './operations.ts';
import { registerPlatformRoutes } from './platform-routes.ts';
import { createOutboxAdmin, type OutboxAdmin } from './platform/outbox/outbox-admin.ts';
import type { Platform } from './platform/platform.ts';

/** How much of the memory for caches answers of models take; values take their own share, fitted models the rest. */
const ANSWERS_SHARE = 0.1;

/** The product, put together. */
export interface App {
  http: Http;
  identity: Identity;
  tenancy: TenancyService;
  plans: Plans;
  outbox: OutboxAdmin;
  sample: DataService['sample'];
  jobs: Pick<Platform['jobs'], 'get'>;
  /** Seals the secrets of workflows and endpoints with the present key. @returns how many had another */
  rotateSecrets(): Promise<number>;
  /** Begins to take jobs from the queue and to hand out events. */
  startWork(): Promise<void>;
  /** Answers what is under way, hands unfinished jobs back, closes every connection. */
  close(): Promise<void>;
}

/** Puts the domains together on a platform. Nothing listens and nothing runs until it is told to. */
export async function createApp(platform: Platform, version: string): Promise<App> {
  const { config, accounts } = platform;
  const services = createServices(platform, version);
  const { identity, principals, tenancy, plans } = services;
  const authenticate = createAuthenticate(principals);
  const http = await createHttp({ ...platform, authenticate, trustProxy: config.trustProxy, version });
  registerHealth(http, platform, version);
  if (config.role !== 'worker') await registerRoutes(http, platform, services);

  let work: Work | undefined;
  return {
    http,
    identity,
    tenancy,
    plans,
    outbox: createOutboxAdmin(accounts.jobs),
    sample: services.data.sample,
    jobs: platform.jobs,
    rotateSecrets: async () => (await services.automation.rotateSecrets()) + (await identity.secondFactors.reseal()),
    async startWork() {
      if (config.role !== 'api') work = await beginWork(platform, services.automation.startWork);
    },
    async close() {
      await http.close();
      // First what asks of others: a step that is cut short begins anew elsewhere, one that is refused has failed.
      await work?.stop();
      await Promise.all([services.predictions.close(), services.automation.close()]);
      await tenancy.passwordResets.close();
      await services.mail?.close();
      principals.close();
      await Promise.all([platform.close(), identity.close()]);
    },
  };
}

/** What is deleted when it is older than the plan keeps, in this order. */
const retentionRules = [
  predictionRetention,
  batchRetention,
  watchRetention,
  predictiveRetention,
  ...dataRetention,
  ...automationRetention,
];

type Services = ReturnType<typeof createServices>;

function createServices(platform: Platform, version: string) {
  const { config, database } = platform;
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const identity = createIdentity({ ...platform, publicUrl });
  const mail = createMail(platform, publicUrl);
  const principals = createPrincipals({ ...platform, identity });
  const tenancy = createTenancyService({
    ...platform,
    identity,
    principals,
    languages: config.language.supported,
    defaultPlan: config.defaultPlan,
    signUp: config.signUp,
    sendMail: mail?.send ?? null,
    publicUrl,
  });
  const plans = createPlans({
    ...platform,
    standing: [modelStanding, workflowStanding],
    retentionRules,
  });
  const { entitlements } = plans;
  const data = createDataService({
    ...platform,
    entitlements,
    importMaxSizeMb: config.importMaxSizeMb,
    findModelUses: createModelUses(database),
    now: () => new Date(),
  });
  const bi = createBiAccess({ ...platform, entitlements });
  const models = createModelService({
    ...platform,
    entitlements,
    datasets: data,
    findLiveFigures: createLiveFigures(database),
    ...createChallengeFigures(database),
    trainingTimeoutMinutes: config.models.trainingTimeoutMinutes,
    maxArtifactSizeMb: config.models.maxSizeMb,
  });
  const { predictions, batches, rows } = createAnswering(platform, { entitlements, models, data });
  const predictive = createPredictiveService({ ...platform, entitlements, datasets: data, codeVersion: version });
  const overview = createOverviewService({
    ...platform,
    data,
    predictions,
    predictive,
    plans,
    findModelHealth: createModelHealth(database),
    now: () => new Date(),
  });
  const modelWatch = createModelWatch({
    ...platform,
    models,
    predictions: createLivePredictions(database),
    now: () => new Date(),
    intervalHours: config.modelWatchIntervalHours,
  });
  platform.consumers.push(modelWatch.consumer);
  const automation = createAutomationApp({ platform, identity, publicUrl, plans, data, models, predictions });
  addHandlers(platform, { version, plans, data, models, modelWatch });
  return {
    publicUrl,
    mail,
    identity,
    principals,
    tenancy,
    plans,
    data,
    bi,
    models,
    modelWatch,
    predictions,
    predictive,
    overview,
    automation,
    batches,
    rows,
  };
}

type Asked = { entitlements: Plans['entitlements'] } & Pick<Services, 'models' | 'data'>;

/** Everything that answers with a model. */
function createAnswering(platform: Platform, { entitlements, models, data }: Asked) {
  const { config } = platform;
  const predictions = createPredictionService({
    ...platform,
    models,
    entitlements,
    records: data.records,
    now: () => new Date(),
    cacheMaxSizeMb: config.cacheMaxSizeMb * (1 - VALUES_SHARE - ANSWERS_SHARE),
    answersMaxSizeMb: config.cacheMaxSizeMb * ANSWERS_SHARE,
    answersTtlSeconds: config.predictionsCacheTtlSeconds,
  });
  const batches = createBatchService({ ...platform, entitlements, predictions, datasets: data });
  const rows = createRowsService({ ...platform, entitlements, predictions, now: () => new Date() });
  return { predictions, batches, rows };
}

type Made = Pick<Services, 'plans' | 'data' | 'models' | 'modelWatch'> & { version: string };

/** Everything that runs as a job. */
function addHandlers(platform: Platform, { version, plans, data, models, modelWatch }: Made): void {
  const { config, handlers } = platform;
  const training = {
    ...platform,
    entitlements: plans.entitlements,
    datasets: data,
    codeVersion: version,
    maxArtifactSizeMb: config.models.maxSizeMb,
    threads: config.trainingThreads,
    timeoutMinutes: config.models.trainingTimeoutMinutes,
  };
  const ownHandlers = [
    ...createDataJobHandlers({ ...platform, data }),
    createTrainingHandler(training),
    createReproductionHandler(training),
    createModelImportHandler(training),
    createBatchHandler({ ...platform, models }),
    createAnalysisHandler(platform),
    plans.retentionHandler,
  ];
  for (const handler of [...ownHandlers, ...modelWatch.handlers]) {
    handlers.set(handler.kind, handler);
  }
}

async function registerRoutes(http: Http, platform: Platform, services: Services): Promise<void> {
  const { config, messages } = platform;
  const { principals, plans, data, models, predictions } = services;
  registerTenancyRoutes(http, { ...services, messages });
  registerPlanRoutes(http, plans);
  registerAuditLogRoutes(http, platform);
  registerLocalizationRoutes(http, config.language.supported);
  await registerDataRoutes(http, { data, bi: services.bi, messages });
  registerModelRoutes(http, models, messages);
  registerWatchRoutes(http, { ...services.modelWatch, messages });
  registerPredictionRoutes(http, predictions, messages);
  registerBatchRoutes(http, { ...services, messages });
  registerExploringRoutes(http, createExploringService({ models, predictions }), messages);
  registerPredictiveRoutes(http, { predictive: services.predictive, messages });
  await services.automation.registerRoutes(http);
  registerOverviewRoutes(http, { overview: services.overview, messages });
  await registerPlatformRoutes(http, platform, {
    authenticate: createAuthenticate(principals),
    onAccessChange: principals.onChange,
  });
}
