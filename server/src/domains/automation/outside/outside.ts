import type { Http } from '../../../http/http.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import { registerCredentialRoutes } from '../credentials/credentials.routes.ts';
import { createCredentialService } from '../credentials/credentials.service.ts';
import { createVault } from '../credentials/vault.ts';
import { registerHookRoutes } from '../hooks/hooks.routes.ts';
import { createHookService, resealHooks } from '../hooks/hooks.service.ts';
import { type CallRuns, createReceiveCall } from '../hooks/receive-call.ts';
import { createScriptStep } from '../sandbox/script-step.ts';
import { createScriptThreads } from '../sandbox/script-threads.ts';
import type { StepHandler } from '../steps/step-handler.ts';
import { createExternalApiStep } from './external-api-step.ts';

interface OutsideDeps extends Pick<Platform, 'database' | 'audit' | 'secrets' | 'outbound' | 'messages'> {
  publicUrl: string;
  now(): Date;
}

/** What workflows have to do with what is not ours: other systems, and the scripts of their authors. */
export function createOutside(deps: OutsideDeps) {
  const { database, secrets, now } = deps;
  const credentials = createCredentialService(deps);
  const vault = createVault(deps);
  const hooks = createHookService(deps);
  const threads = createScriptThreads();
  const handlers: readonly StepHandler[] = [
    createScriptStep(threads),
    createExternalApiStep({ ...deps, credentials: vault }),
  ];
  return {
    handlers,

    async registerRoutes(http: Http, runs: CallRuns): Promise<void> {
      registerCredentialRoutes(http, credentials);
      await registerHookRoutes(http, { hooks, receiveCall: createReceiveCall({ database, secrets, runs, now }) });
    },

    /** Seals the secrets of workflows with the present key. @returns how many had another */
    reseal: async (db: Db, organizationId: number): Promise<number> =>
      (await vault.reseal(db, organizationId)) + (await resealHooks(secrets, db, organizationId)),

    close: threads.close,
  };
}
