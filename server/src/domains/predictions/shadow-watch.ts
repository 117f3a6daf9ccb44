import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Bus } from '../../platform/bus/bus.ts';
import type { Database } from '../../platform/db/database.ts';
import { isAppError } from '../../platform/errors.ts';
import { lowestIdAt } from '../../platform/ids.ts';
import type { Logger } from '../../platform/log.ts';
import { createServing, type DeployedModel, onServingChange, type Serving } from '../models/index.ts';
import { createFittedModelCache } from './fitted-model-cache.ts';
import { createScoring, type Scoring } from './scoring/scoring.ts';
import * as repository from './shadow.repository.ts';

interface ShadowWatchDeps {
  database: Database;
  bus: Pick<Bus, 'subscribe' | 'onGap'>;
  log: Pick<Logger, 'warn'>;
}

interface Challenged {
  organization_id: number;
  model_id: number;
  since: Date;
}

const INTERVAL_MS = 1000;
const ROWS_A_PAGE = 100;
/** A model with many predictions lets the others have their turn. */
const PAGES_A_TURN = 20;
/** Rows scored before whatever else the node does gets its turn. */
const ROWS_A_TURN = 8;
const MOST_CACHE_BYTES = 256 * 1024 * 1024;

/**
 * Lets a second version score what another has answered, until it is stopped. What is left to do is told from the
 * predictions that are kept, so it is no work of whoever answers them, and a node that dies loses nothing.
 */
export function startShadowWatch({ database, bus, log }: ShadowWatchDeps) {
  const fitted = createFittedModelCache(createServing({ database }).getServing, MOST_CACHE_BYTES);
  onServingChange(bus, { changed: fitted.drop, missed: fitted.clear });
  const scoring = createScoring();
  // By challenge, behind which prediction to look for more. Where it is not known, from the challenge's begin.
  let places = new Map<string, string>();
  const stopping = new AbortController();

  async function look(): Promise<void> {
    try {
      const { rows } = await database.pool.query<Challenged>('select * from list_challenges()');
      const known = places;
      places = new Map();
      for (const challenged of rows) {
        if (stopping.signal.aborted) return;
        const key = JSON.stringify(challenged);
        places.set(key, await follow(challenged, known.get(key) ?? null));
      }
    } catch (error) {
      log.warn({ err: error }, 'shadow scores must wait');
    }
  }

  /** Scores what there is of one challenge, some pages at most. @returns behind which prediction to go on */
  async function follow({ organization_id, model_id, since }: Challenged, known: string | null): Promise<string> {
    let afterId = known ?? lowestIdAt('pred', since.getTime() - repository.CLOCKS_APART_MS);
    const startMs = Date.now();
    for (let page = 0; page < PAGES_A_TURN && !stopping.signal.aborted; page += 1) {
      const rows = await scorePage(organization_id, model_id, since, afterId).catch((error: unknown) => {
        // Retired, frozen, or promoted meanwhile.
        if (isAppError(error)) return null;
        throw error;
      });
      if (rows === null) return afterId;
      // What is being written now may be made before what is there already.
      if (rows.length < ROWS_A_PAGE) return lowestIdAt('pred', startMs - repository.CLOCKS_APART_MS);
      afterId = rows.at(-1)?.prediction_id ?? afterId;
    }
    return afterId;
  }

  /** Null where there is nothing to do, or another node does it. */
  async function scorePage(organizationId: number, modelId: number, since: Date, afterId: string) {
    const serving = await fitted.get(organizationId, modelId);
    const { champion, challenger } = serving;
    if (!challenger) return null;
    const { mode, share, model } = challenger;
    const shadowing = { modelId, champion: champion.version, challenger: model.version, mode, share, since };
    return database.transaction(organizationId, async (db) => {
      if (!(await repository.claimShadow(db, organizationId, modelId))) return null;
      const page = { afterId, limit: ROWS_A_PAGE };
      const rows = await repository.listUnscored(db, organizationId, shadowing, page);
      const scored: repository.ShadowRow[] = [];
      for (const [index, row] of rows.entries()) {
        if (index % ROWS_A_TURN === 0) await setImmediate();
        scored.push(await score(scoring, organizationId, rivalOf(serving, row.version), row));
      }
      if (scored.length > 0) await repository.insertShadows(db, organizationId, scored);
      return rows;
    });
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look();
      await setTimeout(INTERVAL_MS, null, { ref: false, signal: stopping.signal }).catch(() => null);
    }
  }

  const running = run();
  return {
    async stop(): Promise<void> {
      stopping.abort();
      await running;
      await scoring.close();
    },
  };
}

const rivalOf = ({ champion, challenger }: Serving, version: number): DeployedModel =>
  challenger?.model.version === version ? challenger.model : champion;

async function score(
  scoring: Pick<Scoring, 'score'>,
  organizationId: number,
  model: DeployedModel,
  { prediction_id, input }: repository.Unscored,
): Promise<repository.ShadowRow> {
  const of = { prediction_id, model_id: model.modelId, model_version: model.version };
  try {
    const { prediction_output } = await scoring.score(organizationId, model, input);
    return { ...of, prediction_output };
  } catch (error) {
    // What can be mended is waited for: the package that runs imported versions is missing.
    if (isAppError(error) && error.status !== 409) return { ...of, prediction_output: null };
    throw error;
  }
}
