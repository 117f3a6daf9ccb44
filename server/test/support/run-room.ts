import { after } from 'node:test';
import type { Definition } from '../../src/domains/automation/definition/definition.ts';
import type { StepContext, StepHandler, StepResult } from '../../src/domains/automation/steps/step-handler.ts';
import { withClient } from '../../src/platform/db/connection.ts';
import { createRunNode } from './run-node.ts';
import { createOrganization, createTestDatabase } from './test-database.ts';
import { tinyDefinition, type TinyStep } from './tiny-workflows.ts';
import { until } from './until.ts';

/** A database with one organization and one node of the engine; what its scripts do, tests say by name. */
export async function createRunRoom() {
  const { owner, accounts, database } = await createTestDatabase();
  const organizationId = await createOrganization(owner);
  const definitions = new Map<number, Definition>();
  /** Runs that asked for an approval, whose approval was closed, that failed. */
  const told = { opened: [] as string[], closed: [] as string[], failed: [] as string[] };
  const scripts = new Map<string, (context: StepContext) => Promise<StepResult>>();
  const done: { key: string; attempt: number; idempotencyKey: string }[] = [];
  const script: StepHandler['run'] = async ({ name }, context) => {
    const { key, attempt, idempotencyKey } = context;
    done.push({ key, attempt, idempotencyKey });
    const named = typeof name === 'string' ? scripts.get(name) : undefined;
    return named ? named(context) : { output: { did: key } };
  };
  const { engine, bus, nodeId } = await createRunNode({
    database,
    connections: accounts,
    definitions,
    script,
    hooks: {
      approvals: {
        open: async (_db, _organization, { id }) => void told.opened.push(id),
        escalate: async () => {},
        close: async (_db, _organization, id) => void told.closed.push(id),
      },
      onFailed: async (_db, _organization, { id }) => void told.failed.push(id),
    },
    limits: { ofNode: 40, ofOrganization: 10 },
  });
  engine.startWork();
  after(async () => {
    await engine.stop();
    await bus.close();
  });

  const start = (versionId: number, dedupeKey?: string) =>
    engine.start(database.tenant(organizationId), organizationId, {
      workflowId: 1,
      versionId,
      trigger: { kind: 'manual', data: { a: 1 } },
      ...(dedupeKey === undefined ? {} : { dedupeKey }),
    });
  const ended = (runId: string) =>
    until(async () => {
      const run = await engine.get(organizationId, runId);
      return run.finished_at !== null && run;
    });
  return {
    owner,
    accounts,
    database,
    organizationId,
    definitions,
    told,
    scripts,
    script,
    done,
    engine,
    nodeId,
    start,
    ended,
    define(steps: readonly TinyStep[], concurrency: number | null = null): number {
      const version = definitions.size + 1;
      definitions.set(version, tinyDefinition(steps, concurrency));
      return version;
    },
    run: async (versionId: number) => ended((await start(versionId)).runId),
    attemptsOf: (runId: string) => done.filter(({ idempotencyKey }) => idempotencyKey.startsWith(`${runId}:`)),
    steps: (runId: string) => engine.steps(organizationId, runId, { after: 0, limit: 100 }),
    asOwner: <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
      withClient(owner, async (client) => {
        await client.query("select set_config('app.organization_id', $1, false)", [String(organizationId)]);
        return (await client.query<T>(text, values)).rows;
      }),
  };
}
