import type { Skipped } from '../notification.ts';
import { isWanted } from '../preferences/choices.ts';
import {
  listPreferences,
  listSuppressed,
  NO_PREFERENCES,
  ORGANIZATION,
  type Preferences,
} from '../preferences/preferences.repository.ts';
import { quietUntil } from './quiet-hours.ts';
import { findRecipients, type Recipient } from './recipients.ts';
import type { NewNotification } from './send.repository.ts';
import type { Outgoing, SendDeps, Sending } from './sending.ts';

/** By which ways one reader is told. */
interface Ways {
  inApp: boolean;
  websocket: boolean;
  email: boolean;
}

/** One message for each person, in their language, by the ways that were asked for and that they want. */
export async function addressPeople(deps: SendDeps, sending: Sending): Promise<Outgoing> {
  const outgoing: Outgoing = { notifications: [], deliveries: [], live: [] };
  const { db, request, channels, organization, skipped } = sending;
  if (!channels.has('in_app') && !channels.has('websocket') && !channels.has('email')) return outgoing;
  const found = await findRecipients({ ...deps, db }, organization.id, request.recipients);
  skipped.push(...found.skipped);
  const wishes = await findWishes(sending, found.recipients);
  for (const recipient of found.recipients) {
    const ways = chooseWays(deps, sending, recipient, wishes);
    if (!ways.inApp && !ways.websocket && !ways.email) continue;
    const preferences = wishes.of(recipient);
    const quiet =
      request.priority === 'urgent' ? null : quietUntil(preferences.quiet_hours, organization.time_zone, deps.now());
    addMessage(deps, sending, outgoing, { recipient, ways, quiet });
  }
  return outgoing;
}

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
  const takes = (channel: 'in_app' | 'websocket' | 'email'): boolean => {
    if (!channels.has(channel)) return false;
    if (channel === 'email' && !isEmailOn) return skip(channel, 'email_off');
    if (reader) return isWanted(request.category, channel, choices) || skip(channel, 'not_wanted');
    if (channel !== 'email') return skip(channel, 'has_no_inbox');
    return !wishes.suppressed.has(address.toLowerCase()) || skip(channel, 'unsubscribed');
  };
  return { inApp: takes('in_app'), websocket: takes('websocket'), email: takes('email') };
}

function addMessage(
  { negotiate, newId, wording, composeMail }: SendDeps,
  { request, organization }: Sending,
  outgoing: Outgoing,
  { recipient, ways, quiet }: { recipient: Recipient; ways: Ways; quiet: Date | null },
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
  const deliver = (channel: 'websocket' | 'email', target: string, content: object | null) => {
    const at = { notification_id: notification.id, endpoint_id: null, next_attempt_at: quiet };
    outgoing.deliveries.push({ id: newId('ndel'), channel, target, content, ...at });
  };
  if (ways.websocket && quiet) deliver('websocket', String(reader?.userId), null);
  else if (ways.websocket) outgoing.live.push(notification);
  if (!ways.email) return;
  const who = reader ? { userId: reader.userId } : { address };
  const { category } = request;
  deliver('email', address, composeMail({ organization, language, category, words, link, reason, who }));
}
