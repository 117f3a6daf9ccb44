import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '../../../test/support/test-database.ts';
import { withClient } from './connection.ts';
import { listUnprotectedTables } from './row-security.ts';

const { owner } = await createTestDatabase();

test('every table that the server may touch keeps organizations apart', async () => {
  assert.deepEqual(await listUnprotectedTables(owner), []);
});

const policy = `using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::int))`;

const planted = {
  'without a policy': 'alter table planted enable row level security; alter table planted force row level security',
  'without row-level security': `create policy tenant on planted ${policy}`,
  'with row-level security that is not forced': `create policy tenant on planted ${policy}; alter table planted enable row level security`,
  'with a policy that lets everything through':
    'create policy tenant on planted using (true) with check (true); alter table planted enable row level security; alter table planted force row level security',
};

for (const [what, statements] of Object.entries(planted)) {
  test(`a table ${what} is found`, async () => {
    await withClient(owner, (client) =>
      client.query(`drop table if exists planted;
        create table planted (organization_id integer, id integer, primary key (organization_id, id));
        grant select on planted to suite_app; ${statements}`),
    );
    assert.deepEqual(await listUnprotectedTables(owner), ['planted']);
    await withClient(owner, (client) => client.query('drop table planted'));
  });
}

test('a table whose primary key does not begin with the organization is found', async () => {
  await withClient(owner, (client) =>
    client.query(`create table planted (organization_id integer, id integer primary key);
      grant select on planted to suite_app; create policy tenant on planted ${policy};
      alter table planted enable row level security; alter table planted force row level security`),
  );
  assert.deepEqual(await listUnprotectedTables(owner), ['planted']);
});
