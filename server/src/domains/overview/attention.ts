import type { ModelHealth } from '../models/index.ts';
import type { ChurnParts, Newest, RevenueParts, StockParts } from './analyses.ts';

export const severities = ['low', 'medium', 'high', 'critical'] as const;
type Severity = (typeof severities)[number];

export const attentionKinds = [
  'model_drift',
  'model_performance',
  'import_failed',
  'quality_alert',
  'quota',
  'revenue_falls',
  'customers_at_risk',
  'stock_to_order',
] as const;

/** Where somebody can do something about it. */
type Target =
  | { kind: 'model'; id: number }
  | { kind: 'import'; id: number }
  | { kind: 'dataset'; name: string }
  | { kind: 'plan' }
  | { kind: 'analysis'; id: number };

/** What it is worth; below nothing where it is lost. */
interface Worth {
  amount: number;
  lower: number | null;
  upper: number | null;
  currency: string;
}

export interface AttentionItem {
  kind: (typeof attentionKinds)[number];
  severity: Severity;
  since: string;
  /** What it is about: a model, a file, a dataset, an entitlement. */
  subject: string;
  figures: Record<string, number>;
  money: Worth | null;
  target: Target;
}

interface FailedImport {
  id: number;
  dataset: string;
  fileName: string | null;
  status: string;
  createdAt: Date;
}

interface OpenAlert {
  id: number;
  dataset: string;
  severity: Severity;
  lastFigures: { rows_broken: number; rows_checked: number };
  openedAt: Date;
  acknowledgedAt: Date | null;
}

interface QuotaState {
  entitlement: { name: string; amount: number };
  used: number;
}

/** What the attention list is made from; null is what the reader may not see. */
export interface Signs {
  models: readonly ModelHealth[];
  /** The latest first. */
  imports: readonly FailedImport[] | null;
  alerts: readonly OpenAlert[] | null;
  quotas: readonly QuotaState[] | null;
  revenue: Newest<RevenueParts> | null;
  churn: Newest<ChurnParts> | null;
  stock: Newest<StockParts> | null;
}

const MOST = 20;
const DAY_MS = 86_400_000;
/** An import that failed longer ago is history. */
const RECENT_DAYS = 14;
/** Of a limit; from here on it is nearly used up. */
const NEARLY = 0.8;
/** An analysis that is older says nothing of today. */
const ANALYSIS_DAYS = 31;

/** What somebody should look at, the gravest first and of those what is worth most. */
export function findAttention(signs: Signs, now: Date): AttentionItem[] {
  const isRecent = (at: Date, days: number) => now.getTime() - at.getTime() < days * DAY_MS;
  const isOfUse = ({ analysis }: { analysis: { created_at: Date } }) => isRecent(analysis.created_at, ANALYSIS_DAYS);
  const items = [
    ...signs.models.flatMap(ofModel),
    ...ofImports((signs.imports ?? []).filter(({ createdAt }) => isRecent(createdAt, RECENT_DAYS))),
    ...(signs.alerts ?? []).filter(({ acknowledgedAt }) => acknowledgedAt === null).map(ofAlert),
    ...(signs.quotas ?? []).flatMap((quota) => ofQuota(quota, now)),
    ...(signs.revenue && isOfUse(signs.revenue) ? ofRevenue(signs.revenue) : []),
    ...(signs.churn && isOfUse(signs.churn) ? ofChurn(signs.churn) : []),
    ...(signs.stock && isOfUse(signs.stock) ? ofStock(signs.stock) : []),
  ];
  return items.toSorted(gravestFirst).slice(0, MOST);
}

const gravestFirst = (left: AttentionItem, right: AttentionItem): number =>
  severities.indexOf(right.severity) - severities.indexOf(left.severity) ||
  Math.abs(right.money?.amount ?? 0) - Math.abs(left.money?.amount ?? 0) ||
  right.since.localeCompare(left.since);

const ofModel = ({ id, model_name: subject, open_episodes: episodes }: ModelHealth): AttentionItem[] =>
  episodes.map(({ kind, severity, opened_at: since }) => ({
    kind: kind === 'drift' ? 'model_drift' : 'model_performance',
    severity,
    since: new Date(since).toISOString(),
    subject,
    figures: {},
    money: null,
    target: { kind: 'model', id },
  }));

/** Of each dataset the latest import only: what came in since has healed what failed before. */
function ofImports(imports: readonly FailedImport[]): AttentionItem[] {
  const seen = new Set<string>();
  return imports.flatMap(({ id, dataset, fileName, status, createdAt }) => {
    if (seen.has(dataset) || status === 'queued' || status === 'running') return [];
    seen.add(dataset);
    if (status !== 'failed') return [];
    return [
      {
        kind: 'import_failed',
        severity: 'high',
        since: createdAt.toISOString(),
        subject: fileName ?? dataset,
        figures: {},
        money: null,
        target: { kind: 'import', id },
      },
    ];
  });
}

const ofAlert = ({ severity, openedAt, dataset, lastFigures }: OpenAlert): AttentionItem => ({
  kind: 'quality_alert',
  severity,
  since: openedAt.toISOString(),
  subject: dataset,
  figures: { rows_broken: lastFigures.rows_broken, rows_checked: lastFigures.rows_checked },
  money: null,
  target: { kind: 'dataset', name: dataset },
});

function ofQuota({ entitlement: { name, amount: limit }, used }: QuotaState, now: Date): AttentionItem[] {
  if (limit <= 0 || used < NEARLY * limit) return [];
  return [
    {
      kind: 'quota',
      severity: used >= limit ? 'high' : 'medium',
      since: now.toISOString(),
      subject: name,
      figures: { used, limit },
      money: null,
      target: { kind: 'plan' },
    },
  ];
}

/** Only where even the upper end of the narrowest interval stays below the year before. */
function ofRevenue({ analysis, parts: { currency, total } }: Newest<RevenueParts>): AttentionItem[] {
  const { year_before: before, revenue, intervals } = total;
  const [narrowest] = intervals.toSorted((left, right) => left.level - right.level);
  if (before === null || narrowest === undefined || narrowest.upper >= before) return [];
  const { lower, upper } = narrowest;
  return [
    {
      kind: 'revenue_falls',
      severity: revenue < 0.8 * before ? 'critical' : 'high',
      since: analysis.created_at.toISOString(),
      subject: '',
      figures: { share: revenue / before - 1 },
      money: { amount: revenue - before, lower: lower - before, upper: upper - before, currency },
      target: { kind: 'analysis', id: analysis.id },
    },
  ];
}

function ofChurn({ analysis, parts }: Newest<ChurnParts>): AttentionItem[] {
  const { mean, lower, upper } = parts.value_at_risk;
  const { customers } = parts.contacts;
  if (customers === 0 || mean <= 0) return [];
  return [
    {
      kind: 'customers_at_risk',
      severity: 'medium',
      since: analysis.created_at.toISOString(),
      subject: '',
      figures: { leaving: Math.round(parts.expected_to_leave), contacts: customers },
      money: { amount: -mean, lower: -upper, upper: -lower, currency: parts.currency },
      target: { kind: 'analysis', id: analysis.id },
    },
  ];
}

function ofStock({ analysis, parts: { currency, orders } }: Newest<StockParts>): AttentionItem[] {
  if (orders.items === 0) return [];
  return [
    {
      kind: 'stock_to_order',
      severity: 'high',
      since: analysis.created_at.toISOString(),
      subject: '',
      figures: { products: orders.items, cost: orders.cost },
      money: { amount: -orders.prevents, lower: null, upper: null, currency },
      target: { kind: 'analysis', id: analysis.id },
    },
  ];
}
