import { sql } from 'kysely';
import { createBus } from '../../src/platform/bus/bus.ts';
import type { Connection } from '../../src/platform/db/connection.ts';
import { createDatabase } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { startDispatcher } from '../../src/platform/outbox/dispatcher.ts';

/** A dispatcher in a process of its own, whose consumers note every effect; for tests that kill it. */
const connections = JSON.parse(process.env['DISPATCHER'] ?? '') as { jobs: Connection; app: Connection };
const database = createDatabase(connections.app, 6);
const log = createLog('silent');
const bus = createBus({ connection: connections.app, secret: 's', redis: null, log });
startDispatcher({
  database,
  bus,
  log,
  connection: connections.jobs,
  random: Math.random,
  consumers: ['first', 'second'].map((name) => ({
    name,
    types: 'all' as const,
    async consume(db, event) {
      await sql`insert into effects (consumer, event_id) values (${name}, ${event.id})`.execute(db);
    },
  })),
});
process.send?.('ready');
