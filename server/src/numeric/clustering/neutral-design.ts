import type { Column } from '../column.ts';
import { at } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { encoderWidth, type Preprocessor } from '../preprocessing/preprocessor.ts';
import { transformColumns } from '../preprocessing/transform.ts';

/**
 * The design in which rows are compared by distance: that for linear models, but a blank is the average of its column and
 * nothing besides. Rows shall not be alike, or strange, for what is not known of them.
 *
 * @param columns found by name; one that is not there counts as blank
 * @returns rows × width
 * @throws NumericError column_kind_mismatch, shape_mismatch, duplicate_column
 */
export function neutralDesign(preprocessor: Preprocessor, columns: readonly Column[]): Matrix {
  const x = transformColumns(preprocessor, columns);
  let offset = 0;
  for (const encoder of preprocessor.encoders) {
    const width = encoderWidth(encoder);
    // The last column of each encoder that met blanks says whether there is one: above 0.
    if (width > 0 && 'missingShare' in encoder && encoder.missingShare > 0) {
      for (let from = offset; from < x.data.length; from += x.columns) {
        const last = from + width - 1;
        if (encoder.kind === 'category' && at(x.data, last) > 0) x.data.fill(0, from, last);
        x.data[last] = 0;
      }
    }
    offset += width;
  }
  return x;
}
