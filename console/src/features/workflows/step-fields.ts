import { handledTypes, operators, operatorValues } from '../../api/definition.generated.ts';
import type { Fields, StepType } from './definition.ts';

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
  | 'data'
  | 'entity'
  | 'recordKey'
  | 'throttle'
  | 'throttleKey'
  | 'throttleFor'
  | 'escalate'
  | 'escalateBy'
  | 'after'
  | 'translations'
  | 'approvalChannels'
  | 'formName'
  | 'formLabel'
  | 'formType'
  | 'formChoices'
  | 'formRequired'
  | 'urlParameters'
  | 'idempotencyHeader'
  | 'indexName';

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
  | 'credential'
  /** Seconds, written in the unit that suits them. */
  | 'span'
  | 'role'
  | 'roles'
  | 'users'
  | 'recipients'
  | 'translations'
  /** Several of its choices. */
  | 'several'
  /** Fields that are there together or not at all. */
  | 'group'
  /** A list of such. */
  | 'rows';

export interface FieldSpec {
  readonly path: readonly string[];
  readonly kind: FieldKind;
  readonly label: FieldLabel;
  readonly choices?: readonly string[];
  /** Rarely wanted: shown on demand. */
  readonly rare?: boolean;
  /** Of a group, and of each row: their paths begin there. */
  readonly columns?: readonly FieldSpec[];
  /** What a new row, or a group that is switched on, begins with. */
  readonly empty?: Fields;
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

const rareParts = (
  kind: 'group' | 'rows',
  path: string,
  label: FieldLabel,
  empty: Fields,
  ...columns: readonly FieldSpec[]
) => field(kind, path, label, { rare: true, empty, columns });

/** The settings of each type, in the order in which one thinks of them. */
export const stepFields: Record<StepType, readonly (FieldSpec | EitherSpec)[]> = {
  ai_prediction: [
    field('model', 'model_id', 'model'),
    field('pairs', 'input_mapping', 'inputs'),
    rare('flag', 'explain', 'explain'),
    rare('text', 'prediction_context', 'purpose'),
    rareParts(
      'group',
      'entity',
      'entity',
      { dataset: '', id: '' },
      field('dataset', 'dataset', 'dataset'),
      field('text', 'id', 'recordKey'),
    ),
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
    choice('notification_type', 'channel', 'in_app', 'email', 'slack', 'webhook', 'websocket'),
    field('recipients', 'recipients', 'recipients'),
    field('role', 'role', 'role'),
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
    rare('translations', 'translations', 'translations'),
    rareParts(
      'group',
      'throttle',
      'throttle',
      { key: '', seconds: 86_400 },
      field('text', 'key', 'throttleKey'),
      field('span', 'seconds', 'throttleFor'),
    ),
    rareParts(
      'rows',
      'escalate',
      'escalate',
      { channel: 'email', after_seconds: 3600 },
      choice('channel', 'escalateBy', 'email', 'websocket'),
      field('span', 'after_seconds', 'after'),
    ),
    rare('json', 'data', 'data'),
  ],
  approval_request: [
    field('text', 'title', 'question'),
    field('area', 'message', 'details'),
    field('roles', 'approvers.roles', 'roles'),
    field('users', 'approvers.users', 'users'),
    field('number', 'quorum', 'quorum'),
    field('span', 'deadline_seconds', 'deadline'),
    choice('on_deadline', 'onDeadline', 'reject', 'approve', 'fail', 'continue'),
    choice('on_rejected', 'onRejected', 'stop', 'fail', 'continue'),
    rare('flag', 'allow_self_approval', 'ownRun'),
    rare('list', 'evidence', 'evidence'),
    field('several', 'channels', 'approvalChannels', { choices: ['in_app', 'email'], rare: true }),
    rareParts(
      'rows',
      'form',
      'form',
      { name: '', label: '' },
      field('text', 'label', 'formLabel'),
      field('text', 'name', 'formName'),
      choice('type', 'formType', 'text', 'number', 'boolean', 'date', 'choice'),
      field('list', 'choices', 'formChoices'),
      field('flag', 'required', 'formRequired'),
    ),
    rareParts(
      'rows',
      'escalation',
      'escalation',
      { after_seconds: 86_400, roles: ['owner'] },
      field('span', 'after_seconds', 'after'),
      field('roles', 'roles', 'roles'),
      field('users', 'users', 'users'),
    ),
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
    rare('pairs', 'query', 'urlParameters'),
    rare('pairs', 'headers', 'headers'),
    rare('pairs', 'response_mapping', 'response'),
    rare('list', 'expected_status', 'goodStatus'),
    rare('text', 'idempotency_header', 'idempotencyHeader'),
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
  parallel: [choice('join', 'join', 'all', 'any', '2', '3', '4', '5')],
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
    rare('text', 'index_variable', 'indexName'),
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
export const handled: ReadonlySet<StepType> = new Set(handledTypes);

export const hasTimeout = (type: StepType): boolean => handled.has(type) || type === 'parallel' || type === 'loop';

/** Texts `consoleWorkflowEditor.choice.<value>`; methods and the like stand for themselves. */
export const namedChoices = [
  'in_app',
  'email',
  'webhook',
  'websocket',
  'text',
  'number',
  'boolean',
  'date',
  'choice',
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

const operatorsTaking = (...kinds: readonly string[]): ReadonlySet<unknown> =>
  new Set(operators.filter((operator) => kinds.includes(operatorValues[operator])));

export const withoutValue = operatorsTaking('none');
export const withList = operatorsTaking('list', 'two');
