import { historyOf, type RecommenderModel } from '../../models/index.ts';
import { escapePointer } from '../../../http/json-body.ts';
import type { Answer, Contribution, Warning } from '../answer.ts';
import { predictionErrors } from '../predictions.errors.ts';

type Input = Readonly<Record<string, unknown>>;

const USUAL_COUNT = 10;
const MOST_COUNT = 100;
/** Neighbours of what is recommended that a reason is looked for among. */
const NEIGHBOURS = 100;

/**
 * What to offer to somebody who is named, or to whoever has taken what is listed.
 * @throws AppError input_invalid, input_without_features
 */
export function answerRecommendations(model: RecommenderModel, input: Input): Answer {
  const { who, what, open } = model;
  const count = readCount(input['count']);
  const given = input[what] === undefined ? input['items'] : input[what];
  const field = input[what] === undefined ? 'items' : what;
  const user = readName(input[who], who);
  if (user === null && (given ?? null) === null) {
    throw predictionErrors.input_without_features({ count: 2, features: `${who}, ${what}` });
  }
  const known = user === null ? null : historyOf(model, user);
  const history = new Map([...(known ?? []), ...readItems(given ?? [], field)]);
  const items = open.recommend(history, count);
  const [best] = items;
  return {
    prediction_output: { prediction: best?.score ?? 0, items },
    confidence_score: null,
    warnings: [
      ...(user !== null && known === null ? [unknownWarning(who, user)] : []),
      ...[...history.keys()].filter((name) => !isItem(model, name)).map((name) => unknownWarning(field, name)),
    ],
    explanation: {
      base_value: 0,
      unit: 'affinity',
      contributions: best === undefined ? [] : reasonsFor(model, best.item, history),
    },
  };
}

const unknownWarning = (column: string, value: string): Warning => ({
  code: 'unseen_category',
  column,
  params: { value },
});

const isItem = ({ open }: RecommenderModel, name: string): boolean => open.knows(name);

/** What of the history goes with what is recommended first. */
function reasonsFor(
  { open, what }: RecommenderModel,
  item: string,
  history: ReadonlyMap<string, number>,
): Contribution[] {
  return open
    .similarItems(item, NEIGHBOURS)
    .filter((near) => history.has(near.item) && near.score > 0)
    .map((near) => ({ feature: what, value: near.item, contribution: near.score }));
}

function readCount(value: unknown): number {
  if (value === undefined || value === null) return USUAL_COUNT;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_COUNT) return value;
  throw refuse('count', 'not_a_count', { most: MOST_COUNT });
}

function readName(value: unknown, field: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw refuse(field, 'not_a_text', { feature: field });
}

/** Names, or names with how much of each. */
function readItems(value: unknown, field: string): [string, number][] {
  if (typeof value === 'string' || typeof value === 'number') return [[String(value), 1]];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string' || typeof each === 'number')) {
    return value.map((each) => [String(each), 1]);
  }
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  const isWeighed = entries?.every((entry): entry is [string, number] => Number.isFinite(entry[1]));
  if (!entries || !isWeighed) throw refuse(field, 'not_a_history', { feature: field });
  return entries;
}

function refuse(
  field: string,
  code: 'not_a_count' | 'not_a_history' | 'not_a_text',
  params: Record<string, string | number>,
) {
  const faults = [{ pointer: `/input_data/${escapePointer(field)}`, code, params }];
  return predictionErrors.input_invalid({ count: 1 }, { faults });
}
