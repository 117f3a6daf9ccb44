import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** As `npm start` gives them. */
const FLAGS = ['--max-semi-space-size=8'];

export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** What it has said so far on standard error. */
  words(): string;
  /** Ends it and answers its exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts the server in a process of its own and waits until it is ready, or has ended. */
export async function startServer(env: Record<string, string>): Promise<ServerProcess> {
  const { DATABASE_URL: _external, ...inherited } = process.env;
  const child = spawn(process.execPath, [...FLAGS, MAIN], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'exit');
  await new Promise<void>((resolve) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (/http:\/\/\S+\n/.test(said)) resolve();
    });
    child.once('close', () => resolve());
  });
  return {
    url: /http:\/\/[^\s\u2069]+/.exec(said)?.[0] ?? '',
    child,
    words: () => said,
    async stop(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}
