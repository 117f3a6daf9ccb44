import type { Database } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import * as models from '../models.repository.ts';
import type { ModelService } from '../models.service.ts';
import type { Judgement } from './judge-challenger.ts';
import { type DecisionDeps, keepDecision } from './keep-decision.ts';
import { POLICY } from './policy-actor.ts';
import * as repository from './retraining.repository.ts';
import { CHANCE_DEGRADED } from './thresholds.ts';

export interface TrialDeps extends DecisionDeps {
  database: Database;
  models: Pick<ModelService, 'promote' | 'compareChallenger' | 'removeChallenger'>;
}

export type Trials = ReturnType<typeof createTrials>;

/** A challenger that has not shown in four weeks that it is better does not. */
const LONGEST_MS = 28 * 86_400_000;

/** Challengers that score in the shadow, because the rows held out did not decide. */
export function createTrials(deps: TrialDeps) {
  const { database, models: steps, now } = deps;

  /** @returns null while it goes on */
  async function judge(
    organizationId: number,
    id: number,
    challenger: number,
    decidedAt: Date,
  ): Promise<(Judgement & { live: repository.LiveComparison | null }) | null> {
    const model = await models.findModel(database.tenant(organizationId), organizationId, id);
    // A person was quicker, or a node died between the promotion and its being written here.
    if (model?.deployed_version === challenger) return { decision: 'promoted', reason: 'better_live', live: null };
    if (model?.challenger_version !== challenger) return { decision: 'kept', reason: 'overtaken', live: null };
    // It is looked at often, so what decides must be rare indeed.
    const { verdict, pValue, difference, ...rest } = await steps.compareChallenger(organizationId, id, CHANCE_DEGRADED);
    const live = { ...rest, difference: difference === null ? null : -difference, p_value: pValue };
    if (verdict === 'challenger_better') {
      await steps.promote(organizationId, id, { version: challenger }, POLICY);
      return { decision: 'promoted', reason: 'better_live', live };
    }
    const isOver = now().getTime() - decidedAt.getTime() > LONGEST_MS;
    if (verdict !== 'champion_better' && !isOver) return null;
    await steps.removeChallenger(organizationId, id, POLICY);
    return { decision: 'kept', reason: verdict === 'champion_better' ? 'worse_live' : 'not_better', live };
  }

  return {
    /** Ends the trial of a model's challenger where what really happened has decided it. */
    async follow(organizationId: number, id: number): Promise<void> {
      await database.transaction(organizationId, async (db) => {
        const trial = await repository.lockTrial(db, organizationId, id);
        if (!trial?.decided_at || trial.challenger_version === null) return;
        const judgement = await judge(organizationId, id, trial.challenger_version, trial.decided_at).catch(
          (error: unknown): Judgement & { live: null } => {
            if (isAppError(error)) return { decision: 'kept', reason: 'refused', live: null };
            throw error;
          },
        );
        if (judgement) await keepDecision(deps, db, organizationId, trial, judgement);
      });
    },
  };
}
