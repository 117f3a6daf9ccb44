import type { Column } from '../column.ts';
import { at, intAt } from '../element.ts';
import { designSources } from '../preprocessing/preprocessor.ts';
import { neutralDesign } from './neutral-design.ts';
import type { SegmentationModel } from './segmentation.ts';

/**
 * Why one row belongs to its segment and not to the next one: by column, how much nearer it makes the row to its own
 * nearest point than to the nearest point of any other segment, in squared standardised units. They sum to the difference
 * of the two squared distances. Noise, and the only segment there is: how far off the nearest point it is, by column.
 *
 * @param columns of one row, found by name
 * @returns the most first, columns without a part left out
 * @throws NumericError column_kind_mismatch, shape_mismatch, duplicate_column
 */
export function explainSegment(
  { preprocessor, points, segments }: SegmentationModel,
  columns: readonly Column[],
  segment: number,
): { readonly column: string; readonly contribution: number }[] {
  const { data: row, columns: width } = neutralDesign(preprocessor, columns);
  const nearest = (isMeant: (of: number) => boolean): Float64Array | null => {
    let best: Float64Array | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [place, of] of segments.entries()) {
      if (!isMeant(of)) continue;
      const squares = squaresOf(row, points.subarray(place * width, (place + 1) * width));
      const distance = squares.reduce((sum, each) => sum + each, 0);
      if (distance < least) [best, least] = [squares, distance];
    }
    return best;
  };
  const own = nearest((of) => segment === -1 || of === segment);
  const other = segment === -1 ? null : nearest((of) => of !== segment);
  if (own === null) return [];
  const sources = designSources(preprocessor);
  const sums = new Float64Array(preprocessor.encoders.length);
  for (let j = 0; j < width; j += 1) {
    const source = intAt(sources, j);
    sums[source] = at(sums, source) + (other === null ? at(own, j) : at(other, j) - at(own, j));
  }
  return preprocessor.encoders
    .map(({ column }, source) => ({ column, contribution: at(sums, source) }))
    .filter(({ contribution }) => contribution !== 0)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}

function squaresOf(row: Float64Array, point: Float64Array): Float64Array {
  return row.map((value, j) => (value - at(point, j)) ** 2);
}
