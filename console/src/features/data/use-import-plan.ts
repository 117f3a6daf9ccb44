import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { datasetsQuery } from '../../api/datasets.ts';
import type { ImportOptions } from '../../api/imports.ts';
import { inspectionQuery } from '../../api/imports.ts';
import type { ColumnPlan } from './mapping.ts';
import { optionsOf, plansOf, sharedColumns } from './mapping.ts';

/** What would become of a file in a dataset of that name, as it is proposed and as somebody chose it. */
export function useImportPlan(file: File, name: string) {
  const [existing, setExisting] = useState<NonNullable<ImportOptions['existing']>>('update');
  const [key, setKey] = useState('');
  const [chosen, setChosen] = useState<{ of: unknown; plans: ColumnPlan[] } | null>(null);
  const dataset = useQuery(datasetsQuery).data?.items.find((candidate) => candidate.name === name);
  const inspection = useQuery(inspectionQuery(file, dataset?.name));
  const proposed = inspection.data === undefined ? null : plansOf(inspection.data);
  // What was chosen for one dataset says nothing of another.
  const plans = chosen !== null && chosen.of === inspection.data ? chosen.plans : proposed;
  return {
    dataset,
    inspection,
    plans,
    setPlans: (next: ColumnPlan[]) => setChosen({ of: inspection.data, plans: next }),
    existing,
    setExisting,
    key,
    setKey,
    options: optionsOf(plans, inspection.data, { existing, key, dataset }),
    isReady: !inspection.isPending && (plans === null || sharedColumns(plans).size === 0),
  };
}
