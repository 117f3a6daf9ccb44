import type { Db } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import type { EventConsumer, OutboxEvent } from '../../../platform/outbox/outbox.ts';
import * as models from '../models.repository.ts';
import type { ModelService } from '../models.service.ts';
import { TRAINING } from '../training-payload.ts';
import { judgeChallenger, judgeNewer, type Judgement } from './judge-challenger.ts';
import { type DecisionDeps, keepDecision } from './keep-decision.ts';
import { POLICY } from './policy-actor.ts';
import * as repository from './retraining.repository.ts';

export interface RetrainingOutcomeDeps extends DecisionDeps {
  models: Pick<ModelService, 'promote' | 'setChallenger'>;
}

type Open = NonNullable<Awaited<ReturnType<typeof repository.findByJob>>>;

const HOUR_MS = 3_600_000;
const LONGEST_REST_HOURS = 7 * 24;

/** Decides what becomes of a retraining when its training has ended, and keeps why. */
export function createRetrainingOutcome(deps: RetrainingOutcomeDeps): EventConsumer {
  return {
    name: 'model_retraining',
    types: ['job_succeeded', 'job_failed', 'job_cancelled'],
    async consume(db, event) {
      if (event.data['kind'] !== TRAINING) return;
      const retraining = await repository.findByJob(db, event.organizationId, String(event.data['job_id']));
      if (!retraining || retraining.decision !== null) return;
      const judgement = await judge(deps, db, event, retraining);
      await restAfter(db, event.organizationId, retraining.model_id, judgement.decision, deps.now());
      await keepDecision(deps, db, event.organizationId, retraining, judgement);
    },
  };
}

async function judge(
  deps: RetrainingOutcomeDeps,
  db: Db,
  { organizationId, type }: OutboxEvent,
  retraining: Open,
): Promise<Judgement> {
  const { model_id: id, champion_version: champion, challenger_version: challenger, comparison } = retraining;
  if (type === 'job_cancelled') return { decision: 'failed', reason: 'training_cancelled' };
  if (type === 'job_failed' || challenger === null) return { decision: 'failed', reason: 'training_failed' };
  const [model, policy] = [
    await models.findModel(db, organizationId, id),
    await repository.findPolicy(db, organizationId, id),
  ];
  const mayPromote = policy?.auto_promote === true;
  const isSeries = model?.model_type === 'forecasting' && model.feature_columns.length === 0;
  const judgement = isSeries ? judgeNewer(mayPromote) : judgeChallenger(comparison, mayPromote);
  // It was promoted just before this node or another one died.
  if (model?.deployed_version === challenger) return judgement;
  if (model?.deployed_version !== champion) return { decision: 'kept', reason: 'overtaken' };
  const mayTry = judgement.reason === 'not_better' && mayPromote && model.monitoring_enabled;
  if (mayTry) return beginTrial(deps, db, organizationId, model, challenger);
  if (judgement.decision !== 'promoted') return judgement;
  try {
    // In a transaction of its own: should this one fail, the next attempt finds it promoted.
    await deps.models.promote(organizationId, id, { version: challenger }, POLICY);
    return judgement;
  } catch (error) {
    if (isAppError(error)) return { decision: 'kept', reason: 'refused' };
    throw error;
  }
}

/**
 * What the rows held out cannot decide, predictions may: the challenger scores them in the shadow. One that a person has
 * set is left in its place.
 */
async function beginTrial(
  deps: RetrainingOutcomeDeps,
  db: Db,
  organizationId: number,
  { id, challenger_version: present }: models.ModelRow,
  version: number,
): Promise<Judgement> {
  const before = await repository.lockTrial(db, organizationId, id);
  const isFree = present === null || present === version || present === before?.challenger_version;
  if (!isFree) return { decision: 'kept', reason: 'not_better' };
  try {
    await deps.models.setChallenger(organizationId, id, { version, mode: 'shadow' }, POLICY);
    const overtaken = { decision: 'kept', reason: 'overtaken' } as const;
    if (before) await keepDecision(deps, db, organizationId, before, overtaken);
    return { decision: 'on_trial', reason: 'undecided' };
  } catch (error) {
    if (isAppError(error)) return { decision: 'kept', reason: 'not_better' };
    throw error;
  }
}

/** After a training that came to nothing an hour, then two, four …, at most a week. */
async function restAfter(
  db: Db,
  organizationId: number,
  modelId: number,
  decision: repository.Decision,
  now: Date,
): Promise<void> {
  const policy = await repository.findPolicy(db, organizationId, modelId);
  if (!policy || (decision !== 'failed' && policy.failures === 0)) return;
  const failures = decision === 'failed' ? policy.failures + 1 : 0;
  const hours = Math.min(LONGEST_REST_HOURS, 2 ** (failures - 1));
  const restingUntil = failures === 0 ? null : new Date(now.getTime() + hours * HOUR_MS);
  await repository.updateRest(db, organizationId, modelId, { failures, restingUntil });
}
