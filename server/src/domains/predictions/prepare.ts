import { isAppError } from '../../platform/errors.ts';
import type { DeployedModel, Serving } from '../models/index.ts';
import type { Answer } from './answer.ts';
import type { AnswerCache } from './answer-cache.ts';
import { dealRoles, type Roles } from './challenge.ts';
import { toCompletedEvent } from './completed-event.ts';
import type { PredictionRow } from './predictions.repository.ts';
import type { PredictRequest } from './predictions.schema.ts';

interface PrepareDeps {
  answers: AnswerCache;
  newId(prefix: string): string;
  now(): Date;
}

export type Prepared = Awaited<ReturnType<typeof prepare>>;

/** An answer that is not written down yet, and the version that shall score the same input. */
export async function prepare(
  { newId, now, answers }: PrepareDeps,
  organizationId: number,
  serving: Serving,
  request: PredictRequest,
) {
  const id = newId('pred');
  const answer: Answering = (model) => answers.answer(organizationId, model, request.input_data);
  const { answering, shadow, answered } = await answerAs(dealRoles(serving, id), serving, answer);
  const row: PredictionRow = {
    prediction_id: id,
    model_id: answering.modelId,
    model_version: answering.version,
    input_data: request.input_data,
    ...answered,
    prediction_context: request.prediction_context ?? null,
    prediction_timestamp: now(),
  };
  return { row, shadow, prediction: { ...row, event: toCompletedEvent(newId('evt'), answering, row) } };
}

type Answering = (model: DeployedModel) => Promise<Answer>;

/** An input that a canary cannot read is the deployed version's to answer, or to refuse. */
async function answerAs(roles: Roles, { champion }: Serving, answer: Answering) {
  try {
    return { ...roles, answered: await answer(roles.answering) };
  } catch (error) {
    if (roles.answering === champion || !isAppError(error)) throw error;
    return { answering: champion, shadow: roles.answering, answered: await answer(champion) };
  }
}
