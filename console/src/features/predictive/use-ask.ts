import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { askAnalysis } from '../../api/analyses.ts';
import { activeJobsQuery } from '../../api/jobs.ts';
import type { AnalysisKind } from '../../api/types.ts';
import type { Subject } from '../../lib/subjects.ts';
import { useMay } from '../../ui/permission.tsx';

const route = getRouteApi('/o/$organization/outlook');

export interface Ask {
  isAllowed: boolean;
  isPending: boolean;
  error: unknown;
  start(parameters: Record<string, unknown>): void;
}

/** Asks a question anew; the address then names its answer. */
export function useAsk(subject: Subject, kind: AnalysisKind): Ask {
  const queryClient = useQueryClient();
  const navigate = route.useNavigate();
  const isAllowed = useMay('ai_analytics:predict');
  const asking = useMutation({
    mutationFn: (parameters: Record<string, unknown>) => askAnalysis(kind, parameters),
    onSuccess: async (id) => {
      void queryClient.invalidateQueries({ queryKey: activeJobsQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: ['analyses'] });
      await navigate({ search: { about: subject, analysis: String(id) } });
    },
  });
  return {
    isAllowed,
    isPending: asking.isPending,
    error: asking.error,
    start: (parameters) => asking.mutate(parameters),
  };
}
