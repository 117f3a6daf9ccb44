import { useQuery } from '@tanstack/react-query';
import { datasetsQuery } from '../../api/datasets.ts';
import type { Analysis, Dataset } from '../../api/types.ts';
import { useMay } from '../../ui/permission.tsx';

/** The datasets that have changed since they were read. */
export function useChanged(analysis: Analysis | undefined): readonly Dataset[] {
  const mayRead = useMay('data:read');
  const datasets = useQuery({ ...datasetsQuery, enabled: mayRead }).data?.items ?? [];
  return datasets.filter(({ name, updated_at: updatedAt }) => {
    const read = analysis?.data.find(({ dataset }) => dataset === name);
    return read !== undefined && Date.parse(updatedAt) > Date.parse(read.updated_at);
  });
}
