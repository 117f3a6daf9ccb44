import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Replay } from './platform/outbox/outbox-admin.ts';
import { runReplay } from './replay-command.ts';

async function read(values: Record<string, string>): Promise<Replay | null> {
  let seen: Replay | null = null;
  const replay = async (wanted: Replay) => {
    seen = wanted;
    return 0;
  };
  await runReplay({ replay, figures: () => Promise.reject(new Error('not asked')) }, values);
  return seen;
}

test('events are chosen by organization, event, consumer and time', async () => {
  assert.deepEqual(
    await read({ organization: '7', event: 'evt_1', consumer: 'mails', from: '2027-01-01', to: '2027-01-02' }),
    {
      organizationId: 7,
      eventId: 'evt_1',
      consumer: 'mails',
      from: new Date('2027-01-01'),
      to: new Date('2027-01-02'),
    },
  );
});

for (const values of [
  {},
  { organization: '7' },
  { consumer: 'mails', from: 'yesterday' },
  { event: 'e', organization: '0' },
]) {
  test(`${JSON.stringify(values)} is no order`, async () => {
    assert.equal(await read(values), null);
  });
}
