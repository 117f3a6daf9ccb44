import { clusteringHyperparameters, recommenderHyperparameters, rowDetectors } from '../../numeric/index.ts';
import { escapePointer } from '../../http/json-body.ts';
import type { Definition } from './definition.ts';
import type { ModelFault } from './models.errors.ts';
import type { TrainingOptions } from './training-options.ts';

interface Spec {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** What an algorithm can be told; `auto` decides itself, but for the segments, where it is k-means. */
function specsOf({ model_type: type, algorithm }: Definition): readonly Spec[] {
  if (type === 'anomaly_detection') return detectors.get(algorithm)?.hyperparameters ?? [];
  if (type === 'clustering') return clusteringHyperparameters[algorithm === 'dbscan' ? 'dbscan' : 'kmeans'];
  return type === 'recommendations' ? (recommenders.get(algorithm) ?? []) : [];
}

const detectors = new Map<string, { hyperparameters: readonly Spec[] }>(Object.entries(rowDetectors));
const recommenders = new Map<string, readonly Spec[]>(Object.entries(recommenderHyperparameters));

/** Hyperparameters that the algorithm does not have, or not with this value. */
export function findHyperparameterFaults(options: TrainingOptions, definition: Definition, at: string): ModelFault[] {
  const { hyperparameters = {}, clusters } = options;
  const { algorithm } = definition;
  const specs = specsOf(definition);
  const faults = Object.entries(hyperparameters).flatMap(([name, value]): ModelFault[] => {
    const pointer = `${at}/hyperparameters/${escapePointer(name)}`;
    const spec = specs.find((each) => each.name === name);
    if (!spec) {
      const params = { name, algorithm, count: specs.length, known: specs.map((each) => each.name).join(', ') };
      return [{ pointer, code: 'hyperparameter_unknown', params }];
    }
    const { min, max } = spec;
    return value >= min && value <= max ? [] : [{ pointer, code: 'hyperparameter_range', params: { name, min, max } }];
  });
  if (clusters !== undefined && definition.model_type === 'clustering' && algorithm === 'dbscan') {
    faults.push({ pointer: `${at}/clusters`, code: 'clusters_of_kmeans', params: { algorithm } });
  }
  return faults;
}
