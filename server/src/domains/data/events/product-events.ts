import { type EventFieldType, listFields, typeOf } from './types/event-shape.ts';

interface ProductEvent {
  name: string;
  fields: { path: string; types: EventFieldType[] }[];
  example: Record<string, unknown>;
}

const job = (result: unknown, error: unknown) => ({
  job_id: 'job_01k5z3v8r2m4c6t8w0x2y4z6a8',
  kind: 'import',
  subject: { kind: 'import', id: 5, name: 'orders' },
  result,
  error,
});

const record = {
  customer_id: 'C-10001',
  risk_level: 'high',
  table_name: 'customers',
  record_id: 'C-10001',
  change_set: 'chg_01k5z3v8r2m4c6t8w0x2y4z6a8',
};

/** What the product itself tells of, each with an example. Nobody else may send these. */
const EVENTS: Record<string, Record<string, unknown>> = {
  prediction_completed: {
    prediction_id: 'pred_01k5z3v8r2m4c6t8w0x2y4z6a8',
    model_id: 7,
    model_name: 'Customers who leave',
    model_version: 3,
    prediction_type: 'customer_churn',
    prediction: 0.82,
    label: 'yes',
    confidence_score: 0.82,
    churn_probability: 0.82,
  },
  prediction_batch_completed: {
    batch_id: 12,
    model_id: 7,
    model_version: 3,
    table_name: 'customers',
    rows_total: 1000,
    rows_scored: 998,
    rows_without_features: 2,
  },
  model_trained: {
    model_id: 7,
    model_name: 'Customers who leave',
    version: 3,
    metrics: { accuracy: 0.87, roc_auc: 0.91 },
    baseline: { accuracy: 0.71 },
  },
  model_deployed: {
    model_id: 7,
    model_name: 'Customers who leave',
    version: 3,
    auto_scaling: true,
    monitoring_enabled: true,
    forced: false,
    kind: 'deploy',
    previous_version: 2,
  },
  model_retrained: {
    model_id: 7,
    trigger: 'drift',
    decision: 'promoted',
    reason: 'better',
    champion_version: 2,
    challenger_version: 3,
    comparison: {},
    live_comparison: null,
  },
  drift_detected: {
    model_id: 7,
    model_name: 'Customers who leave',
    model_version: 3,
    severity: 'high',
    features: [{ feature: 'monthly_charges', psi: 0.31, verdict: 'shifted' }],
    score_psi: 0.12,
    score_verdict: 'shifting',
    predictions: 500,
    window_from: '2027-01-01T00:00:00.000Z',
    window_to: '2027-01-15T00:00:00.000Z',
  },
  performance_degraded: {
    model_id: 7,
    model_name: 'Customers who leave',
    model_version: 3,
    severity: 'medium',
    metric: 'accuracy',
    live: 0.74,
    held_out: 0.87,
  },
  anomaly_detected: {
    anomaly_id: 41,
    anomaly_type: 'sales',
    severity: 'high',
    score: 5.2,
    expected: 1200,
    actual: 310,
    impact: -8900,
  },
  insight_generated: { insight_id: 17, insight_type: 'opportunity', title: 'Region North grows', priority: 'high' },
  import_finished: { import_id: 5, table_name: 'orders', rows_imported: 1200, rows_rejected: 3 },
  import_undone: { import_id: 5, table_name: 'orders', rows_removed: 1200, rows_restored: 0, rows_left: 0 },
  record_created: { ...record, changed_fields: [], previous: {} },
  record_updated: { ...record, changed_fields: ['risk_level'], previous: { risk_level: 'low' } },
  record_deleted: { ...record, changed_fields: [], previous: {} },
  records_changed: { table_name: 'customers', change_set: 'chg_01k5z3v8r2m4c6t8w0x2y4z6a8', records: 250 },
  data_quality_alert: {
    alert_id: 3,
    status: 'opened',
    severity: 'high',
    rule_id: 12,
    rule_name: 'Every customer has a region',
    kind: 'not_blank',
    table_name: 'customers',
    column: 'region',
    rows_checked: 1200,
    rows_broken: 40,
    broken_share: 0.033,
    allowed_share: 0,
    figure: null,
  },
  data_update: { table_name: 'customers', key: 'C-10001', changes: { risk_level: 'high' } },
  quota_warning: {
    entitlement: 'predictions_per_day',
    used: 8000,
    limit: 10_000,
    threshold: 80,
    plan: 'enterprise',
    period: '2027-01-15',
    forecast_on: '2027-01-15',
  },
  quota_exhausted: {
    entitlement: 'predictions_per_day',
    used: 10_000,
    limit: 10_000,
    threshold: 100,
    plan: 'enterprise',
    period: '2027-01-15',
    forecast_on: null,
  },
  quota_reached: { entitlement: 'predictions_per_day', used: 10_000, limit: 10_000 },
  job_succeeded: job({ rows_imported: 1200 }, null),
  job_failed: job(null, { namespace: 'data', code: 'no_row_fits', params: {} }),
  job_cancelled: job(null, null),
  workflow_run_failed: {
    run_id: 'run_01k5z3v8r2m4c6t8w0x2y4z6a8',
    workflow_id: 4,
    version_id: 9,
    failure: { code: 'step_timed_out', message: 'The step took longer than 60 seconds.', isRetryable: false },
  },
  member_invited: { invitation_id: 4, email: 'guest@example.com', role: 'viewer' },
};

export const productEvents: readonly ProductEvent[] = Object.entries(EVENTS).map(([name, example]) => ({
  name,
  fields: [...listFields(example)].map(([path, values]) => ({ path, types: [...new Set(values.map(typeOf))] })),
  example,
}));

export const isProductEvent = (name: string): boolean => Object.hasOwn(EVENTS, name);
