import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNotificationRoom } from '../../../../test/support/notification-room.ts';
import { createMember } from '../../../../test/support/people.ts';

const room = await createNotificationRoom({ work: false });
const { suite, mine, inbox, asOwner } = room;
const anna = await createMember(suite, mine.id, 'admin', 'Anna');
const ben = await createMember(suite, mine.id, 'viewer', 'Ben');
await suite.call('PATCH', 'session', { headers: anna.as, body: { language: 'de' } });

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
  suite.call(method, `notifications${path}`, { key: mine.key, ...(body ? { body } : {}) });
const pointers = (answer: { body: any }) => answer.body.errors.map((each: any) => `${each.pointer} ${each.code}`);

const texts = {
  en: { title: '{{product}} is low', message: 'It lasts for {{ stock.days }} days, {{recipient.name}}.' },
  de: { title: '{{product}} wird knapp', message: 'Es reicht noch {{ stock.days }} Tage.' },
};
const sample = { product: 'Bolts', stock: { days: 3 } };
const low = { name: 'stock_low', description: 'For buyers', default_language: 'en', texts, sample };

test('a template says what it takes and what it lacks, and can be tried', async () => {
  const made = await call('POST', '/templates', low);
  assert.equal(made.status, 201, made.text);
  const { version, variables, missing_languages: missing, differing } = made.body;
  assert.deepEqual([version, variables], [1, ['product', 'stock.days']]);
  assert.deepEqual([missing, differing], [['es', 'fr', 'hi', 'ja', 'zh', 'ar'], []]);
  const tried = await call('POST', '/templates/stock_low/preview', {});
  assert.deepEqual(tried.body.items, [
    { language: 'en', title: 'Bolts is low', message: 'It lasts for 3 days, Ada Lovelace.' },
    { language: 'de', title: 'Bolts wird knapp', message: 'Es reicht noch 3 Tage.' },
  ]);
  const lacking = await call('POST', '/templates/stock_low/preview', { values: { product: 'Bolts' } });
  assert.deepEqual(
    [lacking.status, pointers(lacking)],
    [422, ['/texts/en/message template_invalid', '/texts/de/message template_invalid']],
  );
  const written = await call('POST', '/templates/preview', {
    texts: { fr: { title: 'Bonjour {{a}}', message: '{% if b %}oui{% endif %}' } },
    values: { a: 1, b: true },
  });
  assert.deepEqual(written.body.items, [{ language: 'fr', title: 'Bonjour 1', message: 'oui' }]);
  const uneven = { en: texts.en, de: { title: 'Achtung', message: '{{product}}' } };
  const { body } = await call('POST', '/templates', { ...low, name: 'uneven', texts: uneven });
  assert.deepEqual(body.differing, [{ language: 'de', missing: ['stock.days'] }]);
});

test('a message by a template reaches each reader in their language, in its newest version', async () => {
  const body = { category: 'workflow_results', channels: ['in_app'], recipients: { user_ids: [anna.id, ben.id] } };
  const sent = await call('POST', '', { ...body, template: 'stock_low', values: sample });
  assert.equal(sent.status, 202, sent.text);
  const words = async (person: typeof anna) =>
    (await inbox(person)).map(({ title, message }) => `${title}: ${message}`);
  assert.deepEqual(await words(anna), ['Bolts wird knapp: Es reicht noch 3 Tage.']);
  assert.deepEqual(await words(ben), ['Bolts is low: It lasts for 3 days, Ben.']);
  const next = { ...low, texts: { en: { title: 'Order {{product}}', message: 'Now.' } }, version: 1, name: undefined };
  const changed = await call('PUT', '/templates/stock_low', next);
  assert.deepEqual([changed.status, changed.body.version, changed.body.description], [200, 2, 'For buyers']);
  await call('POST', '', { ...body, template: 'stock_low', values: sample });
  assert.equal((await words(anna))[0], 'Order Bolts: Now.', 'who has no text of their own gets the default’s');
  // What was sent stays as it was, and so does what was written.
  assert.equal((await words(ben))[1], 'Bolts is low: It lasts for 3 days, Ben.');
  const { body: versions } = await call('GET', '/templates/stock_low/versions');
  assert.deepEqual(
    versions.items.map((each: any) => [each.version, Object.keys(each.texts)]),
    [
      [2, ['en']],
      [1, ['en', 'de']],
    ],
  );
  const late = await call('PUT', '/templates/stock_low', next);
  assert.deepEqual([late.status, late.body.code], [409, 'message_template_changed']);
});

test('a step of a workflow sends and shows what a template says', async () => {
  const parameters = { recipients: [ben.id], template: 'stock_low', values: { product: 'Nuts' } };
  const place = { organizationId: mine.id, workflow: { id: 1, name: 'Watch' }, runId: 'run_1', idempotencyKey: 'once' };
  const outcome = await suite.platform.database.transaction(mine.id, (db) => room.step.send(db, place, parameters));
  assert.equal(outcome.kind === 'sent' && outcome.output.recipients, 1);
  assert.equal((await inbox(ben))[0].title, 'Order Nuts');
  const workflow = (step: object) => ({
    definition: {
      workflow_name: 'Watch',
      workflow_type: 'manual',
      workflow_steps: [{ id: 'tell', type: 'notification', recipients: [ben.id], ...step }],
    },
    trigger: { product: 'Screws' },
  });
  const attempt = (step: object) =>
    suite.call('POST', 'ai-analytics/workflows/try', { key: mine.key, body: workflow(step) });
  const tried = await attempt({ template: 'stock_low', values: { product: 'trigger.product' } });
  assert.equal(tried.status, 200, tried.text);
  assert.equal(tried.body.steps[0].output.subject, 'Order Screws');
  assert.equal((await inbox(ben))[0].title, 'Order Nuts', 'trying tells nobody');
  const unknown = await attempt({ template: 'gone' });
  assert.equal(unknown.body.steps[0].failure.code, 'notification_refused');
  const both = await attempt({ template: 'stock_low', message: 'x' });
  assert.deepEqual([both.status, both.body.errors[0].code], [422, 'one_of_fields']);
});

test('what cannot be is refused with every place, and nothing is kept of it', async () => {
  const broken = { en: { title: '{{ x', message: '{% nonsense %}' }, de: { title: 'x', message: '{{ a | nonsense' } };
  const refused = await call('POST', '/templates', { name: 'broken', default_language: 'fr', texts: broken });
  assert.equal(refused.status, 422);
  assert.deepEqual(pointers(refused), [
    '/texts/en/title template_invalid',
    '/texts/en/message template_invalid',
    '/texts/de/message template_invalid',
    '/default_language default_text_missing',
  ]);
  assert.equal((await call('GET', '/templates/broken')).body.code, 'message_template_not_found');
  assert.equal((await call('POST', '/templates', low)).body.code, 'message_template_name_taken');
  assert.equal((await call('POST', '/templates', { ...low, name: 'no spaces' })).status, 422);
  const body = { category: 'workflow_results', channels: ['in_app'], recipients: { user_ids: [ben.id] } };
  const unknown = await call('POST', '', { ...body, template: 'gone' });
  assert.deepEqual([unknown.status, pointers(unknown)], [422, ['/template template_unknown']]);
  const both = await call('POST', '', { ...body, template: 'stock_low', title: 'x', message: 'y' });
  assert.deepEqual(pointers(both), ['/template template_or_text']);
  assert.deepEqual(pointers(await call('POST', '', body)), ['/title text_empty']);
});

test('templates are listed page by page, written by those who may, and leave a trace', async () => {
  const first = await call('GET', '/templates?limit=1');
  const second = await call('GET', `/templates?limit=1&cursor=${first.body.next_cursor}`);
  assert.deepEqual([first.body.items[0].name, second.body.items[0].name], ['stock_low', 'uneven']);
  assert.equal(second.body.next_cursor, null);
  const path = 'notifications/templates';
  assert.equal((await suite.call('GET', path, { headers: ben.as })).status, 200);
  assert.equal((await suite.call('POST', path, { headers: ben.as, body: { ...low, name: 'mine' } })).status, 403);
  assert.equal((await call('DELETE', '/templates/uneven')).status, 204);
  assert.equal((await call('DELETE', '/templates/uneven')).status, 404);
  const noted = await asOwner<{ action: string }>(
    "select action from audit_log where subject_kind = 'message_template' and subject_id = 'uneven' order by sequence",
  );
  assert.deepEqual(
    noted.map(({ action }) => action),
    ['message_template.created', 'message_template.removed'],
  );
});
