import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { createPrediction, predictionQuery, predictionsQuery } from '../../api/predictions.ts';
import type { PastPrediction } from '../../api/types.ts';
import { present } from '../../lib/url-state.ts';

const route = getRouteApi('/o/$organization/models/$modelId/try');

export interface Question {
  input: Record<string, unknown>;
  /** Of a series: how many periods to tell. */
  horizon?: number;
}

/** Asks the model, keeps the answer, and puts its name into the address. */
export function usePredict(modelId: number) {
  const queryClient = useQueryClient();
  const navigate = route.useNavigate();
  const [ownIds, setOwnIds] = useState<readonly string[]>([]);
  const predict = useMutation({
    mutationFn: ({ input, horizon }: Question) => createPrediction(modelId, input, horizon),
    onSuccess: async (prediction, { input }) => {
      const id = prediction.prediction_id;
      const kept: PastPrediction = { ...prediction, input_data: input, prediction_context: null, feedback: null };
      queryClient.setQueryData(predictionQuery(modelId, id).queryKey, kept);
      setOwnIds((ids) => [...ids, id]);
      await navigate({
        search: (now) => present({ ...now, record: undefined, prediction: id }),
        replace: true,
        resetScroll: false,
      });
      await queryClient.invalidateQueries({ queryKey: predictionsQuery(modelId).queryKey, exact: true });
    },
  });
  return { predict, ownIds };
}
