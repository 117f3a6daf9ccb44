import { createReadStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clientOf, makeKey } from '../test/support/http-client.ts';
import { findFreePort, startServer } from '../test/support/server-process.ts';

const ACCOUNT = { email: 'owner@example.com', password: 'correct horse battery' };

/** The most memory that a whole server has held, as `npm start` starts it, before it imported a CSV file and after it did so twice. */
export async function measureMemory(file: string): Promise<{ beganMb: number; mostMb: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'suite-bench-'));
  // Open to the account that PostgreSQL runs under when this runs as root.
  await chmod(folder, 0o755);
  const server = await startServer({
    DATA_DIR: path.join(folder, 'data'),
    PORT: String(await findFreePort()),
    ADMIN_EMAIL: ACCOUNT.email,
    ADMIN_PASSWORD: ACCOUNT.password,
  });
  const readMostMb = async () => {
    const status = await readFile(`/proc/${server.child.pid}/status`, 'utf8');
    return (Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) * 1024) / 1e6;
  };
  try {
    const key = await makeKey(server.url, ACCOUNT);
    const client = clientOf(() => server.url, key);
    const beganMb = await readMostMb();
    for (const dataset of ['first', 'second']) {
      const answer = await fetch(`${server.url}/api/v1/data/datasets/${dataset}/imports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
        body: createReadStream(file),
        duplex: 'half',
      });
      const { job_id: job } = Object(await answer.json());
      await client.awaitJob(job);
    }
    return { beganMb, mostMb: await readMostMb() };
  } finally {
    await server.stop('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  }
}
