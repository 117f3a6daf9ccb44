import { gatherNamed, trainRecommender, rowCountOf } from '../../../numeric/index.ts';
import { recommenderAlgorithms, requireOneOf } from '../algorithms.ts';
import { type Learnt, type Lesson, measured, trialOf, untold } from './learnt.ts';
import { encodeRecommendations, recommenderFeatures } from './recommender-model.ts';

/** What to offer to whom, by what everybody took. Held out is a fifth of what each took, the latest where times are known. */
export function learnRecommendations({ receipt, pick, thread }: Lesson): Learnt {
  const { feature_columns: columns, target_column: weight, training_data_source: source, options } = receipt;
  const [who = '', what = ''] = columns;
  const time = source.time_column === undefined ? null : pick(source.time_column);
  const weights = weight === null ? null : pick(weight);
  const interactions = {
    users: pick(who),
    items: pick(what),
    ...(weights !== null && 'values' in weights ? { weights: weights.values } : {}),
    ...(time !== null && 'values' in time ? { times: time.values } : {}),
  };
  const { model, metrics, baseline, trials } = trainRecommender({
    ...interactions,
    algorithm: requireOneOf(receipt.algorithm, recommenderAlgorithms),
    hyperparameters: options.hyperparameters ?? {},
    seed: receipt.seed,
    shouldStop: thread.shouldStop,
  });
  const { x, users } = gatherNamed(interactions);
  const learnt = {
    who,
    what,
    users: [...users],
    recommender: model,
    starts: x.starts,
    taken: x.indices,
    weights: x.weights,
  };
  const total = rowCountOf(interactions.users);
  return {
    ...untold,
    artifact: encodeRecommendations(learnt),
    algorithm: model.algorithm,
    hyperparameters: { ...model.hyperparameters },
    metrics: measured(metrics),
    baseline: measured(baseline),
    trials: trials
      .filter(({ metrics: { map_at_10: map } }) => trials.length > 1 && Number.isFinite(map))
      .map(({ algorithm, metrics: { map_at_10: map } }) =>
        trialOf(algorithm, 'one_minus_map_at_10', 1 - map, algorithm === model.algorithm),
      ),
    rows: { total, withoutTarget: 0, training: total, validation: 0 },
    split: time === null ? 'random' : 'time',
    features: recommenderFeatures(learnt),
  };
}
