import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunOrder } from '../../api/runs.ts';
import { orderRun, retryRun, runQuery } from '../../api/runs.ts';
import type { RetryWish } from '../../api/types.ts';

export function useRetry(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: RetryWish) => retryRun(id, wish),
    onSuccess: (run) => queryClient.setQueryData(runQuery(id).queryKey, run),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['runs'] }),
  });
}

export function useOrder(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (order: RunOrder) => orderRun(id, order),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['runs'] }),
  });
}
