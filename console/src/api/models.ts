import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './client.ts';
import { isStatus } from './errors.ts';
import type { NewModel, RetrainingPolicy } from './types.ts';

export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: () => answer(api.GET('/api/v1/ai-analytics/models', { params: { query: { limit: 200 } } })),
});

export function modelQuery(id: number) {
  return queryOptions({
    queryKey: ['models', id],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/models/{id}', { params: { path: { id } } })),
  });
}

export function performanceQuery(id: number) {
  return queryOptions({
    queryKey: ['models', id, 'performance'],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/models/{id}/performance', { params: { path: { id } } })),
  });
}

export function createModel(body: NewModel) {
  return answer(api.POST('/api/v1/ai-analytics/models', { body }));
}

export function trainModel(id: number, options: { validationSplit?: number }) {
  const body = options.validationSplit === undefined ? {} : { validation_split: options.validationSplit };
  return answer(api.POST('/api/v1/ai-analytics/models/{id}/train', { params: { path: { id } }, body }));
}

export function deployModel(id: number, options: { version?: number; force?: boolean; reason?: string }) {
  const body = { ...options, monitoring_enabled: true };
  return answer(api.POST('/api/v1/ai-analytics/models/{id}/deploy', { params: { path: { id } }, body }));
}

/** A version in the words of one reader. */
export function cardQuery(id: number, version: number, language: string) {
  const params = { path: { id }, query: { version } };
  return queryOptions({
    queryKey: ['models', id, 'card', version, language],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/models/{id}/card', { params })),
  });
}

export function comparisonQuery(id: number, versions: string) {
  const params = { path: { id }, query: { versions } };
  return queryOptions({
    queryKey: ['models', id, 'compare', versions],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/models/{id}/compare', { params })),
  });
}

export function watchQuery(id: number) {
  return queryOptions({
    queryKey: ['models', id, 'watch'],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/models/{id}/drift', { params: { path: { id } } })),
  });
}

/** When it is trained anew by itself, and what came of it. */
export function retrainingQuery(id: number) {
  const params = { path: { id } };
  return queryOptions({
    queryKey: ['models', id, 'retraining'],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/models/{id}/retraining', { params })),
  });
}

export function updateRetraining(id: number, body: RetrainingPolicy) {
  return answer(api.PUT('/api/v1/ai-analytics/models/{id}/retraining', { params: { path: { id } }, body }));
}

export function deploymentsQuery(id: number) {
  return queryOptions({
    queryKey: ['models', id, 'deployments'],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/models/{id}/deployments', { params: { path: { id } } })),
  });
}

/** The challenge that is under way; null where there is none. */
export function challengeQuery(id: number) {
  return queryOptions({
    queryKey: ['models', id, 'challenger'],
    queryFn: async () => {
      try {
        return await answer(api.GET('/api/v1/ai-analytics/models/{id}/challenger', { params: { path: { id } } }));
      } catch (error) {
        if (isStatus(error, 404)) return null;
        throw error;
      }
    },
  });
}

export interface Challenger {
  version: number;
  mode: 'shadow' | 'canary';
}

export function startChallenge(id: number, body: Challenger) {
  return answer(api.PUT('/api/v1/ai-analytics/models/{id}/challenger', { params: { path: { id } }, body }));
}

export function endChallenge(id: number): Promise<void> {
  return done(api.DELETE('/api/v1/ai-analytics/models/{id}/challenger', { params: { path: { id } } }));
}

export function promoteVersion(id: number, version: number) {
  return answer(api.POST('/api/v1/ai-analytics/models/{id}/promote', { params: { path: { id } }, body: { version } }));
}

/** A job that looks whether the inputs or the answers have shifted. */
export function startLook(id: number) {
  return answer(api.POST('/api/v1/ai-analytics/models/{id}/watch', { params: { path: { id } } }));
}

export function startProof(id: number, version: number) {
  const params = { path: { id, version } };
  return answer(api.POST('/api/v1/ai-analytics/models/{id}/versions/{version}/reproduce', { params }));
}

export function retireModel(id: number): Promise<void> {
  return done(api.DELETE('/api/v1/ai-analytics/models/{id}', { params: { path: { id } } }));
}

export const exportAddress = (id: number, version: number): string =>
  `/api/v1/ai-analytics/models/${id}/versions/${version}/export`;
