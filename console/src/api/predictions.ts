import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { NewFeedback } from './types.ts';

const pageSize = 50;

async function listPage(modelId: number, cursor: string | null) {
  const query = { model_id: modelId, limit: pageSize, ...(cursor === null ? {} : { cursor }) };
  return answer(api.GET('/api/v1/ai-analytics/predictions', { params: { query } }));
}

export function predictionsQuery(modelId: number) {
  const first: string | null = null;
  return infiniteQueryOptions({
    queryKey: ['predictions', modelId],
    queryFn: ({ pageParam }: { pageParam: string | null }) => listPage(modelId, pageParam),
    initialPageParam: first,
    getNextPageParam: (last) => last.next_cursor,
  });
}

export function predictionQuery(modelId: number, predictionId: string) {
  const params = { path: { id: predictionId } };
  return queryOptions({
    queryKey: ['predictions', modelId, predictionId],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/predictions/{id}', { params })),
    // What was answered once stays so; only its feedback may change, and whoever gives it puts it here.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function createPrediction(modelId: number, input: Record<string, unknown>, horizon?: number) {
  const body = { model_id: modelId, input_data: input, ...(horizon !== undefined && { horizon }) };
  return answer(api.POST('/api/v1/ai-analytics/predict', { body }));
}

export function createFeedback(predictionId: string, body: NewFeedback) {
  const params = { path: { id: predictionId } };
  return answer(api.POST('/api/v1/ai-analytics/predictions/{id}/feedback', { params, body }));
}

interface WhatIfQuestion {
  modelId: number;
  input: Record<string, unknown>;
  feature: string;
}

const curveSteps = 25;

/** What would be answered if one input had another value. */
export function whatIfQuery({ modelId, input, feature }: WhatIfQuestion, value: number) {
  const body = { model_id: modelId, input_data: input, changes: [{ [feature]: value }] };
  return queryOptions({
    queryKey: ['what-if', modelId, input, feature, value],
    queryFn: () => answer(api.POST('/api/v1/ai-analytics/predict/what-if', { body })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What would be answered along all values of one input. */
export function whatIfCurveQuery({ modelId, input, feature }: WhatIfQuestion, from: number, to: number) {
  const body = { model_id: modelId, input_data: input, vary: { feature, from, to, steps: curveSteps } };
  return queryOptions({
    queryKey: ['what-if', modelId, input, feature, 'curve', from, to],
    queryFn: () => answer(api.POST('/api/v1/ai-analytics/predict/what-if', { body })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
