import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

/** When a schedule that is being written would be due. */
export const nextTicksQuery = (cron: string, zone: string) =>
  queryOptions({
    queryKey: ['next-ticks', cron, zone],
    queryFn: () => {
      const query = { cron, ticks: 5, ...(zone !== '' && { time_zone: zone }) };
      return answer(api.GET('/api/v1/ai-analytics/schedules/next-ticks', { params: { query } }));
    },
    placeholderData: keepPreviousData,
    retry: false,
  });

/** When the published version is due, where it is in service. */
export const scheduleQuery = (workflowId: number) =>
  queryOptions({
    queryKey: ['workflows', workflowId, 'schedule'],
    queryFn: () => {
      const params = { path: { id: workflowId }, query: { ticks: 1 } };
      return answer(api.GET('/api/v1/ai-analytics/workflows/{id}/schedule', { params }));
    },
    retry: false,
  });

/** What became of the latest ticks. */
export const ticksQuery = (workflowId: number) =>
  queryOptions({
    queryKey: ['workflows', workflowId, 'ticks'],
    queryFn: () => {
      const params = { path: { id: workflowId }, query: { limit: 5 } };
      return answer(api.GET('/api/v1/ai-analytics/workflows/{id}/ticks', { params }));
    },
  });

export function backFill(workflowId: number, body: { from: string; to: string; preview: boolean }) {
  return answer(
    api.POST('/api/v1/ai-analytics/workflows/{id}/back-fill', { params: { path: { id: workflowId } }, body }),
  );
}
