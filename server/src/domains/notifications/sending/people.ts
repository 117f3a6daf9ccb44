import type { Escalation, Skipped } from '../notification.ts';
import { isWanted } from '../preferences/choices.ts';
import {
  listPreferences,
  listSuppressed,
  NO_PREFERENCES,
  ORGANIZATION,
  type Preferences,
} from '../preferences/preferences.repository.ts';
import { quietUntil } from './quiet-hours.ts';
import { takeThrottle } from './throttle.ts';
import { findRecipients, type Recipient } from './recipients.ts';
import type { NewNotification } from './send.repository.ts';
import type { Outgoing, SendDeps, Sending } from './sending.ts';

/** By which ways one reader is told. */
interface Ways {
  inApp: boolean;
  websocket: boolean;
  email: boolean;
  /** By which else, where it stays unread. */
  later: readonly Escalation[];
}

/** One message for each person, in their language, by the ways that were asked for and that they want. */
export async function addressPeople(deps: SendDeps, sending: Sending): Promise<Outgoing> {
  const outgoing: Outgoing = { notifications: [], deliveries: [], live: [] };
  const { db, request, channels, organization, skipped } = sending;
  if (!channels.has('in_app') && !channels.has('websocket') && !channels.has('email')) return outgoing;
  const found = await findRecipients({ ...deps, db }, organization.id, request.recipients);
  skipped.push(...found.skipped);
  const wishes = await findWishes(sending, found.recipients);
  const told = await findTold(sending, found.recipients);
  for (const recipient of found.recipients) {
    if (told(recipient)) continue;
    const ways = chooseWays(deps, sending, recipient, wishes);
    if (!ways.inApp && !ways.websocket && !ways.email) continue;
    const { quiet_hours: hours } = wishes.of(recipient);
    const quietAt = (at: Date) =>
      request.priority === 'urgent' ? null : quietUntil(hours, organization.time_zone, at);
    addMessage(deps, sending, outgoing, { recipient, ways, quietAt });
  }
  return outgoing;
}

/** Who has been told of the key already; everybody else is noted as told. */
async function findTold({ db, request, organization, skipped }: Sending, recipients: readonly Recipient[]) {
  const { throttle } = request;
  if (!throttle) return () => false;
  const taken = await takeThrottle(db, organization.id, throttle, recipients.map(nameOf));
  return (recipient: Recipient): boolean => {
    const isTold = !taken.has(nameOf(recipient));
    if (isTold) skipped.push({ recipient: nameOf(recipient), channel: null, reason: 'throttled' });
    return isTold;
  };
}

const nameOf = ({ reader, address }: Recipient): string => (reader ? String(reader.userId) : address.toLowerCase());

interface Wishes {
  of(recipient: Recipient): Preferences;
  organization: Preferences;
  suppressed: ReadonlySet<string>;
}

async function findWishes({ db, request, organization }: Sending, recipients: readonly Recipient[]): Promise<Wishes> {
  const userIds = recipients.flatMap(({ reader }) => (reader ? [reader.userId] : []));
  const known = await listPreferences(db, organization.id, [ORGANIZATION, ...userIds]);
  const strangers = recipients.flatMap(({ reader, address }) => (reader ? [] : [address]));
  const common = known.get(ORGANIZATION) ?? NO_PREFERENCES;
  return {
    organization: common,
    of({ reader }) {
      if (!reader) return NO_PREFERENCES;
      const own = known.get(reader.userId) ?? NO_PREFERENCES;
      return { ...own, quiet_hours: own.quiet_hours ?? common.quiet_hours };
    },
    suppressed: await listSuppressed(db, organization.id, strangers, request.category),
  };
}

function chooseWays({ isEmailOn }: SendDeps, sending: Sending, recipient: Recipient, wishes: Wishes): Ways {
  const { request, channels, skipped } = sending;
  const { reader, address } = recipient;
  const skip = (channel: Skipped['channel'], reason: Skipped['reason']) => {
    skipped.push({ recipient: reader ? String(reader.userId) : address, channel, reason });
    return false;
  };
  const choices = { own: wishes.of(recipient).channels, organization: wishes.organization.channels };
  const takes = (channel: 'in_app' | 'websocket' | 'email'): boolean => channels.has(channel) && wants(channel);
  const wants = (channel: 'in_app' | 'websocket' | 'email'): boolean => {
    if (channel === 'email' && !isEmailOn) return skip(channel, 'email_off');
    if (reader) return isWanted(request.category, channel, choices) || skip(channel, 'not_wanted');
    if (channel !== 'email') return skip(channel, 'has_no_inbox');
    return !wishes.suppressed.has(address.toLowerCase()) || skip(channel, 'unsubscribed');
  };
  /** What nobody can read in an inbox nobody has left unread. */
  const takesLater = (channel: 'websocket' | 'email'): boolean => {
    if (!reader) return skip(channel, 'has_no_inbox');
    return channels.has('in_app') && isWanted(request.category, 'in_app', choices) && wants(channel);
  };
  const later = (request.escalate ?? []).filter(({ channel }) => takesLater(channel));
  return { inApp: takes('in_app'), websocket: takes('websocket'), email: takes('email'), later };
}

function addMessage(
  { negotiate, newId, now, wording, composeMail }: SendDeps,
  { request, organization }: Sending,
  outgoing: Outgoing,
  { recipient, ways, quietAt }: { recipient: Recipient; ways: Ways; quietAt(at: Date): Date | null },
): void {
  const { reader, address, reason } = recipient;
  const language = reader
    ? negotiate({ user: reader.language, organization: organization.language })
    : organization.language;
  const words = wording(request.text, { name: reader?.name ?? '', language });
  const link = request.link ?? null;
  const notification: NewNotification = {
    id: newId('notif'),
    user_id: reader?.userId ?? null,
    address: reader ? null : address,
    language,
    ...words,
    data: request.data ?? {},
    link,
    reason,
    in_inbox: ways.inApp,
  };
  outgoing.notifications.push(notification);
  const quiet = quietAt(now());
  const deliver = (channel: 'websocket' | 'email', at: Date | null, ifUnread = false) => {
    const target = channel === 'email' ? address : String(reader?.userId);
    const content = channel === 'email' ? mail() : null;
    const place = { notification_id: notification.id, endpoint_id: null, next_attempt_at: at, if_unread: ifUnread };
    outgoing.deliveries.push({ id: newId('ndel'), channel, target, content, ...place });
  };
  const mail = () => {
    const who = reader ? { userId: reader.userId } : { address };
    return composeMail({ organization, language, category: request.category, words, link, reason, who });
  };
  if (ways.websocket && quiet) deliver('websocket', quiet);
  else if (ways.websocket) outgoing.live.push(notification);
  if (ways.email) deliver('email', quiet);
  for (const { channel, after_seconds: seconds } of ways.later) {
    const at = new Date(now().getTime() + seconds * 1000);
    deliver(channel, quietAt(at) ?? at, true);
  }
}
