import type { ColumnType, NewQualityRule, QualityRule } from '../../api/types.ts';
import type { Condition } from '../../lib/conditions.ts';
import { wholeConditions } from '../../lib/conditions.ts';

type Kind = NewQualityRule['kind'];

/** What the form holds, as it was written. */
export interface RuleDraft {
  kind: Kind;
  column: string;
  minimum: string;
  maximum: string;
  /** One a line. */
  values: string;
  pattern: string;
  dataset: string;
  hours: string;
  conditions: readonly Condition[];
  /** In percent. */
  allowed: string;
  severity: QualityRule['severity'];
  name: string;
}

export const blankDraft: Omit<RuleDraft, 'column'> = {
  kind: 'not_blank',
  minimum: '',
  maximum: '',
  values: '',
  pattern: '',
  dataset: '',
  hours: '24',
  conditions: [],
  allowed: '0',
  severity: 'medium',
  name: '',
};

const isTime = (type: ColumnType): boolean => type === 'date' || type === 'timestamp';

/** Which columns a rule of the kind can be about; null: it is about none. */
export function suits(kind: Kind, type: ColumnType): boolean {
  if (kind === 'pattern') return type === 'text';
  if (kind === 'in_range') return type !== 'text' && type !== 'boolean';
  return kind === 'fresh' ? isTime(type) : true;
}

type ReadNumber = (text: string) => number | null;

/** The rule as the server takes it; null while something that it needs is missing. */
export function ruleOf(draft: RuleDraft, type: ColumnType, readNumber: ReadNumber): NewQualityRule | null {
  const share = draft.allowed.trim() === '' ? 0 : readNumber(draft.allowed);
  const setting = settingOf(draft, type, readNumber);
  if (share === null || share < 0 || share > 100 || setting === null) return null;
  const isOfColumn = draft.kind !== 'condition' && draft.kind !== 'volume';
  const isOfRows = draft.kind !== 'fresh' && draft.kind !== 'volume' && draft.kind !== 'drift';
  if (isOfColumn && draft.column === '') return null;
  const name = draft.name.trim();
  return {
    kind: draft.kind,
    ...(isOfColumn && { column: draft.column }),
    ...setting,
    ...(isOfRows && { allowed_share: share / 100 }),
    severity: draft.severity,
    ...(name !== '' && { name }),
  };
}

type Setting = Omit<NewQualityRule, 'kind'>;

function settingOf(draft: RuleDraft, type: ColumnType, readNumber: ReadNumber): Setting | null {
  switch (draft.kind) {
    case 'in_range':
      return boundsOf(draft, isTime(type) ? (text) => text : readNumber);
    case 'volume':
      return boundsOf(draft, readNumber);
    case 'one_of':
      return valuesOf(draft.values, type, readNumber);
    case 'pattern':
      return draft.pattern === '' ? null : { pattern: draft.pattern };
    case 'reference':
      return draft.dataset === '' ? null : { dataset: draft.dataset };
    case 'fresh': {
      const hours = readNumber(draft.hours);
      return hours === null || hours <= 0 ? null : { hours };
    }
    case 'condition': {
      const all = wholeConditions(draft.conditions);
      return all.length === 0 ? null : { condition: { all: all.map((condition) => ({ ...condition })) } };
    }
    case 'not_blank':
    case 'unique':
    case 'drift':
      break;
  }
  return {};
}

function boundsOf({ minimum, maximum }: RuleDraft, read: (text: string) => string | number | null): Setting | null {
  const [low, high] = [minimum, maximum].map((text) => (text.trim() === '' ? undefined : read(text)));
  if (low === null || high === null || (low === undefined && high === undefined)) return null;
  return { ...(low !== undefined && { minimum: low }), ...(high !== undefined && { maximum: high }) };
}

function valuesOf(text: string, type: ColumnType, readNumber: ReadNumber): Setting | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isNumber = type === 'integer' || type === 'number';
  const values = isNumber ? lines.map(readNumber) : lines;
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length ? null : { values: known };
}
