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

export function createPrediction(modelId: number, input: Record<string, unknown>) {
  return answer(api.POST('/api/v1/ai-analytics/predict', { body: { model_id: modelId, input_data: input } }));
}

export function createFeedback(predictionId: string, body: NewFeedback) {
  const params = { path: { id: predictionId } };
  return answer(api.POST('/api/v1/ai-analytics/predictions/{id}/feedback', { params, body }));
}
