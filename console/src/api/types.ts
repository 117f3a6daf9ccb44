import type { paths } from './schema.generated.ts';

type JsonOf<Message> = Message extends { content: { 'application/json': infer Json } } ? Json : never;
type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number,
> = paths[Path][Method] extends { responses: infer Responses }
  ? Status extends keyof Responses
    ? JsonOf<Responses[Status]>
    : never
  : never;
type Body<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody?: infer Request;
}
  ? JsonOf<NonNullable<Request>>
  : never;

export type ApiKey = Answer<'/api/v1/tenancy/api-keys', 'get', 200>['items'][number];

export type Member = Answer<'/api/v1/tenancy/members', 'get', 200>['items'][number];
export type Role = Answer<'/api/v1/tenancy/roles', 'get', 200>['items'][number];
export type Invitation = Answer<'/api/v1/tenancy/invitations', 'get', 200>['items'][number];
export type SentInvitation = Answer<'/api/v1/tenancy/invitations', 'post', 201>;

export type Plan = Answer<'/api/v1/tenancy/plan', 'get', 200>;
export type Entitlement = Plan['entitlements'][number];
export type OfferedPlan = Answer<'/api/v1/tenancy/plans', 'get', 200>['items'][number];
export type PlanOutcome = Answer<'/api/v1/tenancy/plan', 'put', 200>;
export type Usage = Answer<'/api/v1/tenancy/usage', 'get', 200>;

export type Dataset = Answer<'/api/v1/data/datasets', 'get', 200>['items'][number];
export type DatasetDetail = Answer<'/api/v1/data/datasets/{name}', 'get', 200>;
export type Column = Dataset['columns'][number];
export type ColumnType = Column['type'];
export type DataImport = Answer<'/api/v1/data/imports/{id}', 'get', 200>;
export type Inspection = Answer<'/api/v1/data/imports/inspections', 'post', 200>;
export type NewColumn = Body<'/api/v1/data/datasets/{name}/columns', 'post'>;
export type Retyping = Answer<'/api/v1/data/datasets/{name}/columns/{column}/retype', 'post', 200>;
export type DataRecord = Answer<'/api/v1/data/datasets/{name}/records', 'get', 200>['items'][number];
export type RecordChange = Answer<'/api/v1/data/datasets/{name}/records/{key}/history', 'get', 200>['items'][number];
export type Profile = Answer<'/api/v1/data/datasets/{name}/profile', 'get', 200>;
export type ColumnFigures = Profile['columns'][number];
export type ProfileNote = Profile['notes'][number];
export type QualityRule = Answer<'/api/v1/data/datasets/{name}/quality-rules', 'get', 200>['items'][number];
export type QualityAlert = Answer<'/api/v1/data/quality-alerts', 'get', 200>['items'][number];
export type NewQualityRule = Body<'/api/v1/data/datasets/{name}/quality-rules', 'post'>;
export type Suggestion = Answer<'/api/v1/data/datasets/{name}/quality-rules/suggestions', 'get', 200>['items'][number];
export type RulePreview = Answer<'/api/v1/data/datasets/{name}/quality-rules/preview', 'post', 200>;
export type Query = Body<'/api/v1/data/query', 'post'>;
/** How it compares a column. */
export type QueryOperator = NonNullable<NonNullable<Query['filter']>['operator']>;
export type QueryResult = Answer<'/api/v1/data/query', 'post', 200>;
export type Metric = Answer<'/api/v1/data/metrics', 'get', 200>['items'][number];

export type Job = Answer<'/api/v1/jobs/{job_id}', 'get', 200>;

export type Model = Answer<'/api/v1/ai-analytics/models/{id}', 'get', 200>;
export type NewModel = Body<'/api/v1/ai-analytics/models', 'post'>;
export type ModelType = Model['model_type'];
export type ModelStatus = Model['status'];
export type Feature = NonNullable<Model['feature_schema']>[number];
export type Performance = Answer<'/api/v1/ai-analytics/models/{id}/performance', 'get', 200>;
export type ModelVersion = Performance['versions'][number];
export type Comparison = Answer<'/api/v1/ai-analytics/models/{id}/compare', 'get', 200>;
export type Challenge = Answer<'/api/v1/ai-analytics/models/{id}/challenger', 'get', 200>;
export type Retraining = Answer<'/api/v1/ai-analytics/models/{id}/retraining', 'get', 200>;
export type RetrainingPolicy = NonNullable<Retraining['policy']>;
export type Watch = Answer<'/api/v1/ai-analytics/models/{id}/drift', 'get', 200>;

export type Prediction = Answer<'/api/v1/ai-analytics/predict', 'post', 200>;
export type PastPrediction = Answer<'/api/v1/ai-analytics/predictions', 'get', 200>['items'][number];
export type Explanation = NonNullable<Prediction['explanation']>;
export type WhatIf = Answer<'/api/v1/ai-analytics/predict/what-if', 'post', 200>;
export type Batch = Answer<'/api/v1/ai-analytics/predict/batches/{id}', 'get', 200>;
export type BatchResult = Answer<'/api/v1/ai-analytics/predict/batches/{id}/results', 'get', 200>['items'][number];
export type NewFeedback = Body<'/api/v1/ai-analytics/predictions/{id}/feedback', 'post'>;

export type Dashboard = Answer<'/api/v1/ai-analytics/dashboard', 'get', 200>;
export type KeyFigure = NonNullable<Dashboard['key_figures']>[number];
export type RevenueForecast = NonNullable<Dashboard['revenue_forecast']>;
export type AttentionItem = Dashboard['attention'][number];
export type ModelHealth = Dashboard['models'][number];
export type LatestPrediction = Dashboard['latest_predictions'][number];

export type Analysis = Answer<'/api/v1/ai-analytics/predictive/{id}', 'get', 200>;
export type AnalysisHead = Answer<'/api/v1/ai-analytics/predictive', 'get', 200>['items'][number];
export type AnalysisKind = Analysis['kind'];
export type AnalysisItem = Answer<'/api/v1/ai-analytics/predictive/{id}/items', 'get', 200>['items'][number];
type AnalysisResult = NonNullable<Analysis['result']>;
export type ChurnResult = Extract<AnalysisResult, { survival: unknown }>;
export type StockResult = Extract<AnalysisResult, { families: unknown }>;
export type DemandResult = Extract<AnalysisResult, { staffing: unknown }>;
export type RevenueResult = Extract<AnalysisResult, { drivers: unknown }>;

export type Notification = Answer<'/api/v1/notifications/{id}', 'get', 200>;
export type NotificationState = Notification['state'];
export type InboxChange = Body<'/api/v1/notifications/{id}', 'patch'>;
export type InboxFilter = NonNullable<Body<'/api/v1/notifications/bulk', 'post'>['filter']>;
export type NotificationCategory = NonNullable<InboxFilter['category']>;
export type NotificationPreferences = Answer<'/api/v1/notifications/preferences', 'get', 200>;
export type PreferencesChange = Body<'/api/v1/notifications/preferences', 'patch'>;

export type Run = Answer<'/api/v1/ai-analytics/workflow-runs', 'get', 200>['items'][number];
export type RunDetails = Answer<'/api/v1/ai-analytics/workflow-runs/{id}', 'get', 200>;
export type PlannedStep = RunDetails['plan'][number];
export type StandingStep = RunDetails['under_way'][number];
export type StepAttempt = Answer<'/api/v1/ai-analytics/workflow-runs/{id}/steps', 'get', 200>['items'][number];
export type RetryWish = Body<'/api/v1/ai-analytics/workflow-runs/{id}/retry', 'post'>;
export type Hook = Answer<'/api/v1/ai-analytics/workflows/{id}/hooks', 'get', 200>['items'][number];
export type NewHook = Body<'/api/v1/ai-analytics/workflows/{id}/hooks', 'post'>;
export type FreshHook = Answer<'/api/v1/ai-analytics/workflows/{id}/hooks', 'post', 201>;
export type Approval = Answer<'/api/v1/ai-analytics/approvals/{id}', 'get', 200>;
export type Verdict = Body<'/api/v1/ai-analytics/approvals/{id}/decide', 'post'>;

export type SignedInSession = Answer<'/api/v1/sessions', 'get', 200>['items'][number];
export type Organization = Answer<'/api/v1/tenancy/organization', 'get', 200>;
export type OrganizationChange = Body<'/api/v1/tenancy/organization', 'patch'>;
export type AuditEntry = Answer<'/api/v1/tenancy/audit-log', 'get', 200>['items'][number];
export type Credential = Answer<'/api/v1/ai-analytics/credentials', 'get', 200>['items'][number];
export type CredentialContent = Body<'/api/v1/ai-analytics/credentials/{id}', 'put'>;
export type NewCredential = Body<'/api/v1/ai-analytics/credentials', 'post'>;
export type WebhookEndpoint = Answer<'/api/v1/notifications/webhook-endpoints', 'get', 200>['items'][number];
export type NewWebhookEndpoint = Body<'/api/v1/notifications/webhook-endpoints', 'post'>;
export type WebhookEndpointChange = Body<'/api/v1/notifications/webhook-endpoints/{id}', 'patch'>;
export type Delivery = Answer<'/api/v1/notifications/deliveries', 'get', 200>['items'][number];
export type DeliveryDetail = Answer<'/api/v1/notifications/deliveries/{id}', 'get', 200>;
