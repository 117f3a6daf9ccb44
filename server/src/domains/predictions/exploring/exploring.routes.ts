import type { Http } from '../../../http/http.ts';
import { principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Answer } from '../answer.ts';
import { predictionParams } from '../predictions.schema.ts';
import { createWordings, type Wording } from '../wording.ts';
import { explainBody, explainedSchema, whatIfBody, whatIfSchema } from './exploring.schema.ts';
import type { ExploringService, Moved } from './exploring.service.ts';

const tags = ['Predictions'];

export function registerExploringRoutes(http: Http, exploring: ExploringService, messages: Messages): void {
  const wording = createWordings(messages);

  http.post(
    '/api/v1/ai-analytics/predict/what-if',
    {
      config: { permission: 'ai_analytics:predict', operation: 'predictions.what_if' },
      schema: {
        tags,
        summary: 'What if?',
        description:
          'Compares changes of one record, and lets a feature go through its values. Nothing is kept, and nothing counts as a prediction. `difference` and the curve say what the model expects of such records, not what would happen if somebody changed them.',
        body: whatIfBody,
        response: { 200: whatIfSchema },
      },
    },
    async (request) => {
      const found = await exploring.whatIf(principalOf(request).organizationId, request.body);
      const words = wording(request.language);
      return {
        model_id: found.model.modelId,
        model_version: found.model.version,
        base: { ...toAnswered(found.base, words), explanation: words.explanation(found.base.explanation) },
        variants: found.variants.map(({ changes, answered, difference, moved }) => ({
          changes,
          ...toAnswered(answered, words),
          difference,
          moved: moved.map((each) => toMoved(each, words)),
        })),
        ...(found.curve ? { curve: found.curve } : {}),
      };
    },
  );
  http.post(
    '/api/v1/ai-analytics/predictions/:id/explain',
    {
      config: { permission: 'ai_analytics:read', operation: 'predictions.explain' },
      schema: {
        tags,
        summary: 'Explain a prediction',
        description: "Computed anew by the version that made it, in words of the reader's language.",
        params: predictionParams,
        body: explainBody,
        response: { 200: explainedSchema },
      },
    },
    async (request) => {
      const { organizationId } = principalOf(request);
      const {
        row,
        explanation,
        class: explained,
      } = await exploring.explain(organizationId, request.params.id, request.body);
      const words = wording(request.language);
      const { score, summary, effects } = words.effects(explanation);
      const { base_value, unit, contributions } = words.explanation(explanation);
      return {
        prediction_id: row.prediction_id,
        model_id: row.model_id,
        model_version: row.model_version,
        ...(explained === undefined ? {} : { class: explained }),
        base_value,
        score,
        unit,
        summary,
        contributions: contributions.map((each, index) => ({ ...each, effect: effects[index] ?? '' })),
      };
    },
  );
}

function toAnswered({ prediction_output, confidence_score, warnings }: Answer, words: Wording) {
  return {
    prediction_output,
    confidence_score,
    ...(warnings.length === 0 ? {} : { warnings: words.warnings(warnings) }),
  };
}

function toMoved(moved: Moved, words: Wording) {
  const { feature, value, before, contribution: after } = moved;
  return { feature, value, before, after, change: after - before, text: words.describe(moved) };
}
