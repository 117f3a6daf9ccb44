import type { Bus } from '../../platform/bus/bus.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { type ModelService, onServingChange } from '../models/index.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { createAnswerCache } from './answer-cache.ts';
import type { EntityFields } from './completed-event.ts';
import { createFittedModelCache } from './fitted-model-cache.ts';
import { createGroupedWrites } from '../../platform/db/grouped-writes.ts';
import { predictionErrors } from './predictions.errors.ts';
import {
  insertPredictions,
  type NewPrediction,
  type PredictionRow,
  type WriteOutcome,
} from './predictions.repository.ts';
import type { PredictRequest } from './predictions.schema.ts';
import { prepare } from './prepare.ts';
import { createScoring } from './scoring/scoring.ts';

export interface AskingDeps {
  database: Database;
  models: Pick<ModelService, 'getServing' | 'holdServing'>;
  entitlements: Pick<Entitlements, 'note' | 'exhausted'>;
  outbox: Pick<Outbox, 'appended'>;
  bus: Pick<Bus, 'subscribe' | 'onGap'>;
  records: { find(organizationId: number, dataset: string, key: string): Promise<{ values: EntityFields } | null> };
  newId(prefix: string): string;
  now(): Date;
  /** How much memory decoded models may take. */
  cacheMaxSizeMb: number;
  /** How much memory answers may take, and how long they are believed. */
  answersMaxSizeMb: number;
  answersTtlSeconds: number;
}

type Entity = NonNullable<PredictRequest['entity']>;

const BYTES_A_MB = 1024 * 1024;
/**
 * A deployment between the reading of a model and the writing of its answer makes it answer anew, so often; then it
 * keeps deployments waiting.
 */
const MOST_TRIES = 4;
/** Each may be as large as a request may be. */
const MOST_ROWS_A_WRITE = 64;

/** Asks whoever answers for a model, and writes the answer down. */
export function createAsking(deps: AskingDeps) {
  const { database, models } = deps;
  const { write, settle, writeOne } = createWriting(deps);
  const fitted = createFittedModelCache(models.getServing, deps.cacheMaxSizeMb * BYTES_A_MB);
  const scoring = createScoring();
  const answers = createAnswerCache({ ...deps, scoring });
  const asked = { ...deps, answers, scoring };
  onServingChange(deps.bus, { changed: fitted.drop, missed: fitted.clear });

  const writes = createGroupedWrites({
    mostRows: MOST_ROWS_A_WRITE,
    write: (organizationId, rows: readonly NewPrediction[]) =>
      write(database.tenant(organizationId), organizationId, rows),
  });

  /** Nobody changes who answers before the transaction ends: however quick they are, the request is answered. */
  async function predictHeld(
    db: Db,
    organizationId: number,
    request: PredictRequest,
    entity?: EntityFields,
  ): Promise<PredictionRow> {
    const serving = await models.holdServing(db, organizationId, request.model_id);
    const prepared = await prepare(asked, organizationId, serving, request, entity);
    const row = await writeOne(db, organizationId, prepared);
    if (!row) throw new Error(`Model ${request.model_id} changed who answers while it was held`);
    return row;
  }

  return {
    /** Who answers for a model, from memory where it was asked just now. */
    getServing: async (organizationId: number, modelId: number) => fitted.get(organizationId, modelId),
    /** How often answers were known already. */
    answerStats: answers.stats,
    /** To be told of one that answers no more. */
    forget: fitted.forget,

    /**
     * Answers with the deployed version or its canary, and has written the answer down before it is given.
     * @throws AppError model_not_found, model_not_deployed, model_frozen, input_invalid, input_without_features,
     * entity_not_found, quota_exhausted
     */
    async predict(organizationId: number, request: PredictRequest): Promise<PredictionRow> {
      const entity = request.entity && (await findEntity(deps.records, organizationId, request.entity));
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const serving = await fitted.get(organizationId, request.model_id);
        const prepared = await prepare(asked, organizationId, serving, request, entity);
        const outcome = await writes.add(organizationId, prepared);
        const row = await settle(prepared, outcome);
        if (row) return row;
        fitted.forget(organizationId, serving);
      }
      return database.transaction(organizationId, (db) => predictHeld(db, organizationId, request, entity));
    },

    /**
     * As `predict`, but written down in a transaction of the caller's: with what else that writes, or not at all.
     * @returns what writes it, and throws where the quota is used up
     */
    async predictWithin(organizationId: number, request: PredictRequest): Promise<(db: Db) => Promise<PredictionRow>> {
      const entity = request.entity && (await findEntity(deps.records, organizationId, request.entity));
      const serving = await fitted.get(organizationId, request.model_id);
      const prepared = await prepare(asked, organizationId, serving, request, entity);
      return async (db) => {
        const row = await writeOne(db, organizationId, prepared);
        if (row) return row;
        fitted.forget(organizationId, serving);
        return predictHeld(db, organizationId, request, entity);
      };
    },

    /** Answers a record without writing it down. */
    score: scoring.answer,

    close: scoring.close,
  };
}

function createWriting({ entitlements, outbox }: Pick<AskingDeps, 'entitlements' | 'outbox'>) {
  /** Organizations in which nobody waited for the last event; whether it is so still, the write itself looks. */
  const unawaited = new Set<number>();

  async function write(db: Db, organizationId: number, rows: readonly NewPrediction[]) {
    const mayBeUnawaited = unawaited.has(organizationId);
    const outcomes = await insertPredictions(db, organizationId, rows, { mayBeUnawaited });
    const [first] = outcomes;
    if (first?.isAwaited) {
      unawaited.delete(organizationId);
      outbox.appended(db);
    } else if (first?.isWritten) unawaited.add(organizationId);
    if (first) entitlements.note(organizationId, first.quota);
    return outcomes;
  }

  /** @returns null where the version answers no more */
  async function settle(row: PredictionRow, outcome: WriteOutcome): Promise<PredictionRow | null> {
    const { isWritten, isCurrent, quota } = outcome;
    if (!isWritten && isCurrent) throw await entitlements.exhausted(quota);
    return isWritten ? row : null;
  }

  return {
    write,
    settle,
    async writeOne(db: Db, organizationId: number, row: NewPrediction): Promise<PredictionRow | null> {
      const [outcome] = await write(db, organizationId, [row]);
      return outcome ? settle(row, outcome) : null;
    },
  };
}

async function findEntity(
  records: AskingDeps['records'],
  organizationId: number,
  { dataset, id }: Entity,
): Promise<EntityFields> {
  const record = await records.find(organizationId, dataset, String(id));
  if (!record) throw predictionErrors.entity_not_found({ dataset, record: String(id) });
  return record.values;
}
