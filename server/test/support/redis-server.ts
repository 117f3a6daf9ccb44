import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { findFreePort } from './server-process.ts';

const BINARIES = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/usr/bin/valkey-server'];
const binary = BINARIES.find((each) => existsSync(each));

/** Why tests of Redis are skipped; undefined where they can run. */
export const redisMissing = binary === undefined ? `no redis-server at ${BINARIES.join(', ')}` : undefined;

export interface RedisServer {
  url: string;
  port: number;
  /** Holds it still: connections stand, nothing is answered. */
  pause(): void;
  resume(): void;
  /** Ends it at once, as a failing machine does. */
  kill(): Promise<void>;
}

/** A Redis on a loopback port that keeps nothing. */
export async function startRedis(wantedPort?: number): Promise<RedisServer> {
  if (binary === undefined) throw new Error(redisMissing);
  const port = wantedPort ?? (await findFreePort());
  const child = spawn(binary, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`Redis did not start: ${said}`)));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}
