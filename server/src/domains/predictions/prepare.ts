import { isAppError } from '../../platform/errors.ts';
import type { DeployedModel, Serving } from '../models/index.ts';
import type { AnswerCache } from './answer-cache.ts';
import { dealRoles } from './challenge.ts';
import { toCompletedEvent } from './completed-event.ts';
import type { NewPrediction, PredictionRow } from './predictions.repository.ts';
import type { PredictRequest } from './predictions.schema.ts';

interface PrepareDeps {
  answers: AnswerCache;
  newId(prefix: string): string;
  now(): Date;
}

export interface Prepared {
  row: NewPrediction;
  /** The version that shall score the same input. */
  shadow: DeployedModel | null;
}

/** An answer that is not written down yet. */
export async function prepare(
  { newId, now, answers }: PrepareDeps,
  organizationId: number,
  serving: Serving,
  request: PredictRequest,
): Promise<Prepared> {
  const id = newId('pred');
  const { input_data: input } = request;
  let { answering, shadow } = dealRoles(serving, id);
  let answered;
  try {
    answered = await answers.answer(organizationId, answering, input);
  } catch (error) {
    // An input that a canary cannot read is the deployed version's to answer, or to refuse.
    if (answering === serving.champion || !isAppError(error)) throw error;
    [answering, shadow] = [serving.champion, answering];
    answered = await answers.answer(organizationId, answering, input);
  }
  const row: PredictionRow = {
    prediction_id: id,
    model_id: answering.modelId,
    model_version: answering.version,
    input_data: input,
    ...answered,
    prediction_context: request.prediction_context ?? null,
    prediction_timestamp: now(),
  };
  return { row: Object.assign(row, { event: toCompletedEvent(answering, row) }), shadow };
}
