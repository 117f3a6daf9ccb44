import type { Bus } from '../../../platform/bus/bus.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Negotiate } from '../../../platform/messages/negotiation.ts';
import type { Streams } from '../../../platform/streams/streams.ts';
import type { Readers } from '../../tenancy/index.ts';
import type { ComposeMail } from '../email/compose.ts';
import type { Channel, NotificationRequest, NotificationText, Skipped } from '../notification.ts';
import type { ComposeSlack } from '../slack/compose-slack.ts';
import type { NewDelivery, NewNotification } from './send.repository.ts';
import type { Wording } from './words.ts';

export interface SendDeps {
  database: Database;
  streams: Pick<Streams, 'send'>;
  bus: Pick<Bus, 'publish'>;
  negotiate: Negotiate;
  readers: Readers;
  newId(prefix: string): string;
  now(): Date;
  /** So many deliveries of one organization may wait. */
  queueSize: number;
  isEmailOn: boolean;
  wording: Wording;
  composeMail: ComposeMail;
  composeSlack: ComposeSlack;
}

/** A call, once it is known to be sound, and what is needed to address it. */
export interface Sending {
  db: Db;
  request: NotificationRequest & Required<Pick<NotificationRequest, 'priority'>> & { text: NotificationText };
  channels: ReadonlySet<Channel>;
  organization: { id: number; name: string; time_zone: string; language: LanguageCode };
  /** Filled while it is addressed. */
  skipped: Skipped[];
}

/** What comes of a call. */
export interface Outgoing {
  notifications: NewNotification[];
  deliveries: NewDelivery[];
  /** Those of the notifications whose readers are told at once. */
  live: NewNotification[];
}
