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
