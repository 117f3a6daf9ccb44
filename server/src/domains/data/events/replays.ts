import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { eventErrors } from './events.errors.ts';
import { EVENT_ID_PREFIX } from './events.repository.ts';
import * as repository from './replays.repository.ts';

const REPLAY_JOB = 'event_replay';
const TIMEOUT_MS = 60 * 60_000;
const AT_ONCE = 500;
const DEFAULT_MOST = 10_000;

interface ReplaysDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  audit: Pick<Audit, 'record'>;
}

/** Publishes events of the past again, for consumers that came later or did the wrong thing. */
export function createReplayService({ database, jobs, audit }: ReplaysDeps) {
  /** @throws AppError event_range_invalid */
  async function count(organizationId: number, range: repository.ReplayRange) {
    if (range.from >= range.to) throw eventErrors.event_range_invalid();
    const types = await repository.countRange(database.tenant(organizationId), organizationId, range);
    return { types, events: types.reduce((sum, { events }) => sum + events, 0) };
  }

  return {
    /** How many events a replay would publish. @throws AppError event_range_invalid */
    async preview(organizationId: number, range: repository.ReplayRange, most = DEFAULT_MOST) {
      const { types, events } = await count(organizationId, range);
      return { events, would_publish: Math.min(events, most), types };
    },

    /** Starts it as a job. @throws AppError event_range_invalid, nothing_to_replay */
    async start(organizationId: number, range: repository.ReplayRange, most = DEFAULT_MOST, actor: Actor) {
      const { events } = await count(organizationId, range);
      if (events === 0) throw eventErrors.nothing_to_replay();
      return database.transaction(organizationId, async (db) => {
        const id = await repository.insertReplay(db, organizationId, range, { most, createdBy: userOf(actor) });
        const jobId = await jobs.enqueue(db, organizationId, {
          kind: REPLAY_JOB,
          payload: { replayId: id },
          subject: { kind: 'organization', id: organizationId, name: '' },
          createdBy: userOf(actor),
        });
        await repository.setReplayJob(db, organizationId, id, jobId);
        await audit.record(db, organizationId, {
          actor,
          action: 'events.replayed',
          subject: { kind: 'event_replay', id: String(id) },
          detail: {
            event_types: range.types,
            from: range.from.toISOString(),
            to: range.to.toISOString(),
            events,
            most,
          },
        });
        return { jobId, events };
      });
    },
  };
}

interface ReplayJobDeps {
  database: Database;
  outbox: Pick<Outbox, 'appended'>;
  newId(prefix: string): string;
}

/** Publishes some, notes how far it is in the same transaction, and goes on; whoever takes it over goes on from there. */
export function createReplayHandler({ database, outbox, newId }: ReplayJobDeps): JobHandler {
  async function publishSome({ organizationId, ...context }: JobContext, id: number): Promise<boolean> {
    return database.transaction(organizationId, async (db) => {
      const replay = await repository.lockReplay(db, organizationId, id);
      const limit = Math.min(AT_ONCE, replay.most - replay.published);
      const newIds = Array.from({ length: limit }, () => newId(EVENT_ID_PREFIX));
      const published =
        limit === 0 ? 0 : await repository.publishNext(db, organizationId, { id, replay, limit, newIds });
      if (published > 0) outbox.appended(db);
      const total = replay.published + published;
      if (published === AT_ONCE && total < replay.most) {
        context.report('publishing', total / replay.most);
        return true;
      }
      await context.complete(db, { replay_id: id, events_published: total, reached_limit: total === replay.most });
      return false;
    });
  }

  return {
    kind: REPLAY_JOB,
    readPermission: 'data:read',
    cancelPermission: 'data:update',
    timeoutMs: TIMEOUT_MS,
    async run(context) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written above
      const { replayId } = context.payload as { replayId: number };
      do context.signal.throwIfAborted();
      while (await publishSome(context, replayId));
    },
  };
}
