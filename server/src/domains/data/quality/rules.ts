import type { Fault } from '../../../platform/errors.ts';
import type { Filter } from '../query/query.schema.ts';
import type { QualityFaultCode } from './quality.errors.ts';

export const ruleKinds = [
  'not_blank',
  'unique',
  'in_range',
  'one_of',
  'pattern',
  'reference',
  'fresh',
  'volume',
  'condition',
  'drift',
] as const;
export type RuleKind = (typeof ruleKinds)[number];
export const ruleSeverities = ['low', 'medium', 'high'] as const;
export type RuleSeverity = (typeof ruleSeverities)[number];

/** What a rule of its kind needs to know. */
export interface RuleSetting {
  /** Of unique: together with the rule's own column, what must not repeat. */
  columns?: string[];
  /** Of in_range, either or both; of volume, rows. */
  minimum?: number | string;
  maximum?: number | string;
  values?: (string | number | boolean)[];
  pattern?: string;
  /** Whose key the column holds. */
  dataset?: string;
  /** How old the newest may be. */
  hours?: number;
  per?: 'import' | 'day';
  condition?: Filter;
  /** Population stability index that is too much. */
  psi?: number;
}

/** What rows of a dataset are expected to be like. They may break it: then an alert says so. */
export interface NewRule {
  name: string | null;
  kind: RuleKind;
  column: string | null;
  setting: RuleSetting;
  /** Of the rows; so many may break it. */
  allowedShare: number;
  severity: RuleSeverity;
  enabled: boolean;
}

export interface Rule extends NewRule {
  id: number;
  datasetId: number;
  createdAt: Date;
  updatedAt: Date;
}

export const DEFAULT_PSI = 0.25;

interface Needs {
  column: 'needed' | 'free' | 'none';
  /** One of these must be said. */
  oneOf: readonly (keyof RuleSetting)[];
  also: readonly (keyof RuleSetting)[];
}

const NEEDS: Record<RuleKind, Needs> = {
  not_blank: { column: 'needed', oneOf: [], also: [] },
  unique: { column: 'needed', oneOf: [], also: ['columns'] },
  in_range: { column: 'needed', oneOf: ['minimum', 'maximum'], also: [] },
  one_of: { column: 'needed', oneOf: ['values'], also: [] },
  pattern: { column: 'needed', oneOf: ['pattern'], also: [] },
  reference: { column: 'needed', oneOf: ['dataset'], also: [] },
  fresh: { column: 'needed', oneOf: ['hours'], also: [] },
  volume: { column: 'free', oneOf: ['minimum', 'maximum'], also: ['per'] },
  condition: { column: 'none', oneOf: ['condition'], also: [] },
  drift: { column: 'needed', oneOf: [], also: ['psi'] },
};

const PARTS: readonly (keyof RuleSetting)[] = [
  'columns',
  'minimum',
  'maximum',
  'values',
  'pattern',
  'dataset',
  'hours',
  'per',
  'condition',
  'psi',
];

/** Whether it is about each row alone, so that all such are asked in one scan. */
export const isAboutRows = ({ kind }: Pick<NewRule, 'kind'>): boolean =>
  kind !== 'unique' && kind !== 'fresh' && kind !== 'volume' && kind !== 'drift';

/** What is wrong with a rule, without a look at the dataset. */
export function findSettingFaults({
  kind,
  column,
  setting,
}: Pick<NewRule, 'kind' | 'column' | 'setting'>): Fault<QualityFaultCode>[] {
  const { column: wanted, oneOf, also } = NEEDS[kind];
  const faults: Fault<QualityFaultCode>[] = [];
  const needsColumn = wanted === 'needed' || (kind === 'volume' && setting.per === 'day');
  if (needsColumn && column === null) faults.push({ pointer: '/column', code: 'column_needed', params: { kind } });
  const isNeedless = wanted === 'none' || (kind === 'volume' && setting.per !== 'day');
  if (isNeedless && column !== null) faults.push({ pointer: '/column', code: 'column_needless', params: { kind } });
  const [first] = oneOf;
  if (first !== undefined && oneOf.every((part) => setting[part] === undefined)) {
    faults.push({ pointer: `/${first}`, code: 'setting_missing', params: { kind, setting: oneOf.join(', ') } });
  }
  for (const part of PARTS) {
    if (setting[part] === undefined || oneOf.includes(part) || also.includes(part)) continue;
    faults.push({ pointer: `/${part}`, code: 'setting_does_not_fit', params: { kind, setting: part } });
  }
  const { minimum, maximum } = setting;
  if (minimum !== undefined && maximum !== undefined && (typeof minimum !== typeof maximum || minimum > maximum)) {
    faults.push({ pointer: '/maximum', code: 'bounds_reversed', params: { kind } });
  }
  return faults;
}

export type Outcome = 'held' | 'broken' | 'not_checked';

/** Why a rule could not be asked. */
export type Unchecked = 'does_not_fit' | 'reference_gone' | 'too_long' | 'no_import' | 'too_few_rows';

/** What came of asking a rule. */
export interface RuleResult {
  outcome: Outcome;
  rowsChecked: number;
  rowsBroken: number;
  /** What was measured where it is not rows. */
  figure: number | null;
  reason: Unchecked | null;
  examples: { record: string; value: string | null }[];
}

/** Of rows that break a rule. */
export function judgeRows(
  { allowedShare }: Pick<NewRule, 'allowedShare'>,
  rowsChecked: number,
  rowsBroken: number,
): RuleResult {
  const outcome = rowsBroken > allowedShare * rowsChecked ? 'broken' : 'held';
  return { outcome, rowsChecked, rowsBroken, figure: null, reason: null, examples: [] };
}

/** Of a figure that is good or not. */
export const judgeFigure = (isBroken: boolean, figure: number | null, rowsChecked: number): RuleResult => ({
  outcome: isBroken ? 'broken' : 'held',
  rowsChecked,
  rowsBroken: 0,
  figure,
  reason: null,
  examples: [],
});

export const unchecked = (reason: Unchecked): RuleResult => ({
  outcome: 'not_checked',
  rowsChecked: 0,
  rowsBroken: 0,
  figure: null,
  reason,
  examples: [],
});
