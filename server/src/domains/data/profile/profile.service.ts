import { type Actor, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { dataErrors } from '../data.errors.ts';
import { type Dataset, findDataset, listDatasets } from '../data.repository.ts';
import { findHome } from '../query/query.repository.ts';
import { createReadOnly, type ReadOnly } from '../query/run-read-only.ts';
import { measureProfile } from './measure-profile.ts';
import * as repository from './profiles.repository.ts';

/** A measurement of a dataset as it is answered. */
export interface Profile extends repository.StoredProfile {
  dataset: Dataset;
  isStale: boolean;
  jobId: string | null;
}

export type ProfileService = ReturnType<typeof createProfileService>;

interface ProfileDeps {
  database: Database;
  jobs: Jobs;
  now(): Date;
}

/** What a request may wait for; larger tables are measured by a job. */
const CELLS_AT_ONCE = 400_000;
const PROFILE_JOB = 'dataset_profile';
const AT_ONCE_TIMEOUT_MS = 20_000;
const STATEMENT_TIMEOUT_MS = 10 * 60_000;
const JOB_TIMEOUT_MS = 30 * 60_000;
/** Datasets in which references are looked for. */
const MOST_OTHERS = 50;

export function createProfileService({ database, jobs, now }: ProfileDeps) {
  const atOnce = createReadOnly(database, AT_ONCE_TIMEOUT_MS);
  const inJob = createReadOnly(database, STATEMENT_TIMEOUT_MS);
  const underWay = new Map<string, Promise<repository.StoredProfile>>();

  /** @throws AppError dataset_not_found */
  async function getDataset(organizationId: number, name: string): Promise<Dataset> {
    const dataset = await findDataset(database.tenant(organizationId), organizationId, name.normalize('NFC'));
    if (!dataset) throw dataErrors.dataset_not_found({ dataset: name });
    return dataset;
  }

  /** Those who ask at the same time wait for one measurement. */
  async function measureAtOnce(organizationId: number, dataset: Dataset, state: string) {
    const name = JSON.stringify([organizationId, dataset.id, state]);
    const running = underWay.get(name);
    if (running) return running;
    const work = measure({ database, now, readOnly: atOnce }, organizationId, dataset, {}).then(async (profile) => {
      await database.transaction(organizationId, (db) =>
        repository.keepProfile(db, organizationId, dataset.id, profile),
      );
      return profile;
    });
    underWay.set(name, work);
    try {
      return await work;
    } finally {
      underWay.delete(name);
    }
  }

  async function start(organizationId: number, { name }: Dataset, createdBy: number | null): Promise<string> {
    return database.transaction(organizationId, async (db) => {
      const running = await repository.findJobOf(db, organizationId, PROFILE_JOB, name);
      if (running !== null) return running;
      const subject = { kind: 'organization', id: organizationId, name } as const;
      return jobs.enqueue(db, organizationId, { kind: PROFILE_JOB, payload: { dataset: name }, subject, createdBy });
    });
  }

  return {
    getDataset,

    /**
     * The profile of a dataset: what is kept while nothing has changed, else measured now, or by a job where there are
     * many rows.
     * @returns the job alone where there is no profile yet
     * @throws AppError dataset_not_found, query_too_long
     */
    async get(organizationId: number, name: string, actor: Actor): Promise<Profile | { jobId: string }> {
      const dataset = await getDataset(organizationId, name);
      const db = database.tenant(organizationId);
      const state = await repository.readState(db, organizationId, dataset);
      const kept = await repository.findProfile(db, organizationId, dataset.id);
      if (kept?.state === state) return { ...kept, dataset, isStale: false, jobId: null };
      if (dataset.rowCount * dataset.columns.length <= CELLS_AT_ONCE) {
        return { ...(await measureAtOnce(organizationId, dataset, state)), dataset, isStale: false, jobId: null };
      }
      const jobId = await start(organizationId, dataset, userOf(actor));
      return kept ? { ...kept, dataset, isStale: true, jobId } : { jobId };
    },

    /** Measures anew by a job, whatever is kept. @throws AppError dataset_not_found */
    refresh: async (organizationId: number, name: string, actor: Actor): Promise<string> =>
      start(organizationId, await getDataset(organizationId, name), userOf(actor)),

    handler: createHandler({ database, readOnly: inJob, now, getDataset }),
  };
}

interface MeasureDeps extends Pick<ProfileDeps, 'database' | 'now'> {
  readOnly: ReadOnly;
}

function createHandler({
  getDataset,
  ...deps
}: MeasureDeps & { getDataset(organizationId: number, name: string): Promise<Dataset> }): JobHandler {
  return {
    kind: PROFILE_JOB,
    readPermission: 'data:read',
    cancelPermission: 'data:update',
    timeoutMs: JOB_TIMEOUT_MS,
    async run({ organizationId, payload, report, signal, complete }) {
      const dataset = await getDataset(organizationId, readDataset(payload));
      const profile = await measure(deps, organizationId, dataset, { report, signal });
      await deps.database.transaction(organizationId, async (db) => {
        await repository.keepProfile(db, organizationId, dataset.id, profile);
        const { rows, notes } = profile.figures;
        await complete(db, { dataset: dataset.name, rows, notes: notes.length });
      });
    },
  };
}

/** Measures the dataset as it is. @throws AppError query_too_long */
async function measure(
  { database, readOnly, now }: MeasureDeps,
  organizationId: number,
  dataset: Dataset,
  { report, signal }: Partial<Pick<JobContext, 'report' | 'signal'>>,
): Promise<repository.StoredProfile> {
  const start = performance.now();
  const db = database.tenant(organizationId);
  const state = await repository.readState(db, organizationId, dataset);
  const others = await listDatasets(db, organizationId, null, MOST_OTHERS);
  const history = await repository.findImportHistory(db, organizationId, dataset.name);
  const { timeZone } = await findHome(db, organizationId);
  const figures = await readOnly.run(
    organizationId,
    signal,
    (session) =>
      measureProfile({
        place: { session, dataset, timeZone },
        others,
        history,
        signal,
        report: (progress) => report?.('reading', progress),
      }),
    [dataset.name],
  );
  return { state, figures, durationMs: Math.round(performance.now() - start), measuredAt: now() };
}

/** Of a payload that this room has written. */
export function readDataset(payload: unknown): string {
  const { dataset }: { dataset?: unknown } = typeof payload === 'object' && payload !== null ? payload : {};
  return typeof dataset === 'string' ? dataset : '';
}
