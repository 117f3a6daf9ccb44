import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { validateWorkflow } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { canonical } from './canonical.ts';
import { useSettled } from './use-settled.ts';

/** What the server finds wrong with a definition, asked whenever the writer pauses. */
export function useValidation(definition: unknown, enabled: boolean) {
  const { language } = useMessages();
  const text = canonical(definition);
  const settled = useSettled(text);
  return useQuery({
    queryKey: ['workflow-validation', language, settled],
    queryFn: () => validateWorkflow(JSON.parse(settled)),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
}
