import type { Http } from '../../http/http.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { createApprovalHooks, type TellApprover } from './approvals/approval-hooks.ts';
import { createApprovalService } from './approvals/approvals.service.ts';
import { registerAutomationRoutes } from './automation.routes.ts';
import type { StepType } from './definition/definition.ts';
import { createEngine } from './engine.ts';
import { createRunningService } from './running/running.service.ts';
import type { StepHandler } from './steps/step-handler.ts';
import { createTemplateService, type WhatIsThere } from './templates/templates.service.ts';
import { createTriggers } from './triggers/create-triggers.ts';
import { startScheduleWatch } from './triggers/schedules.service.ts';
import { createTrials, type PastDeps } from './backtest/create-trials.ts';
import { createWorkflowService } from './workflows/workflows.service.ts';

export interface AutomationDeps extends Platform, PastDeps {
  entitlements: Pick<Entitlements, 'requireFeature' | 'admit' | 'lock' | 'settle' | 'amountOf'>;
  /** What does the steps; one a type. */
  steps: readonly StepHandler[];
  tellApprover: TellApprover;
  whatIsThere: WhatIsThere;
}

export type Automation = ReturnType<typeof createAutomation>;

const now = () => new Date();

/** Workflows, what starts them, their runs, and what people are asked by them. */
export function createAutomation({ steps, tellApprover, ...deps }: AutomationDeps) {
  const handlers = new Map<StepType, StepHandler>(steps.map((step) => [step.type, step]));
  const triggers = createTriggers({ ...deps, now, startRun: (...request) => engine.start(...request) });
  const engine = createEngine(deps, {
    handlers,
    approvals: createApprovalHooks({ ...deps, now, tellApprover }),
    onFailed: triggers.startErrorWorkflow,
    startsPerMinute: (db, organizationId) =>
      deps.entitlements.amountOf(db, organizationId, 'workflow_starts_per_minute'),
  });
  const workflows = createWorkflowService({ ...deps, now });
  const approvals = createApprovalService({ ...deps, signal: engine.signal, now });
  const running = createRunningService({ ...deps, starting: triggers.starting, runs: engine });
  const trials = createTrials({ ...deps, handlers, workflows, now });
  const templates = createTemplateService(deps);
  return {
    workflows,
    approvals,
    running,
    consumer: triggers.consumer,
    jobHandlers: [trials.jobHandler],
    /** What webhooks need of runs. */
    callRuns: { start: triggers.startByHook, get: engine.get },
    findName: async (organizationId: number, id: number) => (await workflows.get(organizationId, id)).workflow_name,

    registerRoutes: (http: Http): void =>
      registerAutomationRoutes(http, {
        ...deps,
        workflows,
        approvals,
        running,
        schedules: triggers.schedules,
        trials,
        templates,
      }),

    /** On nodes that do background work, once the node stands among the living. */
    startWork() {
      engine.startWork();
      const watch = startScheduleWatch(triggers.schedules.tick, deps.log);
      return {
        async stop(): Promise<void> {
          await watch.stop();
          await engine.stop();
        },
      };
    },
  };
}
