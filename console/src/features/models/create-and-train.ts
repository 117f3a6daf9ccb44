import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { createModel, trainModel } from '../../api/models.ts';
import type { NewModel } from '../../api/types.ts';

const route = getRouteApi('/o/$organization/models/new');

interface Wish {
  model: NewModel;
  /** The share of the rows kept back for the test, where the model is tested on rows. */
  split?: number;
}

/** Makes the model, begins to train it, and leads to its page. */
export function useCreateAndTrain() {
  const { organization } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ model, split }: Wish) => {
      const created = await createModel(model);
      const { job_id: job } = await trainModel(created.id, split === undefined ? {} : { validationSplit: split });
      return { id: created.id, job };
    },
    onSuccess: ({ id, job }) =>
      navigate({
        to: '/o/$organization/models/$modelId',
        params: { organization, modelId: String(id) },
        search: { job },
      }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['models'] });
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}
