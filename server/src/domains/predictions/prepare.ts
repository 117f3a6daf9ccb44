import { isAppError } from '../../platform/errors.ts';
import type { DeployedModel, Serving } from '../models/index.ts';
import type { Answer } from './answer.ts';
import type { AnswerCache } from './answer-cache.ts';
import { dealAnswer } from './challenge.ts';
import { type EntityFields, toEventData } from './completed-event.ts';
import { answerForecast } from './kinds/answer-forecast.ts';
import type { NewPrediction, PredictionRow } from './predictions.repository.ts';
import type { PredictRequest } from './predictions.schema.ts';
import type { Scoring } from './scoring/scoring.ts';

interface PrepareDeps {
  answers: AnswerCache;
  scoring: Pick<Scoring, 'score'>;
  newId(prefix: string): string;
  now(): Date;
}

const asWanted = (answered: Answer, explain: boolean) => (explain ? answered : { ...answered, explanation: null });

/** An answer that is not written down yet. */
export async function prepare(
  { newId, now, answers, scoring }: PrepareDeps,
  organizationId: number,
  serving: Serving,
  request: PredictRequest,
  entity?: EntityFields,
): Promise<NewPrediction> {
  const id = newId('pred');
  const { input_data: input, explain = true, horizon } = request;
  const ask = async (model: DeployedModel) => {
    if (horizon !== undefined) return asWanted(answerForecast(model, horizon, input), explain);
    return explain
      ? answers.answer(organizationId, model, input)
      : { ...(await scoring.score(organizationId, model, input)), explanation: null };
  };
  let answering = dealAnswer(serving, id);
  let answered;
  try {
    answered = await ask(answering);
  } catch (error) {
    // An input that a canary cannot read is the deployed version's to answer, or to refuse.
    if (answering === serving.champion || !isAppError(error)) throw error;
    answering = serving.champion;
    answered = await ask(answering);
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
  return Object.assign(row, {
    eventData: () => toEventData(answering, row, entity),
    isEventUnique: entity !== undefined,
  });
}
