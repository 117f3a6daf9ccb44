import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../support/test-app.ts';

const ORGANIZATIONS = 50;
const REQUESTS = 2000;
const AT_ONCE = 100;

const suite = await createTestApp();
const organizations: (Awaited<ReturnType<typeof suite.createOrganization>> & { name: string })[] = [];
for (let index = 0; index < ORGANIZATIONS; index += 1) {
  const name = `Company ${index}`;
  organizations.push({ ...(await suite.createOrganization(name)), name });
}
type Organization = (typeof organizations)[number];

const roleNames = async ({ key }: Organization): Promise<string[]> => {
  const { body } = await suite.call('GET', 'tenancy/roles?limit=200', { key });
  return body.items.filter((role: { built_in: boolean }) => !role.built_in).map((role: { name: string }) => role.name);
};

/** Reads, writes, refusals and faults, as a busy morning mixes them. */
const requests: ((organization: Organization, round: number) => Promise<void>)[] = [
  async ({ key, name }) => {
    const { body } = await suite.call('GET', 'tenancy/organization', { key });
    assert.equal(body.name, name);
  },
  async (organization, round) => {
    const name = `${organization.name} role ${round}`;
    const answer = await suite.call('POST', 'tenancy/roles', {
      key: organization.key,
      body: { name, permissions: ['data:read'] },
    });
    assert.equal(answer.status, 201, answer.text);
  },
  async (organization) => {
    for (const name of await roleNames(organization)) assert.ok(name.startsWith(`${organization.name} role `), name);
  },
  async ({ key }) => {
    const { body } = await suite.call('GET', 'tenancy/api-keys', { key });
    assert.equal(body.items.length, 1);
  },
  async ({ key }) => {
    assert.equal((await suite.call('GET', 'ai-analytics/models/1', { key })).status, 404);
  },
  async ({ key }) => {
    assert.equal((await suite.call('POST', 'tenancy/roles', { key, body: { name: '' } })).status, 422);
  },
];

test('thousands of mixed requests of fifty organizations at once each see their own and nothing else', async () => {
  let next = 0;
  let written = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < REQUESTS) {
        const round = next++;
        const organization = organizations[(round * 7) % ORGANIZATIONS] ?? assert.fail();
        const which = (round >> 3) % requests.length;
        if (which === 1) written += 1;
        await requests[which]?.(organization, round);
      }
    }),
  );
  const found = (await Promise.all(organizations.map(roleNames))).flat();
  assert.deepEqual([found.length, new Set(found).size], [written, written]);
});
