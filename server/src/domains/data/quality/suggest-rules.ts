import type { Constraint } from '../datasets/constraints.ts';
import type { ColumnFigures, DatasetFigures } from '../profile/profile.schema.ts';
import type { NewRule, RuleSetting } from './rules.ts';

/** Why a rule is proposed; the words are `quality.reasons.<reason>`. */
export type Reason = 'complete' | 'distinct' | 'range' | 'few_values' | 'format' | 'found' | 'rhythm' | 'volume';

export interface Suggestion {
  /** The same as long as it is about the same. */
  id: string;
  rule: NewRule;
  reason: Reason;
  params: Record<string, string | number>;
}

/** What is nearly always so may be meant always. */
const NEARLY = 0.99;
const MOST_VALUES = 12;
const LEAST_ROWS = 50;
/** Rows a value must have on average before values are thought to be all there are. */
const LEAST_ROWS_A_VALUE = 20;
const HOUR_MS = 3_600_000;
/** How often rows come, in hours, and how late they may be. */
const LATE_HOURS = { day: 72, week: 24 * 15, month: 24 * 45, quarter: 24 * 120, year: 24 * 400 } as const;

type Draft = Omit<Suggestion, 'id' | 'rule'> & { rule: Pick<NewRule, 'kind' | 'column'> & Partial<NewRule> };

/** Room for what breaks the rule already: so many are known, and shall not be told as news. */
const allowed = (share: number): number => (share === 0 ? 0 : Math.min(1, Math.ceil(share * 1000) / 1000));

function propose({ rule, reason, params }: Draft): Suggestion {
  const { kind, column } = rule;
  const whole: NewRule = { name: null, setting: {}, allowedShare: 0, severity: 'medium', enabled: true, ...rule };
  return { id: column === null ? kind : `${kind}:${column}`, rule: whole, reason, params };
}

/** Rules that a dataset keeps, or nearly keeps, as it is. What constraints keep already is not proposed. */
export function suggestRules(
  figures: DatasetFigures,
  constraints: readonly Pick<Constraint, 'column' | 'kind'>[],
  now: Date,
): Suggestion[] {
  if (figures.rows < LEAST_ROWS) return [];
  const holds = (column: string, ...kinds: Constraint['kind'][]): boolean =>
    constraints.some((each) => each.column === column && kinds.includes(each.kind));
  const drafts: Draft[] = [];
  for (const column of figures.columns) {
    if (column.blanks === figures.rows) continue;
    const { name } = column;
    if (!holds(name, 'required') && !column.is_key) drafts.push(...ofBlanks(column));
    if (!holds(name, 'unique') && !column.is_key) drafts.push(...ofKeys(figures, name));
    if (!holds(name, 'minimum', 'maximum')) drafts.push(...ofRange(column));
    if (!holds(name, 'one_of', 'reference')) drafts.push(...ofValues(column, figures.rows));
    if (!holds(name, 'pattern')) drafts.push(...ofFormat(column));
    if (!holds(name, 'reference')) drafts.push(...ofReference(figures, name));
  }
  return [...drafts, ...ofTime(figures, now), ...ofVolume(figures)].map(propose);
}

function ofBlanks({ name, blank_share: share }: ColumnFigures): Draft[] {
  if (share > 1 - NEARLY) return [];
  const rule = { kind: 'not_blank', column: name, allowedShare: allowed(share) } as const;
  return [{ rule, reason: 'complete', params: { filled_share: 1 - share } }];
}

function ofKeys({ keys, rows }: DatasetFigures, name: string): Draft[] {
  const key = keys.find(({ columns }) => columns.length === 1 && columns[0] === name);
  if (!key || key.duplicates > rows * (1 - NEARLY)) return [];
  const share = allowed((2 * key.duplicates) / rows);
  return [
    {
      rule: { kind: 'unique', column: name, allowedShare: share },
      reason: 'distinct',
      params: { rows: key.duplicates },
    },
  ];
}

/** What was never negative stays so, and outliers are told when there are more of them. */
function ofRange({ name, numbers, distinct }: ColumnFigures): Draft[] {
  if (!numbers || distinct < 3) return [];
  const { min, outliers } = numbers;
  const setting: RuleSetting = {};
  if (min >= 0) setting.minimum = 0;
  if (outliers && outliers.rows === 0) setting.maximum = roundUp(outliers.upper);
  if (setting.minimum === undefined && setting.maximum === undefined) return [];
  const params = { lower_number: min, upper_number: numbers.max };
  return [{ rule: { kind: 'in_range', column: name, setting }, reason: 'range', params }];
}

/** To two digits. */
function roundUp(value: number): number {
  if (value <= 0) return Math.ceil(value);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / step) * step;
}

function ofValues({ name, type, distinct, top_values: top, texts }: ColumnFigures, rows: number): Draft[] {
  if (type !== 'text' || distinct > MOST_VALUES || distinct < 2 || top.length < distinct) return [];
  if (rows < distinct * LEAST_ROWS_A_VALUE || (texts?.spellings.length ?? 0) > 0) return [];
  const values = top.map(({ value }) => value);
  return [
    { rule: { kind: 'one_of', column: name, setting: { values } }, reason: 'few_values', params: { count: distinct } },
  ];
}

function ofFormat({ name, texts }: ColumnFigures): Draft[] {
  const format = texts?.format;
  if (!format || format.share < NEARLY) return [];
  const rule = {
    kind: 'pattern',
    column: name,
    setting: { pattern: format.pattern },
    allowedShare: allowed(1 - format.share),
  } as const;
  return [{ rule, reason: 'format', params: { format: format.name, format_share: format.share } }];
}

function ofReference({ references }: DatasetFigures, name: string): Draft[] {
  const [best] = references.filter(({ column }) => column === name).toSorted((a, b) => b.found - a.found);
  if (!best || best.found < NEARLY) return [];
  const rule = {
    kind: 'reference',
    column: name,
    setting: { dataset: best.dataset },
    allowedShare: allowed(1 - best.found),
  } as const;
  return [{ rule, reason: 'found', params: { dataset: best.dataset, found_share: best.found } }];
}

/** Of the column that says when rows came: the first that is a time, where there are rows of late. */
function ofTime({ columns }: DatasetFigures, now: Date): Draft[] {
  const column = columns.find(
    ({ times, role }) => times && times.in_future === 0 && (role === 'time' || role === null),
  );
  const grain = column?.times?.grain;
  if (!column?.times || !grain) return [];
  const hours = LATE_HOURS[grain];
  if (now.getTime() - Date.parse(column.times.last) > hours * HOUR_MS) return [];
  const rule = { kind: 'fresh', column: column.name, setting: { hours } } as const;
  return [{ rule, reason: 'rhythm', params: { grain } }];
}

function ofVolume({ drift }: DatasetFigures): Draft[] {
  if (!drift || drift.volume.usual === null) return [];
  const { usual } = drift.volume;
  const setting = { per: 'import', minimum: Math.floor(usual / 2), maximum: Math.ceil(usual * 2) } as const;
  return [{ rule: { kind: 'volume', column: null, setting }, reason: 'volume', params: { usual_number: usual } }];
}
