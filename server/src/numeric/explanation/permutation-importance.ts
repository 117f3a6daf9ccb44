import { at, intAt } from '../element.ts';
import type { Features } from '../estimators/estimator.ts';
import type { DesignKind } from '../preprocessing/preprocessor.ts';
import type { Rng } from '../rng/rng.ts';

/** One form of the features, and which source column each of its columns comes from. */
export interface SourcedFeatures {
  readonly design: DesignKind;
  readonly x: Features;
  readonly sources: Int32Array;
}

/** The features with all columns of one source taken from other rows. */
function permuted({ x, sources }: SourcedFeatures, source: number, order: Int32Array): Features {
  const first = sources.indexOf(source);
  if (first < 0) return x;
  const end = sources.lastIndexOf(source) + 1;
  const data = Float64Array.from(x.data);
  for (let r = 0; r < x.rows; r += 1) {
    const from = intAt(order, r) * x.columns;
    for (let c = first; c < end; c += 1) data[r * x.columns + c] = at(x.data, from + c);
  }
  return { ...x, data };
}

/**
 * By how much the loss rises when a source column's values change places among the rows, its design columns together
 * (Breiman 2001, "Random forests", section 10; Fisher, Rudin & Dominici 2019, eq. 3.5). Near 0, or below by chance: the
 * model does without it. Of two columns that say the same, each alone may look dispensable.
 *
 * @param forms each design of the same n rows; source columns are numbered alike
 * @param sourceCount number of source columns
 * @param lossOf loss of the model's predictions for the given forms, lower is better
 * @param repeats shuffles per column, averaged; ≥ 1
 */
export function permutationImportance(
  forms: readonly [SourcedFeatures, ...SourcedFeatures[]],
  sourceCount: number,
  lossOf: (featuresFor: (design: DesignKind) => Features) => number,
  repeats: number,
  rng: Rng,
): Float64Array {
  const [first] = forms;
  const formOf = (design: DesignKind): SourcedFeatures => forms.find((form) => form.design === design) ?? first;
  const plain = lossOf((design) => formOf(design).x);
  const order = Int32Array.from({ length: first.x.rows }, (_, row) => row);
  return Float64Array.from({ length: sourceCount }, (_, source) => {
    let sum = 0;
    for (let round = 0; round < repeats; round += 1) {
      rng.shuffle(order);
      sum += lossOf((design) => permuted(formOf(design), source, order)) - plain;
    }
    return sum / repeats;
  });
}
