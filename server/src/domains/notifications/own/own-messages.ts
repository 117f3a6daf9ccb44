import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Category, NotificationText, Priority, Recipients } from '../notification.ts';

/** What the product itself says of an event. */
export interface OwnMessage {
  category: Category;
  priority: Priority;
  recipients: Recipients;
  text: NotificationText;
  data: Readonly<Record<string, unknown>>;
  link: string | null;
  isMailed: boolean;
}

type Params = Readonly<Record<string, string | number>>;

const say = (key: string, params: Params): NotificationText => ({
  kind: 'catalogue',
  title: { key: `notifications.own.${key}.title`, params },
  message: { key: `notifications.own.${key}.message`, params },
});

const TRAININGS = new Set(['training', 'model_import', 'model_retraining']);

/** The types of events that the product speaks of. */
export const OWN_EVENTS = [
  'job_succeeded',
  'job_failed',
  'quota_warning',
  'quota_exhausted',
  'drift_detected',
  'performance_degraded',
  'data_quality_alert',
] as const;

/**
 * @param starter whoever started the job that an event is about; null where nobody did
 * @returns null where there is nothing to say, or nobody to say it to
 */
export function messageOf(
  { type, data, organizationId }: Pick<OutboxEvent, 'type' | 'data' | 'organizationId'>,
  starter: number | null,
): OwnMessage | null {
  const message = compose(type, data, starter);
  // Every page of the console lies below its organization.
  return message?.link ? { ...message, link: `/o/${organizationId}${message.link}` } : message;
}

function compose(type: string, data: OutboxEvent['data'], starter: number | null): OwnMessage | null {
  switch (type) {
    case 'job_succeeded':
    case 'job_failed':
      return starter === null ? null : ofJob(type, data, starter);
    case 'quota_warning':
    case 'quota_exhausted':
      return ofQuota(type, data);
    case 'drift_detected':
    case 'performance_degraded':
      return ofModel(type, data);
    case 'data_quality_alert':
      return ofQuality(data);
    default:
      return null;
  }
}

function ofJob(type: 'job_succeeded' | 'job_failed', data: OutboxEvent['data'], starter: number): OwnMessage | null {
  const kind = textOf(data['kind']);
  const subject = objectOf(data['subject']);
  const result = objectOf(data['result']);
  const name = textOf(subject['name']);
  const common = { recipients: { userIds: [starter] }, data: pick(data, 'job_id', 'kind'), isMailed: false };
  if (type === 'job_failed') {
    const text = failure(kind, name, objectOf(data['error']));
    if (!text) return null;
    const category = TRAININGS.has(kind) ? 'model_training' : 'performance_alerts';
    return { ...common, category, priority: 'high', text, link: linkOf(kind, subject) };
  }
  if (TRAININGS.has(kind)) {
    const told = { ...common.data, ...pick(result, 'model_id', 'version') };
    const version = numberOf(result['version']);
    const text = say('trainingSucceeded', { name, version });
    const link = linkOf(kind, subject);
    return { ...common, category: 'model_training', priority: 'normal', text, data: told, link };
  }
  const rejected = numberOf(result['rows_rejected']);
  if (kind === 'import' && rejected > 0) {
    const imported = numberOf(result['rows_imported']);
    const text = say('importRejected', { dataset: textOf(result['dataset']), rejected, imported });
    const told = { ...common.data, ...pick(result, 'dataset', 'import_id', 'rows_imported', 'rows_rejected') };
    return { ...common, category: 'anomaly_alerts', priority: 'normal', text, data: told, link: '/datasets' };
  }
  return null;
}

const FAILURES = new Map([
  ['training', 'trainingFailed'],
  ['model_import', 'trainingFailed'],
  ['model_retraining', 'trainingFailed'],
  ['import', 'importFailed'],
  ['prediction_batch', 'batchFailed'],
]);

/** The title is the job's, the message says in words what went wrong. */
function failure(kind: string, name: string, error: Record<string, unknown>): NotificationText | null {
  const key = FAILURES.get(kind);
  const [namespace, code] = [textOf(error['namespace']), textOf(error['code'])];
  if (key === undefined || namespace === '' || code === '') return null;
  const title = { key: `notifications.own.${key}.title`, params: { name } };
  return {
    kind: 'catalogue',
    title,
    message: { key: [namespace, 'errors', code, 'detail'].join('.'), params: plainParams(error['params']) },
  };
}

function linkOf(kind: string, subject: Record<string, unknown>): string | null {
  if (kind === 'import') return '/datasets';
  return subject['kind'] === 'model' ? `/models/${numberOf(subject['id'])}` : null;
}

function ofQuota(type: 'quota_warning' | 'quota_exhausted', data: OutboxEvent['data']): OwnMessage {
  const params = {
    entitlement: textOf(data['entitlement']),
    used: numberOf(data['used']),
    limit: numberOf(data['limit']),
  };
  const isOver = type === 'quota_exhausted';
  return {
    category: 'billing',
    priority: isOver ? 'high' : 'normal',
    recipients: { permission: 'tenancy:manage' },
    text: say(isOver ? 'quotaExhausted' : 'quotaWarning', params),
    data,
    link: null,
    isMailed: isOver,
  };
}

function ofModel(type: 'drift_detected' | 'performance_degraded', data: OutboxEvent['data']): OwnMessage {
  const params = { name: textOf(data['model_name']), version: numberOf(data['model_version']) };
  const isSevere = ['high', 'critical'].includes(textOf(data['severity']));
  return {
    category: 'anomaly_alerts',
    priority: isSevere ? 'high' : 'normal',
    recipients: { permission: 'ai_analytics:manage' },
    text: say(type === 'drift_detected' ? 'drift' : 'degraded', params),
    data: pick(data, 'model_id', 'model_name', 'model_version', 'severity'),
    link: `/models/${numberOf(data['model_id'])}`,
    isMailed: isSevere,
  };
}

function ofQuality(data: OutboxEvent['data']): OwnMessage | null {
  if (data['status'] !== 'opened') return null;
  const params = { rule: textOf(data['rule_name']), dataset: textOf(data['table_name']) };
  return {
    category: 'anomaly_alerts',
    priority: ['high', 'critical'].includes(textOf(data['severity'])) ? 'high' : 'normal',
    recipients: { permission: 'data:update' },
    text: say('quality', params),
    data: pick(data, 'alert_id', 'rule_id', 'table_name', 'severity'),
    link: '/datasets',
    isMailed: false,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

function objectOf(value: unknown): Record<string, unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object has members
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function pick(from: Readonly<Record<string, unknown>>, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}

function plainParams(value: unknown): Params {
  const entries = Object.entries(objectOf(value)).filter(([, each]) => ['string', 'number'].includes(typeof each));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- filtered just before
  return Object.fromEntries(entries) as Params;
}
