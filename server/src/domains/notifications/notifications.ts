import type { Platform } from '../../platform/platform.ts';
import type { Readers } from '../tenancy/index.ts';
import { createDeliveryService } from './deliveries/deliveries.service.ts';
import { type DeliveryNode, startDeliveryNode } from './deliveries/delivery-node.ts';
import { createMailer } from './email/mailer.ts';
import { createUnsubscribeTokens } from './email/unsubscribe-token.ts';
import { createInboxService } from './inbox/inbox.service.ts';
import { createNotificationStep } from './notification-step.ts';
import { createOwnMessages } from './own/own-messages.consumer.ts';
import { createPreferenceService } from './preferences/preferences.service.ts';
import { createComposing } from './sending/composing.ts';
import { createSendService } from './sending/send.service.ts';
import { createMessageTemplateService } from './templates/message-templates.service.ts';
import { createEndpointService } from './webhooks/endpoints.service.ts';

interface NotificationsDeps extends Platform {
  readers: Readers;
  /** Where links of mails lead. */
  publicUrl: string;
}

export type Notifications = ReturnType<typeof createNotifications>;

/** Everything about telling people and programs, put together. */
export function createNotifications({ readers, publicUrl, ...platform }: NotificationsDeps) {
  const { config, accounts, messages, database } = platform;
  const { smtpUrl, from, isOn } = config.email;
  const tokens = createUnsubscribeTokens(accounts.secret);
  const composing = createComposing({ messages, tokens, publicUrl });
  const { wording } = composing;
  const sending = createSendService({
    ...platform,
    readers,
    now,
    queueSize: config.notificationQueueSize,
    isEmailOn: isOn,
    ...composing,
  });
  return {
    tokens,
    messages,
    sending,
    step: createNotificationStep({ database, wording, sendWithin: sending.sendWithin }),
    templates: createMessageTemplateService({ ...platform, wording, supportedLanguages: config.language.supported }),
    inbox: createInboxService({ ...platform, now }),
    preferences: createPreferenceService({ database, audit: platform.audit }),
    deliveries: createDeliveryService(platform),
    endpoints: createEndpointService({ ...platform, send: sending.send }),
    /** What the product itself says of events. */
    consumer: createOwnMessages(sending),
    /** Begins to carry deliveries out, on nodes that do background work. */
    startWork: (): DeliveryNode =>
      startDeliveryNode({
        ...platform,
        connection: accounts.jobs,
        mailer: smtpUrl === null ? null : createMailer({ smtpUrl, from: from ?? senderAt(publicUrl) }),
        sendWithin: sending.sendWithin,
        random: Math.random,
        now,
      }),
  };
}

const now = () => new Date();

/** Where nobody has said who sends: the server itself. */
const senderAt = (publicUrl: string): string => `Business Suite <notifications@${new URL(publicUrl).hostname}>`;
