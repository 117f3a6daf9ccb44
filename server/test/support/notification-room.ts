import assert from 'node:assert/strict';
import { createNotifications } from '../../src/domains/notifications/index.ts';
import { createReaders } from '../../src/domains/tenancy/index.ts';
import { withClient } from '../../src/platform/db/connection.ts';
import { startHookServer } from './hook-server.ts';
import { startMailServer } from './mail-server.ts';
import type { Person } from './people.ts';
import { createTestApp, type TestOrganization } from './test-app.ts';
import { until } from './until.ts';

/** A key that has sealed secrets, and is no longer the present one. */
export const KEY_OF_BEFORE = 'a key of before '.repeat(3).trim();

/** An app that delivers, a mail server and a program to be called, and an organization with few words for both. */
export async function createNotificationRoom({ work = true } = {}) {
  const mail = await startMailServer();
  const hooks = await startHookServer();
  const publicUrl = 'https://suite.example.com';
  const suite = await createTestApp({
    work,
    env: {
      SMTP_URL: mail.url,
      EMAIL_FROM: 'Suite <suite@example.com>',
      OUTBOUND_ALLOWED_HOSTS: '127.0.0.1',
      NOTIFICATION_QUEUE_SIZE: '40',
      PUBLIC_URL: publicUrl,
      SECRETS_PREVIOUS_KEYS: KEY_OF_BEFORE,
    },
  });
  const mine = await suite.createOrganization('Müller & <Sons>');
  // As the product's own parts use it.
  const readers = createReaders(suite.app.identity);
  const { sending, step } = createNotifications({ ...suite.platform, readers, publicUrl });

  const asOwner = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    withClient(suite.database.owner, async (client) => {
      await client.query(`select set_config('app.organization_id', '${mine.id}', false)`);
      return (await client.query<T>(sql, values)).rows;
    });
  const delivery = async (id: string) =>
    (await suite.call('GET', `notifications/deliveries/${id}`, { key: mine.key })).body;

  const send = (body: object, organization: TestOrganization = mine) => {
    const defaults = { category: 'workflow_results', channels: ['in_app'], title: 'A title', message: 'A message' };
    return suite.call('POST', 'notifications', { key: organization.key, body: { ...defaults, ...body } });
  };

  return {
    mail,
    hooks,
    suite,
    mine,
    sending,
    step,
    asOwner,
    delivery,
    send,
    /** A webhook endpoint that leads to the program. */
    async makeEndpoint(path: string, more: object = {}) {
      const body = { name: `Hook ${path}`, url: `${hooks.url}${path}`, ...more };
      const answer = await suite.call('POST', 'notifications/webhook-endpoints', { key: mine.key, body });
      assert.equal(answer.status, 201, answer.text);
      return answer.body as { id: number; secret: string };
    },
    sendHook: async (endpoint: number, more: object = {}) =>
      (await send({ channels: ['webhook'], recipients: { endpoint_ids: [endpoint] }, ...more })).body
        .delivery_ids[0] as string,
    inbox: async (person: Person, query = ''): Promise<any[]> =>
      (await suite.call('GET', `notifications${query}`, { headers: person.as })).body.items,
    unread: async (person: Person): Promise<number> =>
      (await suite.call('GET', 'notifications/unread-count', { headers: person.as })).body.count,
    settled: (id: string) =>
      until(async () => {
        const found = await delivery(id);
        return found.status === 'pending' ? null : found;
      }),
    /** Waits until so many attempts were made. */
    tried: (id: string, times: number) =>
      until(async () => {
        const found = await delivery(id);
        return found.attempts >= times ? found : null;
      }),
    /** What waits for its next attempt is due now. */
    makeDue: (id: string) => asOwner('update notification_deliveries set next_attempt_at = now() where id = $1', [id]),
  };
}
