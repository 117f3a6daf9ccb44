import type { ColumnFigures, DatasetFigures, ImportDrift, ProfileNote, Severity } from './profile.schema.ts';

/** What may be said of a dataset; the words are `quality.notes.<code>` and `quality.advice.<code>`. */
const noteCodes = [
  'no_values',
  'blank_values',
  'one_value',
  'nearly_one_value',
  'outliers',
  'copy',
  'key_possible',
  'key_nearly',
  'repeated_rows',
  'format_broken',
  'spaces_around',
  'spellings',
  'placeholders',
  'numbers_as_text',
  'in_future',
  'gaps',
  'reference_broken',
  'drift_numbers',
  'drift_values',
  'drift_blanks',
  'new_values',
  'volume_fewer',
  'volume_more',
] as const;
type NoteCode = (typeof noteCodes)[number];

type Figures = Omit<DatasetFigures, 'notes'>;

/** Blank rows are told of from this share on, and are severe from those. */
const BLANK = { told: 0.001, medium: 0.05, high: 0.5 };
const NEARLY_ONE = 0.99;
/** More than this is no outlier but what the column is like. */
const MOST_OUTLIERS = 0.02;
const BLANK_GROWTH = 0.05;
const NEW_SHARE = 0.005;
const MOST_WORDS = 5;

const say = (
  code: NoteCode,
  severity: Severity,
  column: string | null,
  params: ProfileNote['params'] = {},
): ProfileNote => ({ code, severity, column, params: { ...(column === null ? {} : { column }), ...params } });

const listed = (values: readonly string[]): string => values.slice(0, MOST_WORDS).join(', ');

/** What a person should know of the figures, the most severe first. Shares end with `_share`, other fractions with `_number`. */
export function noteFigures(figures: Figures): ProfileNote[] {
  const { columns, rows, drift } = figures;
  if (rows === 0) return [];
  const notes = [
    ...columns.flatMap((column) => [
      ...ofValues(column, rows),
      ...ofNumbers(column, rows),
      ...ofTexts(column),
      ...ofTimes(column),
    ]),
    ...ofRelations(figures),
    ...(drift ? ofDrift(drift) : []),
  ];
  const rank: Record<Severity, number> = { high: 0, medium: 1, low: 2, info: 3 };
  return notes.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

function ofValues({ name, blanks, blank_share: share, distinct, top_values: top }: ColumnFigures, rows: number) {
  if (blanks === rows) return [say('no_values', 'high', name)];
  const notes: ProfileNote[] = [];
  if (share >= BLANK.told) {
    const severity = share >= BLANK.high ? 'high' : share >= BLANK.medium ? 'medium' : 'low';
    notes.push(say('blank_values', severity, name, { blank_share: share, rows: blanks }));
  }
  const [first] = top;
  if (distinct === 1 && rows > 1) notes.push(say('one_value', 'low', name, { value: String(first?.value ?? '') }));
  else if (first && first.share >= NEARLY_ONE) {
    notes.push(say('nearly_one_value', 'info', name, { value: String(first.value), value_share: first.share }));
  }
  return notes;
}

function ofNumbers({ name, numbers }: ColumnFigures, rows: number): ProfileNote[] {
  const { outliers } = numbers ?? {};
  if (!outliers || outliers.rows === 0) return [];
  const severity = outliers.rows > rows * MOST_OUTLIERS ? 'info' : 'medium';
  const params = { rows: outliers.rows, lower_number: outliers.lower, upper_number: outliers.upper };
  const examples = listed(outliers.examples.map(({ record }) => record));
  return [say('outliers', severity, name, { ...params, examples })];
}

function ofTexts({ name, texts }: ColumnFigures): ProfileNote[] {
  if (!texts) return [];
  const { format, spellings, placeholders, spaces_around: spaces } = texts;
  const notes: ProfileNote[] = [];
  if (format && format.share < 1) {
    notes.push(
      say('format_broken', 'medium', name, {
        format: format.name,
        other_share: 1 - format.share,
        examples: listed(format.others),
      }),
    );
  }
  if (format?.name === 'number' && format.share === 1) notes.push(say('numbers_as_text', 'info', name));
  if (spaces > 0) notes.push(say('spaces_around', 'low', name, { rows: spaces }));
  if (spellings.length > 0) {
    const examples = spellings.slice(0, MOST_WORDS).map((group) => group.slice(0, MOST_WORDS).join(' / '));
    notes.push(say('spellings', 'medium', name, { count: spellings.length, examples: examples.join(', ') }));
  }
  if (placeholders.length > 0) {
    const total = placeholders.reduce((sum, { share }) => sum + share, 0);
    notes.push(
      say('placeholders', 'low', name, {
        value_share: total,
        examples: listed(placeholders.map(({ value }) => value)),
      }),
    );
  }
  return notes;
}

function ofTimes({ name, times }: ColumnFigures): ProfileNote[] {
  if (!times) return [];
  const notes: ProfileNote[] = [];
  if (times.in_future > 0) notes.push(say('in_future', 'low', name, { rows: times.in_future }));
  const [gap] = times.gaps;
  if (gap) notes.push(say('gaps', 'low', name, { days: gap.days, after: gap.after, before: gap.before }));
  return notes;
}

function ofRelations({ copies, keys, references, repeated_rows: repeated, columns }: Figures): ProfileNote[] {
  const hasKey = columns.some(({ is_key: isKey }) => isKey);
  const [key] = hasKey ? [] : keys;
  const notes = copies.map(({ column, of }) => say('copy', 'low', column, { of }));
  if (key) {
    const inTheWay = key.duplicates + key.blanks;
    const params = { columns: key.columns.join(', '), rows: inTheWay };
    notes.push(inTheWay === 0 ? say('key_possible', 'info', null, params) : say('key_nearly', 'low', null, params));
  }
  if (repeated !== null && repeated > 0 && !hasKey)
    notes.push(say('repeated_rows', 'medium', null, { rows: repeated }));
  for (const { column, dataset, found, missing } of references) {
    if (found === 1) continue;
    notes.push(
      say('reference_broken', 'medium', column, { dataset, missing_share: 1 - found, examples: listed(missing) }),
    );
  }
  return notes;
}

function ofDrift({ columns, volume, import_id: id }: ImportDrift): ProfileNote[] {
  const notes: ProfileNote[] = [];
  for (const each of columns) {
    const {
      column,
      verdict,
      median,
      median_before: before,
      blank_share: blank,
      blank_share_before: blankBefore,
    } = each;
    if (blank - blankBefore >= BLANK_GROWTH) {
      notes.push(say('drift_blanks', 'medium', column, { import: id, before_share: blankBefore, now_share: blank }));
    }
    if (each.new_share >= NEW_SHARE) {
      notes.push(
        say('new_values', 'low', column, { import: id, new_share: each.new_share, examples: listed(each.new_values) }),
      );
    }
    if (verdict !== 'shifting' && verdict !== 'shifted') continue;
    const severity = verdict === 'shifted' ? 'medium' : 'info';
    const params = { import: id, psi_number: each.psi };
    const medians = { before_number: before ?? 0, now_number: median ?? 0 };
    notes.push(
      median === null || before === null
        ? say('drift_values', severity, column, params)
        : say('drift_numbers', severity, column, { ...params, ...medians }),
    );
  }
  const { verdict, rows, usual } = volume;
  if (verdict === 'fewer' || verdict === 'more') {
    notes.push(say(`volume_${verdict}`, 'medium', null, { import: id, rows, usual_number: usual ?? 0 }));
  }
  return notes;
}
