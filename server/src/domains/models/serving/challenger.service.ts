import type { Actor } from '../../../platform/audit/audit.ts';
import type { Db } from '../../../platform/db/database.ts';
import { requireBaselineBeaten } from '../baseline-gate.ts';
import { modelErrors } from '../models.errors.ts';
import * as models from '../models.repository.ts';
import { follow, lockModel, refuseFrozen } from '../transition.ts';
import { learnsTarget } from '../type-rules.ts';
import { findVersion, type VersionRow } from '../versions.repository.ts';
import {
  type Challenge,
  type ChallengeComparison,
  type ChallengeFigures,
  judgePaired,
  type PairedFigures,
  type Rivals,
} from './challenge.ts';
import { noChallenger } from './put-in-service.ts';
import type { DeploymentDeps } from './deployments.service.ts';
import type { ChallengerMode, ChallengerRequest } from './serving.schema.ts';
import { tellServing } from './serving-signal.ts';

export interface ChallengerDeps extends Omit<DeploymentDeps, 'outbox'> {
  /** Both handed in, because predictions know models and not the other way round. */
  findChallengeFigures(organizationId: number, challenge: Challenge): Promise<ChallengeFigures>;
  findPairedFigures(organizationId: number, rivals: Rivals): Promise<PairedFigures>;
}

const DEFAULT_SHARES: Readonly<Record<ChallengerMode, number>> = { shadow: 1, canary: 0.1 };
const MOST_CANARY = 0.5;

/** A version that may replace the one that answers: setting it up, watching the two, ending it. */
export function createChallengers(deps: ChallengerDeps) {
  return { ...createChallengeSteps(deps), ...createChallengeFigures(deps) };
}

/** Beginning a challenge and ending it. */
function createChallengeSteps({ database, audit, bus }: ChallengerDeps) {
  return {
    /**
     * Begins a challenge, in the place of one that may be under way.
     * @throws AppError model_not_found, model_not_deployed, model_frozen, model_out_of_service, version_not_found,
     * challenger_not_comparable, challenger_invalid, baseline_not_beaten
     */
    async setChallenger(organizationId: number, id: number, request: ChallengerRequest, actor: Actor) {
      const { version, mode, share = DEFAULT_SHARES[mode] } = request;
      refuseLargeCanary(mode, share);
      await database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
        refuseFrozen(model);
        follow(model, 'promote');
        const challenger = await findRival(db, organizationId, model, version);
        // In the shadow it may prove itself; whoever answers has.
        if (mode === 'canary') requireBaselineBeaten(challenger);
        const isSame = model.challenger_version === version && model.challenger_mode === mode;
        await models.updateModel(db, organizationId, id, {
          challenger_version: version,
          challenger_mode: mode,
          challenger_share: share,
          // A new share is the same challenge.
          challenger_since: (isSame && model.challenger_since) || new Date(),
        });
        const detail = { version, mode, share };
        const subject = { kind: 'model', id: String(id) };
        await audit.record(db, organizationId, { actor, action: 'model.challenger_set', subject, detail });
        tellServing(bus, db, organizationId, id);
      });
    },

    /** The version is kept. @throws AppError model_not_found, challenger_not_found */
    async removeChallenger(organizationId: number, id: number, actor: Actor): Promise<void> {
      await database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
        const { challenger_version: version } = model;
        if (version === null) throw modelErrors.challenger_not_found({ model: id, name: model.model_name });
        await models.updateModel(db, organizationId, id, noChallenger);
        const subject = { kind: 'model', id: String(id) };
        await audit.record(db, organizationId, {
          actor,
          action: 'model.challenger_removed',
          subject,
          detail: { version },
        });
        tellServing(bus, db, organizationId, id);
      });
    },
  };
}

/** How the two are doing. */
function createChallengeFigures({ database, get, findChallengeFigures, findPairedFigures }: ChallengerDeps) {
  /** @throws AppError model_not_found, challenger_not_found */
  async function getChallenge(organizationId: number, id: number): Promise<Challenge> {
    const model = await get(organizationId, id);
    const { deployed_version: deployed, challenger_version: version } = model;
    const { challenger_mode: mode, challenger_share: share, challenger_since: since } = model;
    if (deployed === null || version === null || mode === null || share === null || since === null) {
      throw modelErrors.challenger_not_found({ model: id, name: model.model_name });
    }
    const db = database.tenant(organizationId);
    const [champion, challenger] = await Promise.all([
      findVersion(db, organizationId, id, deployed),
      findVersion(db, organizationId, id, version),
    ]);
    if (!champion || !challenger) throw modelErrors.version_not_found({ model: id, version });
    return { champion, challenger, mode, share, since };
  }

  return {
    /** Both sides as they stand. @throws AppError model_not_found, challenger_not_found */
    async getChallenger(organizationId: number, id: number) {
      const challenge = await getChallenge(organizationId, id);
      const { mode, share, since } = challenge;
      const { paired, ...figures } = await findChallengeFigures(organizationId, challenge);
      return { modelId: id, mode, share, since, ...figures, comparison: judgePaired(paired) };
    },

    /**
     * Whether the challenger is better than the champion, or worse, by more than chance.
     *
     * @param level 0 … 1: how often a difference may be told where there is none
     * @throws AppError model_not_found, challenger_not_found
     */
    async compareChallenger(organizationId: number, id: number, level?: number): Promise<ChallengeComparison> {
      const challenge = await getChallenge(organizationId, id);
      return judgePaired(await findPairedFigures(organizationId, challenge), level);
    },
  };
}

function refuseLargeCanary(mode: ChallengerMode, share: number): void {
  if (mode !== 'canary' || share <= MOST_CANARY) return;
  const faults = [{ pointer: '/share', code: 'canary_share_too_large' as const, params: { limit: MOST_CANARY } }];
  throw modelErrors.challenger_invalid({}, { faults });
}

/** A version that answers the same question as the deployed one, and is another. */
async function findRival(db: Db, organizationId: number, model: models.ModelRow, number: number): Promise<VersionRow> {
  const { id, model_name: name, status, deployed_version: deployed } = model;
  const challenger = await findVersion(db, organizationId, id, number);
  if (!challenger) throw modelErrors.version_not_found({ model: id, version: number });
  const champion = deployed === null ? null : await findVersion(db, organizationId, id, deployed);
  if (!champion) throw modelErrors.model_not_deployed({ model: id, name, status });
  // Who is better is told by what really happened, and of other types nothing tells it.
  const isTold = learnsTarget(champion.model_type) && champion.feature_columns.length > 0;
  const isRival = isTold && number !== deployed && questionOf(champion) === questionOf(challenger);
  if (!isRival) throw modelErrors.challenger_not_comparable({ version: number, deployed: champion.version });
  return challenger;
}

const questionOf = ({ target_column, classes, positive_class }: VersionRow): string =>
  JSON.stringify([target_column, classes.map((label) => JSON.stringify(label)).toSorted(), positive_class]);
