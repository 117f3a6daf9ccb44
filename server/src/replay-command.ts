import type { OutboxAdmin, Replay } from './platform/outbox/outbox-admin.ts';

type Values = Readonly<Record<string, string | undefined>>;

/** Hands events out again as the command line says. @returns what to print, or null when the words make no order */
export async function runReplay(admin: OutboxAdmin, values: Values): Promise<string | null> {
  const wanted = readReplay(values);
  return wanted === null ? null : JSON.stringify({ deliveries: await admin.replay(wanted) });
}

/** Null where something cannot be read, or nothing narrows: everything that ever happened is handed out to nobody. */
function readReplay({ organization, event, consumer, from, to }: Values): Replay | null {
  const [start, end] = [from, to].map((text) => (text === undefined ? undefined : new Date(text)));
  if (organization !== undefined && !/^[1-9]\d{0,8}$/.test(organization)) return null;
  if (Number.isNaN(start?.getTime()) || Number.isNaN(end?.getTime())) return null;
  if (event === undefined && consumer === undefined && start === undefined && end === undefined) return null;
  return {
    ...(organization === undefined ? {} : { organizationId: Number(organization) }),
    ...(event === undefined ? {} : { eventId: event }),
    ...(consumer === undefined ? {} : { consumer }),
    ...(start === undefined ? {} : { from: start }),
    ...(end === undefined ? {} : { to: end }),
  };
}
