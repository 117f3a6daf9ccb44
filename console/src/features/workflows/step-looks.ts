import type { LucideIcon } from 'lucide-react';
import {
  Bell,
  Braces,
  Clock,
  Columns3,
  GitBranch,
  Globe,
  Network,
  PencilLine,
  Repeat,
  Stamp,
  TableProperties,
} from 'lucide-react';
import { fieldsIn, getAt, isFields, type Step, type StepType } from './definition.ts';
import { writeLoose } from './loose-value.ts';

export type StepGroup = 'decide' | 'data' | 'people' | 'flow';

export const looks: Record<StepType, { icon: LucideIcon; group: StepGroup }> = {
  ai_prediction: { icon: Network, group: 'decide' },
  condition_check: { icon: GitBranch, group: 'decide' },
  data_query: { icon: TableProperties, group: 'data' },
  data_update: { icon: PencilLine, group: 'data' },
  external_api: { icon: Globe, group: 'data' },
  script: { icon: Braces, group: 'data' },
  notification: { icon: Bell, group: 'people' },
  approval_request: { icon: Stamp, group: 'people' },
  delay: { icon: Clock, group: 'flow' },
  parallel: { icon: Columns3, group: 'flow' },
  loop: { icon: Repeat, group: 'flow' },
};

/** What a new step of a type begins with: as much as makes its form clear, nothing that somebody else has to mend. */
export const beginnings: Record<StepType, Readonly<Record<string, unknown>>> = {
  ai_prediction: { input_mapping: {} },
  // oxlint-disable-next-line unicorn/no-thenable -- the name that definitions have for it; nobody awaits a step
  condition_check: { conditions: [{ variable: '', operator: 'equals', value: '' }], then: [], else: [] },
  data_query: { query: {} },
  notification: { notification_type: 'in_app' },
  approval_request: { approvers: { roles: ['owner'] } },
  data_update: { operation: 'update', updates: {} },
  external_api: { method: 'POST' },
  delay: { duration: { hours: 1 } },
  parallel: { branches: [{ steps: [] }, { steps: [] }] },
  loop: { items: '', steps: [] },
  script: { input: {}, source: 'return input;' },
};

/** What later steps find under the name of the step. */
export const outputs: Record<StepType, readonly string[]> = {
  ai_prediction: ['prediction', 'label', 'confidence_score', 'interval', 'explanation', 'prediction_id'],
  condition_check: [],
  data_query: ['rows', 'row_count', 'row'],
  notification: ['notification_ids', 'recipients'],
  approval_request: ['approved', 'outcome', 'deciders', 'comment', 'fields'],
  data_update: ['affected', 'record_ids', 'change_set'],
  external_api: ['status', 'headers', 'body'],
  delay: [],
  parallel: ['succeeded', 'failed', 'branches'],
  loop: ['count', 'succeeded', 'failed', 'results'],
  script: [],
};

const text = (value: unknown): string => (value === undefined || value === null ? '' : writeLoose(value));

/** What a person gave a name or a unit, in the reader's words. */
export interface PithWords {
  modelName(id: unknown): string | undefined;
  span(amount: number, unit: string): string;
}

type Pith = (step: Step, words: PithWords) => string;

const piths: Partial<Record<StepType, Pith>> = {
  ai_prediction: (step, words) => words.modelName(step['model_id']) ?? text(step['model_id']),
  condition_check: (step) => pithOfConditions(step['conditions']),
  data_query: (step) => text(getAt(step, ['query', 'dataset']) ?? step['sql']),
  notification: (step) => text(step['role']) || pithOfList(step['recipients']),
  approval_request: (step) => text(step['title']),
  data_update: (step) => text(step['table_name']),
  external_api: (step) => `${text(step['method'])} ${text(step['url'])}`.trim(),
  delay: (step, words) => text(step['until']) || pithOfDuration(step['duration'], words),
  loop: (step) => text(step['items']),
  script: (step) => text(step['source']).split('\n')[0] ?? '',
};

/** The one thing of a step's settings that tells it apart from others of its type, as it was written. */
export const pithOf: Pith = (step, words) => piths[step.type]?.(step, words) ?? '';

const pithOfList = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : '');

/** Of days, hours and what else a wait is made of. */
function pithOfDuration(value: unknown, { span }: PithWords): string {
  const parts = isFields(value) ? Object.entries(value) : [];
  return parts
    .map(([unit, amount]) => (typeof amount === 'number' ? span(amount, unit.replace(/s$/, '')) : text(amount)))
    .join(' ');
}

function pithOfConditions(value: unknown): string {
  const list = isFields(value) ? (value['all'] ?? value['any'] ?? [value]) : value;
  const [first] = fieldsIn(list);
  if (first === undefined) return '';
  return text(first['formula'] ?? first['variable'] ?? first['field']);
}
