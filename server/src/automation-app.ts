import { automationRules, createAutomation, createOutside, workflowStanding } from './domains/automation/index.ts';
import type { DataService } from './domains/data/index.ts';
import {
  createDirectMail,
  createNotifications,
  notificationRetention,
  registerNotificationRoutes,
} from './domains/notifications/index.ts';
import type { PredictionService } from './domains/predictions/index.ts';
import { createReaders, type Identity, type Plans, type RetentionRule } from './domains/tenancy/index.ts';
import type { Http } from './http/http.ts';
import type { Work } from './operations.ts';
import type { Platform } from './platform/platform.ts';
import { rotateSecrets } from './platform/secrets/rotate-secrets.ts';
import { createPredictionStep } from './workflow-steps/ai-prediction.ts';
import { createQueryStep } from './workflow-steps/data-query.ts';
import { createUpdateStep } from './workflow-steps/data-update.ts';
import { createNotificationStepHandler } from './workflow-steps/notification.ts';
import { createTellApprover } from './workflow-steps/tell-approver.ts';
import { createWhatIsKnown, type KnownDeps } from './workflow-steps/what-is-known.ts';

interface AutomationAppDeps extends Pick<KnownDeps, 'models'> {
  platform: Platform;
  identity: Identity;
  publicUrl: string;
  plans: Plans;
  data: DataService;
  predictions: PredictionService;
}

export { workflowStanding };

export const automationRetention: readonly RetentionRule[] = [notificationRetention, ...automationRules];

/** Automation and notifications, put together with what steps do to data, models and people. */
export function createAutomationApp({ platform, identity, publicUrl, plans, data, ...answering }: AutomationAppDeps) {
  const { models, predictions } = answering;
  const { messages } = platform;
  const notifications = createNotifications({ ...platform, readers: createReaders(identity), publicUrl });
  const outside = createOutside({ ...platform, publicUrl, now: () => new Date() });
  const findName = (organizationId: number, id: number): Promise<string> => automation.findName(organizationId, id);
  const automation = createAutomation({
    ...platform,
    entitlements: plans.entitlements,
    steps: [
      createPredictionStep({ predictions, messages }),
      createQueryStep(data),
      createUpdateStep({ data, messages }),
      createNotificationStepHandler({ step: notifications.step, messages, findName }),
      ...outside.handlers,
    ],
    tellApprover: createTellApprover({ ...notifications.sending, publicUrl, findName }),
    ...createWhatIsKnown({ ...platform, data, models }),
  });
  platform.consumers.push(notifications.consumer, automation.consumer);
  for (const handler of automation.jobHandlers) platform.handlers.set(handler.kind, handler);
  return {
    async registerRoutes(http: Http): Promise<void> {
      automation.registerRoutes(http);
      await outside.registerRoutes(http, automation.callRuns);
      await registerNotificationRoutes(http, notifications);
    },
    /** On nodes that do background work. */
    startWork: (): Work[] => [notifications.startWork(), automation.startWork()],
    rotateSecrets: () =>
      rotateSecrets(platform.database, platform.secrets, [outside.reseal, notifications.endpoints.reseal]),
    close: outside.close,
  };
}

/** Mail that goes past every table and queue; null where this server sends none. */
export function createMail({ config, log }: Pick<Platform, 'config' | 'log'>, publicUrl: string) {
  const { isOn, smtpUrl, from } = config.email;
  if (!isOn || smtpUrl === null) return null;
  return createDirectMail({ smtpUrl, from: from ?? `Business Suite <account@${new URL(publicUrl).hostname}>`, log });
}
