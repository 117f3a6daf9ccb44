import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Config } from './platform/config.ts';
import type { Connection } from './platform/db/connection.ts';

/** What a process that answers requests beside the main one is told. */
export interface ApiProcessOrder {
  config: Readonly<Config>;
  owner: Connection;
}

const MODULE = fileURLToPath(new URL('./api-process.ts', import.meta.url));
const RESTART_AFTER_MS = 200;
const RESTART_AT_MOST_AFTER_MS = 5000;

/**
 * Starts processes that answer requests on the port of this one, and starts them again when they fall.
 * @param onFallen told when one ended that nobody had told to
 * @returns once all of them listen, what ends them: each answers what is under way
 */
export async function startApiProcesses(
  count: number,
  order: ApiProcessOrder,
  onFallen: () => void,
): Promise<() => Promise<void>> {
  const children = new Set<ChildProcess>();
  const timers = new Set<NodeJS.Timeout>();
  let stopping = false;

  /** @returns once it listens or has ended */
  function launch(waitMs = RESTART_AFTER_MS): Promise<void> {
    return new Promise((resolve) => {
      const child = fork(MODULE, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      let nextWaitMs = Math.min(2 * waitMs, RESTART_AT_MOST_AFTER_MS);
      function end(): void {
        resolve();
        if (children.delete(child) && !stopping) launchAgain(waitMs, nextWaitMs);
      }
      children.add(child);
      child.once('error', end).once('exit', end);
      child.once('message', () => {
        nextWaitMs = RESTART_AFTER_MS;
        resolve();
      });
      child.send(order);
    });
  }

  function launchAgain(waitMs: number, nextWaitMs: number): void {
    onFallen();
    const timer = setTimeout(() => {
      timers.delete(timer);
      void launch(nextWaitMs);
    }, waitMs);
    timers.add(timer);
  }

  await Promise.all(Array.from({ length: count }, () => launch()));
  return async () => {
    stopping = true;
    for (const timer of timers) clearTimeout(timer);
    const living = [...children];
    await Promise.all(
      living.map((child) => {
        const ended = once(child, 'exit');
        if (child.connected) child.disconnect();
        return ended;
      }),
    );
  };
}
