import { setTimeout as wait } from 'node:timers/promises';
import { type Actor, type Audit, userOf } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Job } from '../../platform/jobs/job.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { checkNeeds, type ShapeDataset } from './check-needs.ts';
import { type ItemFilter, type ItemRow, listItems, readItems } from './items/items.repository.ts';
import { getKind } from './kinds.ts';
import { ANALYSIS, type AnalysisPayload } from './predictive.job.ts';
import { predictiveErrors } from './predictive.errors.ts';
import * as repository from './predictive.repository.ts';

export type PredictiveService = ReturnType<typeof createPredictiveService>;

export interface PredictiveDeps {
  database: Database;
  jobs: Jobs;
  audit: Pick<Audit, 'record'>;
  entitlements: Pick<Entitlements, 'requireFeature'>;
  datasets: {
    /** @throws AppError dataset_not_found */
    getDataset(organizationId: number, name: string): Promise<ShapeDataset>;
    queries: { today(organizationId: number): Promise<string> };
  };
  /** Which version of the product computes: another one may find something else. */
  codeVersion: string;
}

export interface AnalysisRequest {
  kind: string;
  parameters: unknown;
  /** Computes it anew, although the same was answered over the same data. */
  isFresh: boolean;
  /** How long to wait for the end. */
  waitMs: number;
  actor: Actor;
  /** Aborts when nobody waits any longer. The analysis goes on. */
  signal: AbortSignal;
}

/** Predictive analytics: questions to the standard datasets whose answers are kept. */
export function createPredictiveService(deps: PredictiveDeps) {
  const { database, jobs, entitlements, datasets, codeVersion } = deps;
  const start = createStart(deps);

  /** @throws AppError analysis_not_found */
  async function get(organizationId: number, id: number): Promise<repository.AnalysisRow> {
    const analysis = await repository.findAnalysis(database.tenant(organizationId), organizationId, id);
    if (!analysis) throw predictiveErrors.analysis_not_found({ analysis: id });
    return analysis;
  }

  /** @throws AppError feature_not_in_plan, parameters_invalid, data_missing, column_unfit */
  async function prepare(organizationId: number, { kind: name, parameters }: AnalysisRequest) {
    const kind = getKind(name);
    const today = await datasets.queries.today(organizationId);
    const home = { ...(await repository.findHome(database.tenant(organizationId), organizationId)), today };
    const plan = kind.prepare(parameters, home);
    for (const feature of kind.features(plan)) await entitlements.requireFeature(organizationId, feature);
    const { shapes, dataState } = await checkNeeds(datasets, organizationId, kind.needs(plan));
    const question = { kind: name, parameters: plan, home: { ...home, version: codeVersion }, data_state: dataState };
    return { question, shapes };
  }

  return {
    get,

    /**
     * Answers a question: with what was found before where nothing has changed, else by a job that is waited for; one that
     * somebody else asked for does as well.
     * @returns the analysis; still `running` where it takes longer than was waited
     * @throws AppError feature_not_in_plan, parameters_invalid, data_missing, column_unfit, data_too_small, …
     */
    async create(organizationId: number, request: AnalysisRequest): Promise<repository.AnalysisRow> {
      const { question, shapes } = await prepare(organizationId, request);
      const db = database.tenant(organizationId);
      const known = request.isFresh ? null : await repository.findAnswer(db, organizationId, question);
      if (known?.status === 'succeeded') return known;
      const { id, jobId } = known
        ? { id: known.id, jobId: known.job_id }
        : await start(organizationId, question, { shapes }, request.actor);
      const job = await awaitJob(() => jobs.get(organizationId, jobId), request);
      if (job.error) throw toRefusal(job.error);
      if (job.status === 'cancelled') throw predictiveErrors.analysis_stopped();
      return get(organizationId, id);
    },

    /** The latest first, without their results. */
    list: (organizationId: number, filter: { kind: string | null; beforeId: number | null; limit: number }) =>
      repository.listAnalyses(database.tenant(organizationId), organizationId, filter),

    /** What an analysis found, from the one behind `after` on. @throws AppError analysis_not_found */
    async listItems(
      organizationId: number,
      id: number,
      page: { after: number; limit: number; filter: ItemFilter },
    ): Promise<ItemRow[]> {
      await get(organizationId, id);
      return listItems(database.tenant(organizationId), organizationId, id, page);
    },

    /** All that fits of what an analysis found, in stretches. @throws AppError analysis_not_found */
    async readItems(organizationId: number, id: number, filter: ItemFilter): Promise<AsyncIterable<ItemRow[]>> {
      await get(organizationId, id);
      return readItems(database.tenant(organizationId), organizationId, id, filter);
    },

    /** Why an analysis came to nothing; null while nobody knows, or no longer. */
    async findFailure(organizationId: number, jobId: string): Promise<Job['error']> {
      const job = await jobs.get(organizationId, jobId).catch(() => null);
      return job?.error ?? null;
    },
  };
}

/** Keeps the question, its job and who asked, in one transaction. */
function createStart({ database, jobs, audit }: PredictiveDeps) {
  return (organizationId: number, question: repository.Question, payload: AnalysisPayload, actor: Actor) =>
    database.transaction(organizationId, async (db) => {
      const jobId = await jobs.enqueue(db, organizationId, {
        kind: ANALYSIS,
        payload,
        subject: { kind: 'organization', id: organizationId, name: '' },
        createdBy: userOf(actor),
        priority: 'high',
      });
      const id = await repository.insertAnalysis(db, organizationId, question, { jobId, actor });
      await audit.record(db, organizationId, {
        actor,
        action: 'predictive.analysis_started',
        subject: { kind: 'predictive_analysis', id: String(id) },
        detail: { kind: question.kind },
      });
      return { id, jobId };
    });
}

const FIRST_LOOK_MS = 25;
const LONGEST_PAUSE_MS = 400;

/** The job, once it has ended or nobody waits any longer. */
async function awaitJob(
  look: () => Promise<Job>,
  { waitMs, signal }: Pick<AnalysisRequest, 'waitMs' | 'signal'>,
): Promise<Job> {
  const deadline = performance.now() + waitMs;
  for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.4)) {
    const job = await look();
    const isUnderWay = job.status === 'queued' || job.status === 'running';
    if (!isUnderWay || signal.aborted || performance.now() >= deadline) return job;
    await wait(Math.min(pauseMs, Math.max(1, deadline - performance.now())));
  }
}

/** What the job could not do, as the answer to whoever waited for it. What the product is to blame for is no 4xx. */
function toRefusal({ namespace, code, params }: NonNullable<Job['error']>): AppError {
  return new AppError({ namespace, code, params, status: namespace === 'platform' ? 500 : 422, headers: {} });
}
