import type { StepType } from './definition.ts';

/** Texts `consoleWorkflowEditor.field.<label>`. */
export type FieldLabel =
  | 'model'
  | 'inputs'
  | 'explain'
  | 'purpose'
  | 'holdsWhen'
  | 'onlyWhen'
  | 'query'
  | 'sql'
  | 'sqlValues'
  | 'maxRows'
  | 'channel'
  | 'recipients'
  | 'role'
  | 'subject'
  | 'message'
  | 'priority'
  | 'category'
  | 'question'
  | 'details'
  | 'roles'
  | 'users'
  | 'quorum'
  | 'ownRun'
  | 'deadline'
  | 'onDeadline'
  | 'onRejected'
  | 'form'
  | 'evidence'
  | 'escalation'
  | 'dataset'
  | 'operation'
  | 'recordId'
  | 'filter'
  | 'updates'
  | 'maxRecords'
  | 'method'
  | 'url'
  | 'credential'
  | 'headers'
  | 'body'
  | 'response'
  | 'goodStatus'
  | 'days'
  | 'hours'
  | 'minutes'
  | 'seconds'
  | 'until'
  | 'businessHour'
  | 'join'
  | 'items'
  | 'from'
  | 'to'
  | 'by'
  | 'itemName'
  | 'atOnce'
  | 'maxItems'
  | 'onItemError'
  | 'collect'
  | 'breakWhen'
  | 'script'
  | 'memory'
  | 'data';

export type FieldKind =
  | 'text'
  | 'area'
  | 'code'
  | 'number'
  | 'flag'
  | 'choice'
  | 'list'
  | 'pairs'
  | 'json'
  | 'conditions'
  | 'model'
  | 'dataset'
  | 'credential';

export interface FieldSpec {
  readonly path: readonly string[];
  readonly kind: FieldKind;
  readonly label: FieldLabel;
  readonly choices?: readonly string[];
  /** Rarely wanted: shown on demand. */
  readonly rare?: boolean;
}

/** Fields of which a step has one; what is in `fields` belongs to the one that is named. */
export interface EitherSpec {
  readonly either: readonly { readonly name: string; readonly empty: unknown; readonly fields: readonly FieldSpec[] }[];
  readonly label: 'how' | 'which' | 'over' | 'wait';
}

const field = (kind: FieldKind, path: string, label: FieldLabel, more: Partial<FieldSpec> = {}): FieldSpec => ({
  kind,
  path: path.split('.'),
  label,
  ...more,
});
const choice = (path: string, label: FieldLabel, ...choices: string[]) => field('choice', path, label, { choices });
const rare = (kind: FieldKind, path: string, label: FieldLabel) => field(kind, path, label, { rare: true });
const rareChoice = (path: string, label: FieldLabel, ...choices: string[]) =>
  field('choice', path, label, { choices, rare: true });

/** The settings of each type, in the order in which one thinks of them. */
export const stepFields: Record<StepType, readonly (FieldSpec | EitherSpec)[]> = {
  ai_prediction: [
    field('model', 'model_id', 'model'),
    field('pairs', 'input_mapping', 'inputs'),
    rare('flag', 'explain', 'explain'),
    rare('text', 'prediction_context', 'purpose'),
  ],
  condition_check: [],
  data_query: [
    {
      label: 'how',
      either: [
        {
          name: 'query',
          empty: {},
          fields: [field('dataset', 'query.dataset', 'dataset'), field('json', 'query', 'query')],
        },
        {
          name: 'sql',
          empty: 'SELECT 1',
          fields: [field('code', 'sql', 'sql'), field('list', 'parameters', 'sqlValues')],
        },
      ],
    },
    rare('number', 'max_rows', 'maxRows'),
  ],
  notification: [
    choice('notification_type', 'channel', 'in_app', 'email', 'webhook', 'websocket'),
    field('list', 'recipients', 'recipients'),
    field('text', 'role', 'role'),
    field('text', 'subject', 'subject'),
    field('area', 'message', 'message'),
    rareChoice('priority', 'priority', 'low', 'normal', 'high', 'urgent'),
    rareChoice(
      'category',
      'category',
      'workflow_results',
      'ai_insights',
      'anomaly_alerts',
      'model_training',
      'performance_alerts',
    ),
    rare('json', 'data', 'data'),
  ],
  approval_request: [
    field('text', 'title', 'question'),
    field('area', 'message', 'details'),
    field('list', 'approvers.roles', 'roles'),
    field('list', 'approvers.users', 'users'),
    field('number', 'quorum', 'quorum'),
    field('number', 'deadline_seconds', 'deadline'),
    choice('on_deadline', 'onDeadline', 'reject', 'approve', 'fail', 'continue'),
    choice('on_rejected', 'onRejected', 'stop', 'fail', 'continue'),
    rare('flag', 'allow_self_approval', 'ownRun'),
    rare('list', 'evidence', 'evidence'),
    rare('json', 'form', 'form'),
    rare('json', 'escalation', 'escalation'),
  ],
  data_update: [
    field('dataset', 'table_name', 'dataset'),
    choice('operation', 'operation', 'update', 'insert', 'upsert'),
    {
      label: 'which',
      either: [
        { name: 'record_id', empty: '', fields: [field('text', 'record_id', 'recordId')] },
        { name: 'filter', empty: {}, fields: [field('json', 'filter', 'filter')] },
      ],
    },
    field('pairs', 'updates', 'updates'),
    rare('number', 'max_records', 'maxRecords'),
  ],
  external_api: [
    choice('method', 'method', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'),
    field('text', 'url', 'url'),
    field('credential', 'credential', 'credential'),
    field('json', 'body', 'body'),
    rare('pairs', 'headers', 'headers'),
    rare('pairs', 'response_mapping', 'response'),
    rare('list', 'expected_status', 'goodStatus'),
  ],
  delay: [
    {
      label: 'wait',
      either: [
        {
          name: 'duration',
          empty: { hours: 1 },
          fields: [
            field('number', 'duration.days', 'days'),
            field('number', 'duration.hours', 'hours'),
            field('number', 'duration.minutes', 'minutes'),
            field('number', 'duration.seconds', 'seconds'),
          ],
        },
        { name: 'until', empty: '', fields: [field('text', 'until', 'until')] },
      ],
    },
    field('flag', 'next_business_hour', 'businessHour'),
  ],
  parallel: [choice('join', 'join', 'all', 'any')],
  loop: [
    {
      label: 'over',
      either: [
        { name: 'items', empty: '', fields: [field('text', 'items', 'items')] },
        {
          name: 'range',
          empty: { from: 1, to: 10 },
          fields: [
            field('number', 'range.from', 'from'),
            field('number', 'range.to', 'to'),
            field('number', 'range.step', 'by'),
          ],
        },
      ],
    },
    field('text', 'item_variable', 'itemName'),
    field('number', 'concurrency', 'atOnce'),
    choice('on_item_error', 'onItemError', 'fail', 'continue'),
    rare('number', 'max_items', 'maxItems'),
    rare('conditions', 'break_when', 'breakWhen'),
    rare('text', 'collect', 'collect'),
  ],
  script: [
    field('code', 'source', 'script'),
    field('pairs', 'input', 'inputs'),
    rare('number', 'memory_limit_mb', 'memory'),
  ],
};

/** Types that the server does by a handler: only they are tried again, and only they have a time limit of their own. */
export const handled: ReadonlySet<StepType> = new Set([
  'ai_prediction',
  'data_query',
  'notification',
  'data_update',
  'external_api',
  'script',
]);

export const hasTimeout = (type: StepType): boolean => handled.has(type) || type === 'parallel' || type === 'loop';

/** Texts `consoleWorkflowEditor.choice.<value>`; methods and the like stand for themselves. */
export const namedChoices = [
  'in_app',
  'email',
  'webhook',
  'websocket',
  'low',
  'normal',
  'high',
  'urgent',
  'workflow_results',
  'ai_insights',
  'anomaly_alerts',
  'model_training',
  'performance_alerts',
  'reject',
  'approve',
  'fail',
  'continue',
  'stop',
  'update',
  'insert',
  'upsert',
  'all',
  'any',
  'fixed',
  'exponential',
  'goto',
  'fail_at_once',
  'skip',
  'queue',
  'allow',
  'none',
  'last',
  'now',
  'at_end',
  'query',
  'sql',
  'record_id',
  'filter',
  'duration',
  'until',
  'items',
  'range',
] as const;

export const operators = [
  'equals',
  'not_equals',
  'greater_than',
  'greater_or_equal',
  'less_than',
  'less_or_equal',
  'between',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'matches',
  'is_null',
  'is_not_null',
  'is_true',
  'is_false',
  'changed',
  'changed_by',
] as const;

export const withoutValue: ReadonlySet<unknown> = new Set(['is_null', 'is_not_null', 'is_true', 'is_false', 'changed']);
export const withList: ReadonlySet<unknown> = new Set(['in', 'not_in', 'between']);
