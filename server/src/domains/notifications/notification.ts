import type { ErrorParams } from '../../platform/errors.ts';
import type { LanguageCode } from '../../platform/messages/languages.ts';

/** What a message is about; members choose by it what they want to be told. */
export const categories = [
  'ai_insights',
  'anomaly_alerts',
  'model_training',
  'workflow_results',
  'performance_alerts',
  'security',
  'billing',
] as const;
export type Category = (typeof categories)[number];

/** `urgent` passes quiet hours. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** The ways that there are to reach somebody. */
export const channels = ['in_app', 'websocket', 'email', 'webhook', 'slack'] as const;
export type Channel = (typeof channels)[number];

/** The ways that a member may choose among: the others reach programs and rooms, not people. */
export const personalChannels = ['in_app', 'websocket', 'email'] as const satisfies readonly Channel[];
export type PersonalChannel = (typeof personalChannels)[number];

/** Whom to tell. What names nobody is reported and not an error. */
export interface Recipients {
  userIds?: readonly number[];
  /** Built-in roles, `role_<id>`, or the names of the organization's own. */
  roles?: readonly string[];
  /** E-mail addresses, of members or of others. */
  addresses?: readonly string[];
  /** Every member who may do this. */
  permission?: string;
  allMembers?: boolean;
  /** Endpoints of webhooks and of Slack by their numbers; without it every one that takes the category. */
  endpointIds?: readonly number[];
}

/** Who or what sends it. */
export interface Source {
  kind: 'user' | 'api_key' | 'workflow' | 'product';
  id: string;
  /** For people: the name of the workflow, say. */
  name: string;
}

interface CatalogueText {
  key: string;
  params?: ErrorParams;
}

/** The same in other languages; a reader of another one gets the text itself. */
export type Translations = Readonly<Partial<Record<LanguageCode, { title: string; message: string }>>>;

/** What is said: a message of the catalogues, words as they are, or a LiquidJS template rendered for each reader. */
export type NotificationText =
  | { kind: 'catalogue'; title: CatalogueText; message: CatalogueText }
  | { kind: 'words'; title: string; message: string; translations?: Translations }
  | {
      kind: 'template';
      title: string;
      message: string;
      translations?: Translations;
      values: Readonly<Record<string, unknown>>;
    };

/** What the organization has written down under a name, its newest version. */
export interface StoredText {
  kind: 'stored';
  template: string;
  values: Readonly<Record<string, unknown>>;
}

export interface NotificationRequest {
  category: Category;
  /** Default `normal`. */
  priority?: Priority;
  recipients: Recipients;
  /** By which ways, each reader's wishes permitting. Text, since it may come from a workflow. */
  channels: readonly string[];
  text: NotificationText | StoredText;
  data?: Readonly<Record<string, unknown>>;
  /** Where it leads: a path of the console, or an `https:` address. */
  link?: string | null;
  source: Source;
  /** Whoever has been told of the key within the time is not told again. */
  throttle?: { key: string; seconds: number } | null;
  /** Who has not read it in the inbox by then is told by this way too. */
  escalate?: readonly Escalation[];
  /** A repeat with the same key makes nothing twice and answers what the first one did. */
  idempotencyKey?: string | null;
}

export interface Escalation {
  channel: 'websocket' | 'email';
  after_seconds: number;
}

export type SkipReason =
  | 'not_a_member'
  | 'no_such_role'
  | 'not_wanted'
  | 'unsubscribed'
  | 'has_no_inbox'
  | 'no_endpoint'
  | 'throttled'
  | 'email_off';

/** Whom a call did not reach, and why. */
export interface Skipped {
  recipient: string;
  channel: Channel | null;
  reason: SkipReason;
}

export interface SendOutcome {
  requestId: string;
  /** False: the same call was made before. */
  isNew: boolean;
  notificationIds: string[];
  deliveryIds: string[];
  skipped: Skipped[];
}

export function isCategory(text: string): text is Category {
  return (categories as readonly string[]).includes(text);
}

export function isPersonalChannel(text: string): text is PersonalChannel {
  return (personalChannels as readonly string[]).includes(text);
}

export function isChannel(text: string): text is Channel {
  return (channels as readonly string[]).includes(text);
}
