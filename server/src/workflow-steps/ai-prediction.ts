import type { StepHandler, Json, ParametersOf } from '../domains/automation/index.ts';
import { createWordings, type PredictionService } from '../domains/predictions/index.ts';
import { isLanguageCode } from '../platform/messages/languages.ts';
import type { Messages } from '../platform/messages/messages.ts';

type Parameters = ParametersOf<'ai_prediction'>;

interface Deps {
  predictions: Pick<PredictionService, 'predictWithin' | 'getServing' | 'score'>;
  messages: Messages;
}

/**
 * Asks a deployed model. The prediction is kept, counted and told of like any other, in the transaction that notes the
 * step as done: done again after a crash, it is kept and counted once.
 */
export function createPredictionStep({ predictions, messages }: Deps): StepHandler {
  const wordings = createWordings(messages);
  return {
    type: 'ai_prediction',

    async run(given, { organizationId, language }) {
      const { model_id, input_mapping, prediction_context, entity, explain } = toParameters(given);
      const request = {
        model_id,
        input_data: { ...input_mapping },
        explain,
        ...(prediction_context === undefined ? {} : { prediction_context }),
        ...(entity === undefined ? {} : { entity }),
      };
      const write = await predictions.predictWithin(organizationId, request);
      const wording = wordings(isLanguageCode(language) ? language : 'en');
      return {
        output: null,
        async commit(db) {
          const row = await write(db);
          return toJson({
            ...row.prediction_output,
            prediction_id: row.prediction_id,
            model_id: row.model_id,
            model_version: row.model_version,
            confidence_score: row.confidence_score,
            explanation: row.explanation && wording.explanation(row.explanation),
          });
        },
      };
    },

    /** What the model says; nothing is kept and no quota is spent. */
    async preview(given, { organizationId }) {
      const { model_id, input_mapping } = toParameters(given);
      const { champion } = await predictions.getServing(organizationId, model_id);
      const { prediction_output: output, confidence_score } = await predictions.score(organizationId, champion, {
        ...input_mapping,
      });
      return toJson({ ...output, model_id, model_version: champion.version, confidence_score, explanation: null });
    },
  };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the step's schema before it is done
const toParameters = (given: unknown): Parameters => given as Parameters;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what JSON gives is JSON
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
