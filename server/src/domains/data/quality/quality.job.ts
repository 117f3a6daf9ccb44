import type { Db } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { EventConsumer } from '../../../platform/outbox/outbox.ts';
import { type Dataset, findDataset } from '../data.repository.ts';
import { readDataset } from '../profile/profile.service.ts';
import { readState } from '../profile/profiles.repository.ts';
import { followAlert } from './alerts.ts';
import type { RuleAsking } from './ask-rules.ts';
import type { QualityDeps } from './quality-deps.ts';
import type { Rule, RuleResult } from './rules.ts';
import { type Cause, causes, insertResult, listRules } from './rules.repository.ts';
import * as schedules from './schedules.repository.ts';

const JOB_TIMEOUT_MS = 60 * 60_000;
/** Changes of records are gathered for so long. */
const GATHER_MS = 2000;

type EnqueueDeps = Pick<QualityDeps, 'jobs' | 'now'>;

/** Lets a job ask the rules of a dataset, in the caller's transaction. @returns the job */
export function enqueueCheck(
  { jobs, now }: EnqueueDeps,
  db: Db,
  organizationId: number,
  { dataset, cause, createdBy }: { dataset: string; cause: Cause; createdBy: number | null },
): Promise<string> {
  return jobs.enqueue(db, organizationId, {
    kind: schedules.CHECK_JOB,
    payload: { dataset, cause },
    subject: { kind: 'organization', id: organizationId, name: dataset },
    createdBy,
    ...(cause === 'asked' ? {} : { priority: 'low' }),
    ...(cause === 'records' ? { runAt: new Date(now().getTime() + GATHER_MS) } : {}),
  });
}

const CAUSES: Record<string, Cause> = {
  import_finished: 'import',
  import_undone: 'import',
  records_changed: 'records',
};

/** Asks the rules of a dataset after what may have broken or mended them. */
export function createQualityConsumer(deps: EnqueueDeps): EventConsumer {
  return {
    name: 'data_quality',
    types: Object.keys(CAUSES),
    async consume(db, { organizationId, type, data }) {
      const { table_name: dataset } = data;
      if (typeof dataset !== 'string' || !(await schedules.hasRules(db, organizationId, dataset))) return;
      if (await schedules.isCheckQueued(db, organizationId, dataset)) return;
      await enqueueCheck(deps, db, organizationId, { dataset, cause: CAUSES[type] ?? 'records', createdBy: null });
    },
  };
}

type HandlerDeps = Pick<QualityDeps, 'database' | 'outbox' | 'now'> & { asking: RuleAsking };

export function createQualityHandler(deps: HandlerDeps): JobHandler {
  return {
    kind: schedules.CHECK_JOB,
    readPermission: 'data:read',
    cancelPermission: 'data:update',
    timeoutMs: JOB_TIMEOUT_MS,
    run: (context) => runCheck(deps, context),
  };
}

async function runCheck(deps: HandlerDeps, context: JobContext): Promise<void> {
  const { database, asking } = deps;
  const { organizationId, payload, signal, report, complete } = context;
  const name = readDataset(payload);
  const db = database.tenant(organizationId);
  const dataset = await findDataset(db, organizationId, name);
  if (!dataset) {
    await database.transaction(organizationId, async (inside) => {
      await schedules.removeSchedule(inside, organizationId, name);
      await complete(inside, { dataset: name, held: 0, broken: 0, not_checked: 0 });
    });
    return;
  }
  const cause = readCause(payload);
  const state = await readState(db, organizationId, dataset);
  const rules = (await listRules(db, organizationId, dataset.id)).filter(({ enabled }) => enabled);
  const isSame = cause === 'schedule' && (await schedules.findCheckedState(db, organizationId, dataset.id)) === state;
  const due = isSame ? rules.filter(isAboutTime) : rules;
  report('checking', 0);
  const results = due.length === 0 ? [] : await asking.askInJob(organizationId, dataset, due, signal);
  await keepResults(deps, context, { dataset, cause, state, due, results });
}

/** What may be broken by time alone. */
const isAboutTime = ({ kind, setting }: Rule): boolean =>
  kind === 'fresh' ||
  (kind === 'volume' && setting.per === 'day') ||
  (kind === 'condition' && JSON.stringify(setting.condition).includes('"within"'));

function readCause(payload: unknown): Cause {
  const { cause }: { cause?: unknown } = typeof payload === 'object' && payload !== null ? payload : {};
  return causes.find((each) => each === cause) ?? 'asked';
}

async function keepResults(
  deps: HandlerDeps,
  { organizationId, complete }: JobContext,
  found: { dataset: Dataset; cause: Cause; state: string; due: readonly Rule[]; results: readonly RuleResult[] },
): Promise<void> {
  const { dataset, cause, state, due, results } = found;
  const at = deps.now();
  await deps.database.transaction(organizationId, async (db) => {
    // Rules that were changed meanwhile are asked again by whoever changed them.
    const now = new Map((await listRules(db, organizationId, dataset.id)).map((rule) => [rule.id, rule]));
    const counts = { held: 0, broken: 0, not_checked: 0 };
    for (const [index, rule] of due.entries()) {
      const result = results[index];
      if (!result || now.get(rule.id)?.updatedAt.getTime() !== rule.updatedAt.getTime()) continue;
      counts[result.outcome] += 1;
      await insertResult(db, organizationId, rule.id, { ...result, checkedAt: at, cause });
      await followAlert(db, organizationId, deps, { dataset: dataset.name, rule, result, at });
    }
    await schedules.updateCheckedState(db, organizationId, dataset.id, state);
    await complete(db, { dataset: dataset.name, ...counts });
  });
}
