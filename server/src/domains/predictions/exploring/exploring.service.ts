import { escapePointer } from '../../../http/json-body.ts';
import { isAppError } from '../../../platform/errors.ts';
import { type DeployedModel, featuresOf, type Label, type ModelService, type Serving } from '../../models/index.ts';
import type { Answer, Contribution, Explanation } from '../answer.ts';
import { answerForecast } from '../kinds/answer-forecast.ts';
import { type PredictionFault, predictionErrors } from '../predictions.errors.ts';
import type { PastPrediction } from '../predictions.repository.ts';
import type { Scoring } from '../scoring/scoring.ts';
import { takeTurns } from '../take-turns.ts';
import type { ExplainRequest, WhatIfRequest } from './exploring.schema.ts';
import { valuesOf } from './variation.ts';

export type ExploringService = ReturnType<typeof createExploringService>;

interface ExploringDeps {
  models: Pick<ModelService, 'getFitted'>;
  predictions: {
    get(organizationId: number, id: string): Promise<PastPrediction>;
    getServing(organizationId: number, modelId: number): Promise<Serving>;
    score: Scoring['answer'];
  };
}

type Input = WhatIfRequest['input_data'];
type Score = (input: Input, explained?: Label) => Answer | Promise<Answer>;

/** A contribution that a change moved. */
export interface Moved extends Contribution {
  before: number;
}

/** Questions about a model and its answers. Nothing is kept, and nothing counts as a prediction. */
export function createExploringService({ models, predictions }: ExploringDeps) {
  async function findModel(organizationId: number, row: PastPrediction): Promise<DeployedModel> {
    const { model_id: id, model_version: version } = row;
    const serving = await predictions.getServing(organizationId, id).catch((error: unknown) => {
      // A model that is out of service still has its versions.
      if (isAppError(error)) return null;
      throw error;
    });
    return serving?.champion.version === version ? serving.champion : models.getFitted(organizationId, id, version);
  }

  return {
    /** @throws AppError model_not_found, model_not_deployed, model_frozen, what_if_invalid, input_… */
    async whatIf(organizationId: number, { model_id: id, input_data: input, changes = [], vary }: WhatIfRequest) {
      const { champion: model } = await predictions.getServing(organizationId, id);
      const features = featuresOf(model.pipeline);
      const known = new Set(features.map(({ name }) => name));
      const faults = changes.flatMap((change, index) =>
        Object.keys(change).flatMap((name): PredictionFault[] =>
          known.has(name) ? [] : [{ ...at(index, name), code: 'unknown_feature', params: { feature: name } }],
        ),
      );
      if (faults.length > 0) throw predictionErrors.what_if_invalid({}, { faults });
      const score: Score = (record, explained) => predictions.score(organizationId, model, record, explained);
      const base = await score(input);
      const explained = base.prediction_output.label;
      const values = vary ? valuesOf(vary, features) : [];
      const variants = await takeTurns(changes, async (change, index) => {
        const answered = await answerChange(score, { ...input, ...change }, explained, index);
        return { changes: change, answered, difference: differenceOf(base, answered), moved: movedOf(base, answered) };
      });
      const points = await takeTurns(values, async (value) => {
        const { prediction_output } = await score({ ...input, [vary?.feature ?? '']: value });
        return { value, prediction_output };
      });
      return { model, base, variants, curve: vary && { feature: vary.feature, points } };
    },

    /**
     * Explains a prediction once more, by the version that made it.
     * @throws AppError prediction_not_found, class_unknown
     */
    async explain(organizationId: number, id: string, { class: asked }: ExplainRequest) {
      const row = await predictions.get(organizationId, id);
      const model = await findModel(organizationId, row);
      const { classes, positive } = 'target' in model.pipeline ? model.pipeline.target : NO_CLASSES;
      if (asked !== undefined && !classes.includes(asked)) {
        const names = classes.slice(0, 20).map(String).join(', ');
        throw predictionErrors.class_unknown({ label: String(asked), classes: names });
      }
      const { forecast } = row.prediction_output;
      const { explanation, prediction_output: output } = forecast
        ? answerForecast(model, forecast.length, row.input_data)
        : await predictions.score(organizationId, model, row.input_data, asked);
      // Two classes have one score, that of the positive one.
      const isOpposite = asked !== undefined && positive >= 0 && classes[positive] !== asked;
      return {
        row,
        class: asked ?? (positive >= 0 ? classes[positive] : output.label),
        explanation: isOpposite ? opposite(explanation) : explanation,
      };
    },
  };
}

/** Of versions that tell no target. */
const NO_CLASSES: { classes: readonly Label[]; positive: number } = { classes: [], positive: -1 };

const at = (index: number, name: string) => ({ pointer: `/changes/${index}/${escapePointer(name)}` });

/** Faults of a change are told where it stands. */
async function answerChange(score: Score, input: Input, explained: Label | undefined, index: number): Promise<Answer> {
  try {
    return await score(input, explained);
  } catch (error) {
    if (!isAppError(error) || error.faults.length === 0) throw error;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `answer` throws faults of this room alone
    const faults = error.faults.map((fault) => ({
      ...fault,
      pointer: fault.pointer.replace('/input_data', `/changes/${index}`),
    })) as PredictionFault[];
    throw predictionErrors.what_if_invalid({}, { faults, cause: error });
  }
}

/** Of the probability of the base's label where there are several, else of the prediction itself. */
function differenceOf({ prediction_output: base }: Answer, { prediction_output: changed }: Answer): number {
  if (changed.probabilities === undefined) return changed.prediction - base.prediction;
  return (changed.probabilities[String(base.label)] ?? 0) - base.prediction;
}

function movedOf(base: Answer, changed: Answer): Moved[] {
  const before = new Map(base.explanation.contributions.map((each) => [each.feature, each.contribution]));
  return changed.explanation.contributions
    .map((each) => ({ ...each, before: before.get(each.feature) ?? 0 }))
    .filter((each) => each.contribution !== each.before)
    .toSorted((a, b) => Math.abs(b.contribution - b.before) - Math.abs(a.contribution - a.before));
}

function opposite({ base_value, unit, contributions }: Explanation): Explanation {
  const share = unit === 'probability';
  return {
    base_value: share ? 1 - base_value : -base_value,
    unit,
    contributions: contributions.map((each) => ({ ...each, contribution: -each.contribution })),
  };
}
