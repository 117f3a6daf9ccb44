import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNotificationRoom } from '../../../test/support/notification-room.ts';
import { createMember, signIn } from '../../../test/support/people.ts';
import { listen, openSocket } from '../../../test/support/socket-client.ts';
import { until } from '../../../test/support/until.ts';

const room = await createNotificationRoom();
const { suite, mine, mail, sending, send, inbox, unread, delivery, makeDue, asOwner } = room;
const socketUrl = await listen(suite.app);
const anna = await createMember(suite, mine.id, 'admin', 'Anna');
const ben = await createMember(suite, mine.id, 'viewer', 'Ben');

test('a message reaches the inbox and the socket of its reader alone, in the shape of the specification', async () => {
  const [annas, bens] = [
    await openSocket(socketUrl, { cookie: anna.as.cookie }),
    await openSocket(socketUrl, { cookie: ben.as.cookie }),
  ];
  const data = { insight_id: 123, potential_revenue: 50_000, confidence: 0.85 };
  const answer = await send({
    category: 'ai_insights',
    priority: 'high',
    channels: ['in_app', 'websocket'],
    recipients: { user_ids: [anna.id] },
    title: 'New Revenue Opportunity Identified',
    message: 'Spend more in Q2',
    data,
  });
  assert.equal(answer.status, 202, answer.text);
  const told = await until(() => annas.of('notification')[0]);
  const members = ['category', 'data', 'id', 'message', 'priority', 'sequence', 'timestamp', 'title', 'type'];
  assert.deepEqual(Object.keys(told).toSorted(), members);
  assert.deepEqual(
    { ...told, timestamp: '', sequence: 0 },
    {
      type: 'notification',
      id: answer.body.notification_ids[0],
      category: 'ai_insights',
      priority: 'high',
      title: 'New Revenue Opportunity Identified',
      message: 'Spend more in Q2',
      data,
      timestamp: '',
      sequence: 0,
    },
  );
  await until(() => annas.of('unread')[0]?.['data'].count === 1);
  const [kept] = await inbox(anna);
  assert.deepEqual([kept.id, kept.state, kept.data], [told['id'], 'unread', data]);
  assert.equal(kept.why.length, 3);
  assert.deepEqual([bens.of('notification'), await inbox(ben), await unread(ben)], [[], [], 0]);
  await annas.close();
  await bens.close();
});

test('whoever was away gets what they missed, with the number they had read up to', async () => {
  const first = await openSocket(socketUrl, { cookie: ben.as.cookie });
  const { sequence } = first.received[0] ?? assert.fail();
  await first.close();
  await send({ channels: ['websocket'], recipients: { user_ids: [ben.id] }, title: 'Missed' });
  const again = await openSocket(`${socketUrl}?last_sequence=${sequence}`, { cookie: ben.as.cookie });
  await until(() => again.of('notification').some((each) => each['title'] === 'Missed'));
  assert.deepEqual(await inbox(ben), [], 'what was only said live is not kept');
  await again.close();
});

test('roles, all members, addresses and unknown recipients are resolved, each reader once', async () => {
  const { body } = await send({
    recipients: {
      user_ids: [anna.id, 999_999],
      roles: ['viewer', 'no-such-role'],
      emails: [anna.email, 'stranger@elsewhere.example'],
      all_members: true,
    },
    title: 'To many',
  });
  const reasons = body.skipped.map((each: any) => `${each.recipient} ${each.channel} ${each.reason}`);
  assert.deepEqual(reasons.toSorted(), [
    '999999 null not_a_member',
    'no-such-role null no_such_role',
    'stranger@elsewhere.example in_app has_no_inbox',
  ]);
  assert.equal(body.notification_ids.length, 3, 'owner, Anna, Ben');
  const titles = (await inbox(ben)).map(({ title }) => title);
  assert.deepEqual(titles, ['To many']);
});

test('an inbox is read, marked, put off, archived and cleared, and counts what is unread', async () => {
  const person = await createMember(suite, mine.id, 'viewer');
  const ids: string[] = [];
  for (const [index, category] of ['billing', 'security', 'ai_insights', 'ai_insights'].entries()) {
    const { body } = await send({ category, recipients: { user_ids: [person.id] }, title: `N${index}` });
    ids.push(body.notification_ids[0]);
  }
  const patch = (id: string | undefined, body: object) =>
    suite.call('PATCH', `notifications/${id}`, { headers: person.as, body });
  assert.equal(await unread(person), 4);
  assert.equal((await patch(ids[0], { read: true })).body.state, 'read');
  assert.equal(await unread(person), 3);
  assert.equal((await patch(ids[0], { read: false })).body.state, 'unread');
  assert.equal((await patch(ids[1], { archived: true })).body.state, 'archived');
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  assert.equal((await patch(ids[2], { snoozed_until: tomorrow })).body.state, 'snoozed');
  assert.equal(await unread(person), 2);
  assert.deepEqual(
    (await inbox(person)).map(({ title }) => title),
    ['N3', 'N0'],
  );
  assert.deepEqual(
    (await inbox(person, '?state=snoozed')).map(({ title }) => title),
    ['N2'],
  );
  assert.deepEqual(
    (await inbox(person, '?category=ai_insights')).map(({ title }) => title),
    ['N3'],
  );
  const past = await patch(ids[3], { snoozed_until: '2020-01-01T00:00:00Z' });
  assert.deepEqual([past.status, past.body.errors[0].pointer], [422, '/snoozed_until']);

  const first = await suite.call('GET', 'notifications?limit=1', { headers: person.as });
  const second = await suite.call('GET', `notifications?limit=1&cursor=${first.body.next_cursor}`, {
    headers: person.as,
  });
  assert.deepEqual(
    [first.body.items[0].title, second.body.items[0].title, second.body.next_cursor],
    ['N3', 'N0', null],
  );

  const bulk = (body: object) => suite.call('POST', 'notifications/bulk', { headers: person.as, body });
  assert.deepEqual((await bulk({ filter: { category: 'billing' }, change: { read: true } })).body, { changed: 1 });
  assert.deepEqual((await bulk({ filter: {}, change: { archived: true } })).body, { changed: 2 });
  assert.deepEqual((await bulk({ ids: [ids[1]], change: { archived: false } })).body, { changed: 1 });
  const others = await suite.call('PATCH', `notifications/${ids[1]}`, { headers: anna.as, body: { read: true } });
  assert.deepEqual([others.status, others.body.code], [404, 'notification_not_found']);
  const stolen = await suite.call('POST', 'notifications/bulk', {
    headers: anna.as,
    body: { ids: [ids[1]], change: { read: true } },
  });
  assert.deepEqual([stolen.body.changed, await unread(person)], [0, 1]);
});

test('what was put off is told again when its time has come', async () => {
  const person = await createMember(suite, mine.id, 'viewer');
  const { body } = await send({ recipients: { user_ids: [person.id] }, title: 'Later' });
  const [id] = body.notification_ids;
  const socket = await openSocket(socketUrl, { cookie: person.as.cookie });
  const soon = new Date(Date.now() + 1200).toISOString();
  await suite.call('PATCH', `notifications/${id}`, { headers: person.as, body: { snoozed_until: soon } });
  assert.equal(await unread(person), 0);
  const told = await until(() => socket.of('notification')[0]);
  assert.deepEqual([told['id'], await unread(person)], [id, 1]);
  await socket.close();
});

test('a key has no inbox, and is told so', async () => {
  const answer = await suite.call('GET', 'notifications', { key: mine.key });
  assert.deepEqual([answer.status, answer.body.code], [403, 'person_required']);
});

test('what cannot be sent is refused with a pointer to every fault, and nothing is kept', async () => {
  const before = await asOwner<{ n: number }>('select count(*)::int as n from notification_requests');
  const refused: [object, string, RegExp][] = [
    [
      { channels: ['in_app', 'pigeon'], recipients: { user_ids: [anna.id] } },
      '/channels/1',
      /“pigeon”.*in_app, websocket, email, webhook/,
    ],
    [{}, '/recipients', /whom to tell/],
    [
      { recipients: { emails: ['a@b.example', 'x@y>\r\nBcc: z@z.example'] } },
      '/recipients/emails/1',
      /not an e-mail address/,
    ],
    [{ recipients: { user_ids: [anna.id] }, link: 'javascript:alert(1)' }, '/link', /begins with/],
    [{ recipients: { user_ids: [anna.id] }, link: '//evil.example' }, '/link', /begins with/],
    [{ recipients: { user_ids: [anna.id] }, title: ' \n ' }, '/title', /must be a text/],
    [
      { recipients: { user_ids: [anna.id] }, message: 'Hi {{name}}', values: {} },
      '/message',
      /undefined variable: name/,
    ],
    [
      { recipients: { user_ids: [anna.id] }, message: '{% for i in (1..999999999) %}x{% endfor %}', values: {} },
      '/message',
      /limit/,
    ],
  ];
  for (const [body, pointer, words] of refused) {
    const answer = await send(body);
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.code, 'notification_refused');
    assert.equal(answer.body.errors[0].pointer, pointer);
    assert.match(answer.body.errors[0].detail, words);
  }
  const after = await asOwner<{ n: number }>('select count(*)::int as n from notification_requests');
  assert.deepEqual(after, before);
});

test('each reader is told in their language; the words are kept as they were sent', async () => {
  const person = await createMember(suite, mine.id, 'viewer', 'Aïcha');
  await suite.call('PATCH', 'session', { headers: person.as, body: { language: 'fr' } });
  await sending.send(mine.id, {
    category: 'billing',
    recipients: { userIds: [person.id, ben.id] },
    channels: ['in_app'],
    text: {
      kind: 'catalogue',
      title: { key: 'notifications.own.quotaWarning.title' },
      message: {
        key: 'notifications.own.quotaWarning.message',
        params: { entitlement: 'models', used: 1500, limit: 2000 },
      },
    },
    source: { kind: 'product', id: 'test', name: '' },
  });
  const [french] = await inbox(person);
  const [english] = await inbox(ben);
  assert.deepEqual([french.language, french.message.replaceAll(/\s/g, ' ')], ['fr', 'Modèles : 1 500 sur 2 000.']);
  assert.deepEqual([english.language, english.message], ['en', 'Models: 1,500 of 2,000.']);
  await suite.call('PATCH', 'session', { headers: person.as, body: { language: 'de' } });
  const [kept] = await inbox(person);
  assert.equal(kept.message, french.message);
  assert.match(kept.why[1], /Es geht um: Tarif und Abrechnung/);
});

test('a template is rendered for each reader', async () => {
  const { body } = await send({
    recipients: { user_ids: [anna.id] },
    title: '{{product}} is low',
    message: 'Dear {{recipient.name}}: {{days}} days, {{product | upcase}}.',
    values: { product: 'Bolts', days: 3 },
  });
  const { body: kept } = await suite.call('GET', `notifications/${body.notification_ids[0]}`, { headers: anna.as });
  assert.deepEqual([kept.title, kept.message], ['Bolts is low', 'Dear Anna: 3 days, BOLTS.']);
});

test('members choose by category and channel, the organization says what holds otherwise', async () => {
  const person = await createMember(suite, mine.id, 'viewer');
  const own = (body: object) => suite.call('PATCH', 'notifications/preferences', { headers: person.as, body });
  const common = (body: object) => suite.call('PATCH', 'notifications/preferences/default', { key: mine.key, body });
  const reached = async () => {
    const channels = ['in_app', 'email'];
    const { body } = await send({ category: 'model_training', channels, recipients: { user_ids: [person.id] } });
    return body.skipped.map(({ channel }: any) => channel);
  };
  assert.deepEqual(await reached(), []);
  await common({ channels: { model_training: { email: false } } });
  assert.deepEqual(await reached(), ['email']);
  const chosen = await own({ channels: { model_training: { email: true, in_app: false } } });
  assert.deepEqual(chosen.body.effective.model_training, { in_app: false, websocket: true, email: true });
  assert.deepEqual(await reached(), ['in_app']);
  await own({ channels: { model_training: { email: null, in_app: null } } });
  assert.deepEqual(await reached(), ['email']);
  await common({ channels: { model_training: { email: null } } });
  const viewer = await suite.call('PATCH', 'notifications/preferences/default', { headers: ben.as, body: {} });
  assert.equal(viewer.status, 403);
});

/** Of Tokyo, so many minutes from now. */
const clock = (minutes: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Tokyo',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(Date.now() + minutes * 60_000));

test('in quiet hours messages wait until they are over, but for urgent ones; the inbox has them at once', async () => {
  const person = await createMember(suite, mine.id, 'viewer');
  const quiet = { starts: clock(-60), ends: clock(60), time_zone: 'Asia/Tokyo' };
  const own = (body: object) => suite.call('PATCH', 'notifications/preferences', { headers: person.as, body });
  assert.equal((await own({ quiet_hours: quiet })).status, 200);
  const socket = await openSocket(socketUrl, { cookie: person.as.cookie });
  const channels = ['in_app', 'websocket', 'email'];
  const { body } = await send({ channels, recipients: { user_ids: [person.id] }, title: 'Quiet' });
  assert.equal(body.delivery_ids.length, 2);
  for (const id of body.delivery_ids) {
    const waits = (Date.parse((await delivery(id)).next_attempt_at) - Date.now()) / 60_000;
    assert.ok(waits > 55 && waits <= 61, `${waits} minutes`);
  }
  assert.deepEqual(
    (await inbox(person)).map(({ title }) => title),
    ['Quiet'],
  );
  await send({ channels, priority: 'urgent', recipients: { user_ids: [person.id] }, title: 'Urgent' });
  await until(() => socket.of('notification').some(({ title }) => title === 'Urgent'));
  assert.ok(!socket.of('notification').some(({ title }) => title === 'Quiet'));
  await Promise.all(body.delivery_ids.map(makeDue));
  await until(() => socket.of('notification').some(({ title }) => title === 'Quiet'));
  await until(() => mail.received.some(({ to, text }) => to[0] === person.email && text.includes('Quiet')));
  const wrong = await own({ quiet_hours: { ...quiet, ends: quiet.starts, time_zone: 'Mars/Base' } });
  assert.deepEqual(
    wrong.body.errors.map(({ pointer }: any) => pointer),
    ['/quiet_hours/ends', '/quiet_hours/time_zone'],
  );
  await socket.close();
});

test('the person who started an import is told of rejected rows, and of nothing else', async () => {
  const owner = await signIn(suite, mine.ownerEmail);
  const upload = (body: string) =>
    suite.call('POST', 'data/datasets/stock/imports', { headers: { ...owner.as, 'content-type': 'text/csv' }, body });
  const rows = Array.from({ length: 200 }, (_, n) => `${n},${n}`).join('\n');
  const { body } = await upload(`id,amount\n${rows}\n`);
  await suite.awaitJob(body.job_id, mine.key);
  const again = await upload(`id,amount\n201,5\n202,many\n`);
  const job = await suite.awaitJob(again.body.job_id, mine.key);
  assert.equal(job.result?.rows_rejected, 1, JSON.stringify(job));
  const told = await until(async () => (await inbox(owner)).find(({ data }) => data.job_id === again.body.job_id));
  const expected = ['anomaly_alerts', 1, `/o/${mine.id}/datasets`];
  assert.deepEqual([told.category, told.data.rows_rejected, told.link], expected);
  assert.match(told.message, /rejected: 1/);
  assert.ok(!(await inbox(owner)).some(({ data }) => data.job_id === body.job_id));
  assert.ok(!(await inbox(anna)).some(({ data }) => data.job_id === again.body.job_id));
});
