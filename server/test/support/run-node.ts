import { createBus } from '../../src/platform/bus/bus.ts';
import type { Connection } from '../../src/platform/db/connection.ts';
import { withClient } from '../../src/platform/db/connection.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { createMessages } from '../../src/platform/messages/messages.ts';
import type { Definition } from '../../src/domains/automation/definition/definition.ts';
import type { Interpreter } from '../../src/domains/automation/runs/run.ts';
import { createRunEngine } from '../../src/domains/automation/runs/run-engine.ts';
import type { RunEngineDeps } from '../../src/domains/automation/runs/run-engine-deps.ts';
import type { StepHandler } from '../../src/domains/automation/steps/step-handler.ts';
import { createStreams } from '../../src/platform/streams/streams.ts';
import { loneOutbox } from './lone-outbox.ts';
import { tinyInterpreter } from './tiny-workflows.ts';

interface RunNodeOptions extends Partial<RunEngineDeps> {
  database: Database;
  connections: { app: Connection; jobs: Connection };
  /** By version. */
  definitions: ReadonlyMap<number, Definition>;
  script: StepHandler['run'];
  interpreter?: Interpreter;
}

const newId = createIds(Date.now);

/** A node of nothing but the engine, named among the living. Whoever makes it stops it and closes its bus. */
export async function createRunNode({ database, connections, definitions, script, ...others }: RunNodeOptions) {
  const log = createLog('silent');
  const bus = createBus({ connection: connections.app, secret: 's', redis: null, log });
  const nodeId = newId('node');
  await withClient(connections.jobs, (client) =>
    client.query(`insert into nodes (id, worker_ids, process_id) values ($1, '{}', $2)`, [nodeId, process.pid]),
  );
  const engine = createRunEngine({
    database,
    bus,
    log,
    outbox: loneOutbox,
    streams: createStreams({ database, bus, newId }),
    messages: createMessages({ onFault: () => {} }),
    newId,
    nodeId,
    jobsConnection: connections.jobs,
    interpreter: tinyInterpreter,
    handlers: new Map([['script', { type: 'script', run: script, preview: () => Promise.resolve(null) }]]),
    loadDefinition: (_db, _organizationId, versionId) => {
      const definition = definitions.get(versionId);
      return definition ? Promise.resolve(definition) : Promise.reject(new Error(`No version ${versionId}`));
    },
    hooks: {
      approvals: { open: async () => {}, escalate: async () => {}, close: async () => {} },
      onFailed: async () => {},
    },
    now: Date.now,
    chance: Math.random,
    ...others,
  });
  return { engine, bus, nodeId };
}
