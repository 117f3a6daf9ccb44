// What it costs to know who asks: a key and a session, from memory and looked up in the database.
// Run: node server/bench/authenticate.bench.ts [lookups]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '../src/app.ts';
import { createIdentity, createPrincipals, permissions } from '../src/domains/tenancy/index.ts';
import { loadConfig } from '../src/platform/config.ts';
import { openAccounts } from '../src/platform/db/accounts.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { createLog } from '../src/platform/log.ts';
import { createPlatform } from '../src/platform/platform.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/embedded.ts';
import { ensureOwner } from '../src/platform/postgres/owner.ts';

const lookups = Number(process.argv[2] ?? 2000);
const FROM_MEMORY = 200_000;
const PASSWORD = 'correct horse battery';

const dataFolder = await mkdtemp(path.join(tmpdir(), 'suite-bench-'));
const postgres = await startEmbeddedPostgres({ dataFolder });
const owner = await ensureOwner(postgres.connection, 'suite_bench');
await migrate(owner);
const accounts = await openAccounts(owner);
const platform = createPlatform(loadConfig({}, process.cwd()), accounts, createLog('silent'));
const app = await createApp(platform, '0.0.0-bench');
const user = await app.identity.createUser({ email: 'bench@example.com', password: PASSWORD, name: 'Bench' });
const { id } = await app.tenancy.createOrganization('Bench', 'enterprise', user);
const { key } = await app.tenancy.createApiKey(id, {
  name: 'bench',
  permissions: 'all',
  expiresAt: null,
  createdBy: user.id,
  grantable: new Set<string>(permissions),
});
const { cookies } = await app.identity.signIn({ email: user.email, password: PASSWORD, remember: true }, new Headers());
const cookie = cookies.map((each) => each.split(';', 1)[0]).join('; ');
const token = cookie.slice(cookie.indexOf('=') + 1);
const headers = new Headers({ cookie });

const { database, bus } = platform;
const identity = createIdentity({
  accounts,
  publicUrl: 'http://localhost',
  secrets: platform.secrets,
});
const principals = createPrincipals({ database, identity, bus });

async function time(what: string, count: number, work: () => Promise<unknown>): Promise<void> {
  await work();
  const since = performance.now();
  for (let each = 0; each < count; each++) await work();
  const microseconds = ((performance.now() - since) * 1000) / count;
  console.log(`${what.padEnd(44)} ${microseconds.toFixed(microseconds < 100 ? 2 : 0).padStart(9)} µs`);
}

const bySession = async () => {
  const session = await principals.findSession(token, headers);
  if (!session) throw new Error('No session');
  return principals.listMemberships(session.user.id);
};
await time('key, from memory', FROM_MEMORY, async () => principals.findKey(key));
await time('session and membership, from memory', FROM_MEMORY, bySession);
await time('key, looked up', lookups, async () => {
  principals.organizationChanged(id);
  return principals.findKey(key);
});
await time('session and membership, looked up', lookups, async () => {
  principals.userChanged(user.id);
  return bySession();
});
await time('a guess in the form of a key, looked up', lookups, async () =>
  principals.findKey(`bsk_${Math.random().toString(36).slice(2).padEnd(43, 'x')}`),
);
await time('a guess of another form, refused unread', FROM_MEMORY, async () => principals.findKey('guess'));

principals.close();
await identity.close();
await app.close();
await postgres.stop();
await rm(dataFolder, { recursive: true, force: true });
