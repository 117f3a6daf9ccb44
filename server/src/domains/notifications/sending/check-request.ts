import { type Channel, isChannel, channels as known, type NotificationRequest } from '../notification.ts';
import { notificationErrors } from '../notifications.errors.ts';
import { isAddress, MOST_RECIPIENTS } from './recipients.ts';

const MOST_DATA_CHARACTERS = 32_000;

type Fault = NonNullable<NonNullable<Parameters<typeof notificationErrors.notification_refused>[1]>['faults']>[number];

/**
 * What can be said of a request without looking anything up.
 * @throws AppError notification_refused that carries every fault
 */
export function checkRequest({ channels, recipients, data = {}, link = null }: NotificationRequest): Channel[] {
  const faults: Fault[] = [];
  channels.forEach((channel, index) => {
    if (isChannel(channel)) return;
    const params = { channel: channel.slice(0, 40), known: known.join(', ') };
    faults.push({ pointer: `/channels/${index}`, code: 'unknown_channel', params });
  });
  const { userIds = [], roles = [], addresses = [], permission, allMembers } = recipients;
  const count = userIds.length + roles.length + addresses.length;
  const isForPeople = channels.some((channel) => channel !== 'webhook' && channel !== 'slack');
  if (isForPeople && count === 0 && permission === undefined && allMembers !== true) {
    faults.push({ pointer: '/recipients', code: 'no_recipient' });
  }
  if (count > MOST_RECIPIENTS) faults.push(tooMany());
  addresses.forEach((address, index) => {
    if (isAddress(address)) return;
    const params = { address: address.slice(0, 80) };
    faults.push({ pointer: `/recipients/emails/${index}`, code: 'address_invalid', params });
  });
  if (JSON.stringify(data).length > MOST_DATA_CHARACTERS) {
    faults.push({ pointer: '/data', code: 'data_too_large', params: { most: MOST_DATA_CHARACTERS } });
  }
  if (link !== null && !isLink(link)) faults.push({ pointer: '/link', code: 'link_refused' });
  if (faults.length > 0) throw notificationErrors.notification_refused({}, { faults });
  return [...new Set(channels.filter(isChannel))];
}

/** @throws AppError notification_refused */
export function refuseTooMany(recipients: number): void {
  if (recipients > MOST_RECIPIENTS) throw notificationErrors.notification_refused({}, { faults: [tooMany()] });
}

const tooMany = (): Fault => ({
  pointer: '/recipients',
  code: 'too_many_recipients',
  params: { most: MOST_RECIPIENTS },
});

/** A path of the console, or an address that is encrypted; nothing that a browser would run. */
function isLink(link: string): boolean {
  if (/[\s\p{Cc}\\]/u.test(link) || link.length > 2000) return false;
  if (link.startsWith('/')) return !link.startsWith('//');
  return link.startsWith('https://') && URL.canParse(link);
}
