import type { ApiProcessOrder } from './api-processes.ts';
import { createNarrator } from './narrator.ts';
import { serveRequests } from './serve.ts';

let close = async () => {};
let stopping = false;

async function shutDown(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await close();
  process.exit(0);
}

async function start({ config, owner }: ApiProcessOrder): Promise<void> {
  try {
    await serveRequests(config, owner, (closing) => (close = closing));
    process.send?.('listening');
  } catch (error) {
    createNarrator(config.language.default).failure(error);
    await close().catch(() => {});
    process.exit(1);
  }
}

// Ctrl-C in a terminal reaches every process; the main one tells this one when to end, or is gone itself.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => void shutDown());
process.once('disconnect', () => void shutDown());
process.once('message', (order: ApiProcessOrder) => void start(order));
