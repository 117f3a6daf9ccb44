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

export type Job = Answer<'/api/v1/jobs/{job_id}', 'get', 200>;

export type Model = Answer<'/api/v1/ai-analytics/models/{id}', 'get', 200>;
export type NewModel = Body<'/api/v1/ai-analytics/models', 'post'>;
export type ModelType = Model['model_type'];
export type ModelStatus = Model['status'];
export type Feature = NonNullable<Model['feature_schema']>[number];
export type Performance = Answer<'/api/v1/ai-analytics/models/{id}/performance', 'get', 200>;
export type ModelVersion = Performance['versions'][number];

export type Prediction = Answer<'/api/v1/ai-analytics/predict', 'post', 200>;
export type PastPrediction = Answer<'/api/v1/ai-analytics/predictions', 'get', 200>['items'][number];
export type Explanation = NonNullable<Prediction['explanation']>;
export type NewFeedback = Body<'/api/v1/ai-analytics/predictions/{id}/feedback', 'post'>;

export type Dashboard = Answer<'/api/v1/ai-analytics/dashboard', 'get', 200>;
export type KeyFigure = NonNullable<Dashboard['key_figures']>[number];
export type RevenueForecast = NonNullable<Dashboard['revenue_forecast']>;
export type AttentionItem = Dashboard['attention'][number];
export type ModelHealth = Dashboard['models'][number];
export type LatestPrediction = Dashboard['latest_predictions'][number];
