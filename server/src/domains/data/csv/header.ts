import { MAX_NAME_BYTES } from './limits.ts';

/** Something that a person should know about a file that was read all the same. Its text is `data.notes.<code>`. */
export interface Note {
  code: NoteCode;
  params: Record<string, string | number>;
}

export const noteCodes = [
  'heading_missing',
  'heading_repeated',
  'heading_changed',
  'empty_column_left_out',
  'blank_rows_skipped',
  'dates_ambiguous',
  'dates_read_day_first',
  'dates_read_month_first',
  // What older versions said instead of the next.
  'kept_as_text',
  'types_mixed',
  'words_as_missing',
  'column_added',
  'not_standard',
  'standard_type_differs',
  'key_repeated',
  'comment_lines_skipped',
  'encoding_guessed',
  'numbers_read_with_comma',
  'numbers_read_with_point',
  'currency_left_out',
  'currencies_mixed',
  'percent_divided',
  'percent_mixed',
  'apostrophes_removed',
  'column_skipped',
] as const;
export type NoteCode = (typeof noteCodes)[number];

/** PostgreSQL's own columns, which every table has. Those of the product begin with an underscore. */
const RESERVED = new Set(['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid']);

/**
 * Turns headings into names of columns. A heading stays as it is written, because people will name it in features and
 * queries; only what cannot be a name, or is one already, is changed, and noted.
 */
export function nameColumns(labels: readonly string[]): { names: string[]; notes: Note[] } {
  const notes: Note[] = [];
  // Names that other headings have as they stand are not taken by a changed one.
  const taken = new Set(labels.map(cleanName));
  const used = new Set<string>();
  const names = labels.map((label, index) => {
    const wanted = cleanName(label);
    let name = wanted === '' ? `column_${index + 1}` : wanted;
    if (used.has(name) || RESERVED.has(name) || (wanted === '' && taken.has(name))) {
      name = findFreeName(name, (candidate) => used.has(candidate) || taken.has(candidate) || RESERVED.has(candidate));
    }
    used.add(name);
    if (wanted === '') notes.push({ code: 'heading_missing', params: { column: name, position: index + 1 } });
    else if (name !== wanted && !RESERVED.has(wanted)) {
      notes.push({ code: 'heading_repeated', params: { heading: wanted, column: name } });
    } else if (name !== label) {
      notes.push({ code: 'heading_changed', params: { heading: label.slice(0, 200).toWellFormed(), column: name } });
    }
    return name;
  });
  return { names, notes };
}

function findFreeName(name: string, isTaken: (candidate: string) => boolean): string {
  for (let number = 2; ; number += 1) {
    const ending = `_${number}`;
    const candidate = cutToBytes(name, MAX_NAME_BYTES - ending.length) + ending;
    if (!isTaken(candidate)) return candidate;
  }
}

/** One line, composed letters, no control characters, no underscore in front, no longer than a name may be. */
function cleanName(label: string): string {
  const oneLine = label
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .replace(/^_+\s*/u, '');
  return cutToBytes(oneLine, MAX_NAME_BYTES).trim();
}

/** The longest beginning of `text` that takes at most `limit` bytes of UTF-8. */
function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let cut = '';
  for (const character of text) {
    if (Buffer.byteLength(cut + character) > limit) break;
    cut += character;
  }
  return cut;
}
