import type { Database, Db } from '../../platform/db/database.ts';
import { type LanguageCode, languageCodes } from '../../platform/messages/languages.ts';
import {
  type Category,
  type Channel,
  type Escalation,
  isCategory,
  isChannel,
  type NotificationRequest,
  priorities,
  type Priority,
  type Recipients,
  type Translations,
} from './notification.ts';
import type { SendService } from './sending/send.service.ts';
import type { Wording } from './sending/words.ts';
import { findStoredText } from './templates/stored-text.ts';

/** A workflow's `notification` step with every expression resolved. */
export interface StepNotification {
  readonly notification_type?: string;
  /** Addresses, ids of users (also as text), and `role:admin`. */
  readonly recipients?: readonly (string | number)[];
  readonly role?: string;
  readonly subject?: string;
  readonly message?: string;
  /** The name of a message template, in place of subject and message. */
  readonly template?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly category?: string;
  readonly priority?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly throttle?: NonNullable<NotificationRequest['throttle']>;
  readonly escalate?: readonly Escalation[];
  readonly translations?: Readonly<Partial<Record<LanguageCode, { subject?: string; message: string }>>>;
}

interface StepPlace {
  organizationId: number;
  workflow: { id: number; name: string };
  runId: string;
  /** The same for every attempt. */
  idempotencyKey: string;
}

/** Done, or why it cannot be: a catalogue code for whoever wrote the workflow. */
export type StepOutcome =
  | {
      kind: 'sent';
      output: {
        notification_ids: string[];
        delivery_ids: string[];
        recipients: number;
        channel: string;
        skipped: { recipient: string; reason: string }[];
      };
    }
  | { kind: 'refused'; code: 'channel_unavailable'; channel: string };

interface StepDeps extends Pick<SendService, 'sendWithin'> {
  database: Database;
  wording: Wording;
}

/** Whose words a preview shows. */
interface PreviewPlace {
  organizationId: number;
  language: LanguageCode;
}

/** What a workflow's step tells people, as a request of ours. */
export function createNotificationStep({ database, wording, sendWithin }: StepDeps) {
  /** @throws AppError notification_refused */
  async function wordsOf({ organizationId, language }: PreviewPlace, parameters: StepNotification) {
    const { template, values = {} } = parameters;
    if (template === undefined) return { subject: titleOf(parameters), message: parameters.message ?? '' };
    const stored = { kind: 'stored', template, values } as const;
    const text = await findStoredText(database.tenant(organizationId), organizationId, stored);
    const { title, message } = wording(text, { name: '', language });
    return { subject: title, message };
  }

  return {
    /**
     * Whom and by which way, without sending anything; the words of a template in the organization's language.
     * @throws AppError notification_refused
     */
    async preview(place: PreviewPlace, parameters: StepNotification) {
      const channel = parameters.notification_type ?? 'in_app';
      return {
        channel,
        is_available: isChannel(channel),
        recipients: [...(parameters.recipients ?? [])],
        ...(await wordsOf(place, parameters)),
      };
    },

    /**
     * Sends in the transaction that notes the step as done.
     * @throws AppError notification_refused, queue_full
     */
    async send(db: Db, place: StepPlace, parameters: StepNotification): Promise<StepOutcome> {
      const channel = parameters.notification_type ?? 'in_app';
      if (!isChannel(channel)) return { kind: 'refused', code: 'channel_unavailable', channel };
      const sent = await sendWithin(db, place.organizationId, toRequest(place, channel, parameters));
      const skipped = sent.skipped.map(({ recipient, reason }) => ({ recipient, reason }));
      const { notificationIds, deliveryIds } = sent;
      const recipients = reachesPrograms(channel) ? deliveryIds.length : notificationIds.length;
      return {
        kind: 'sent',
        output: { notification_ids: notificationIds, delivery_ids: deliveryIds, recipients, channel, skipped },
      };
    },
  };
}

function toRequest(
  { workflow, runId, idempotencyKey }: StepPlace,
  channel: Channel,
  parameters: StepNotification,
): NotificationRequest {
  const { category = '', priority = '', data = {}, throttle = null, escalate = [] } = parameters;
  return {
    category: isCategory(category) ? category : DEFAULT_CATEGORY,
    priority: isPriority(priority) ? priority : 'normal',
    recipients: readRecipients(parameters, channel),
    // A message in the inbox comes at once to whoever is there.
    channels: channel === 'in_app' ? ['in_app', 'websocket'] : [channel],
    text: toText(parameters, workflow.name),
    data: { ...data, workflow_id: workflow.id, run_id: runId },
    source: { kind: 'workflow', id: String(workflow.id), name: workflow.name },
    throttle,
    escalate,
    idempotencyKey,
  };
}

function toText(parameters: StepNotification, workflowName: string): NotificationRequest['text'] {
  const { template, values = {}, message } = parameters;
  if (template !== undefined) return { kind: 'stored', template, values };
  const title = titleOf(parameters, workflowName);
  return { kind: 'words', title, message: message ?? title, translations: toTranslations(parameters) };
}

function toTranslations({ translations = {} }: StepNotification): Translations {
  const translate = (language: LanguageCode) => {
    const { [language]: text } = translations;
    return text && { [language]: { title: titleOf(text), message: text.message } };
  };
  return Object.assign({}, ...languageCodes.map(translate));
}

const DEFAULT_CATEGORY: Category = 'workflow_results';
const MOST_TITLE_CHARACTERS = 300;

function titleOf({ subject, message }: Pick<StepNotification, 'subject' | 'message'>, otherwise = ''): string {
  const [line = ''] = (subject ?? message ?? '').trim().split('\n', 1);
  return (line || otherwise).slice(0, MOST_TITLE_CHARACTERS);
}

const reachesPrograms = (channel: Channel): boolean => channel === 'webhook' || channel === 'slack';

const isPriority = (text: string): text is Priority => (priorities as readonly string[]).includes(text);

function readRecipients({ recipients = [], role }: StepNotification, channel: Channel): Recipients {
  const texts = recipients.map(String);
  const numbers = texts.filter((each) => /^[1-9]\d{0,8}$/.test(each)).map(Number);
  const roles = texts.filter((each) => each.startsWith('role:')).map((each) => each.slice('role:'.length));
  const addresses = texts.filter((each) => !/^[1-9]\d{0,8}$/.test(each) && !each.startsWith('role:'));
  if (reachesPrograms(channel)) return numbers.length > 0 ? { endpointIds: numbers } : {};
  return { userIds: numbers, roles: role === undefined ? roles : [...roles, role], addresses };
}
