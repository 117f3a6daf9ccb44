import { hashPassword } from 'better-auth/crypto';
import { PASSWORD, PASSWORD_HASH_VARIABLE } from './support/owner.ts';
import { startTestCluster, type TestCluster } from './support/test-cluster.ts';

let cluster: TestCluster | undefined;

/** Before all tests: one PostgreSQL, one migrated template. Test files learn of it through the environment. */
export async function globalSetup(): Promise<void> {
  cluster = await startTestCluster(process.env['DATABASE_URL']);
  process.env[PASSWORD_HASH_VARIABLE] = await hashPassword(PASSWORD);
  process.env['SUITE_TEST_TEMPLATE'] = JSON.stringify(cluster.template);
}

export async function globalTeardown(): Promise<void> {
  await cluster?.stop();
}
