import { at } from '../element.ts';
import { takeFeatureRows, takeTarget } from '../estimators/training-rows.ts';
import { permutationImportance, type SourcedFeatures } from '../explanation/permutation-importance.ts';
import { type DesignKind, designSources, type Preprocessor } from '../preprocessing/preprocessor.ts';
import type { Rng } from '../rng/rng.ts';
import { scoreOf } from '../selection/score.ts';
import { sampleRows } from '../selection/split.ts';
import type { Design } from './dataset.ts';
import { designsOf, predictMembers, type Predictor } from './members.ts';
import type { FeatureImportance } from './pipeline.ts';

const REPEATS = 3;
const MAX_ROWS = 1000;
/** Elements that may be predicted in all; wide tables are judged by fewer rows. */
const MAX_CELLS = 2e8;
const MIN_ROWS = 50;

/** Permutation importance of the features in use on rows that the model has not seen, at most 1,000 of them. */
export function importanceOf(
  predictor: Predictor,
  unseen: Design,
  preprocessor: Preprocessor,
  rng: Rng,
): readonly FeatureImportance[] {
  const { encoders } = preprocessor;
  const designs = designsOf(predictor.members);
  const width = designs.reduce((sum, design) => sum + unseen.featuresFor(design).columns, 0);
  const affordable = Math.floor(MAX_CELLS / (REPEATS * width * encoders.length));
  const rows = sampleRows(unseen.y, Math.min(MAX_ROWS, Math.max(MIN_ROWS, affordable)), rng.split('rows'));
  const y = takeTarget(unseen.y, rows);
  const all = Int32Array.from(rows, (_, index) => index);
  const formOf = (design: DesignKind): SourcedFeatures => ({
    design,
    x: takeFeatureRows(unseen.featuresFor(design), rows),
    sources: designSources(preprocessor, design),
  });
  const [first = 'linear', ...others] = designs;
  const increases = permutationImportance(
    [formOf(first), ...others.map(formOf)],
    encoders.length,
    (featuresFor) => scoreOf(y, predictMembers(predictor, featuresFor), all),
    REPEATS,
    rng,
  );
  return encoders
    .flatMap(({ kind, column }, i): FeatureImportance[] =>
      kind === 'excluded' ? [] : [{ feature: column, lossIncrease: at(increases, i) }],
    )
    .toSorted((a, b) => b.lossIncrease - a.lossIncrease);
}
