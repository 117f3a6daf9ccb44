import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Play, Upload } from 'lucide-react';
import { useState } from 'react';
import { startDatasetBatch, startFileBatch } from '../../api/batches.ts';
import { datasetQuery, datasetsQuery } from '../../api/datasets.ts';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMay } from '../../ui/permission.tsx';
import { BatchRefusal } from './batch-refusal.tsx';

const route = getRouteApi('/o/$organization/models/$modelId/batches');

/** Begins a batch: of a dataset, or of a file. */
export function BatchStart({ model }: { model: Model }) {
  const { t } = useMessages();
  const mayReadData = useMay('data:read');
  const datasets = useQuery({ ...datasetsQuery, enabled: mayReadData }).data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const dataset = chosen ?? model.training_data_source.dataset;
  const start = useStart(model);
  return (
    <div className="stack">
      {start.isError && <BatchRefusal error={start.error} />}
      <p className="hint">{t('consoleWatch.batches.counts')}</p>
      {mayReadData && (
        <>
          <SelectField
            label={t('consoleModels.newModel.dataset')}
            value={dataset}
            onChange={(event) => setChosen(event.target.value)}
          >
            {datasets.map(({ name }) => (
              <option key={name} value={name} translate="no">
                {name}
              </option>
            ))}
          </SelectField>
          <div className="row">
            <Button icon={Play} busy={start.isPending} onClick={() => start.mutate(dataset)}>
              {t('consoleWatch.batches.start')}
            </Button>
          </div>
        </>
      )}
      <DropZone
        accept=".csv,.tsv,.txt,text/csv"
        icon={<Icon as={Upload} size={20} />}
        title={t('consoleWatch.batches.drop')}
        hint={t('consoleWatch.batches.dropHint')}
        button={t('consoleWatch.batches.choose')}
        onFile={(file) => start.mutate(file)}
      />
    </div>
  );
}

function useStart(model: Model) {
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (source: File | string) => {
      if (typeof source !== 'string') return startFileBatch(model.id, source);
      const { key } = await queryClient.ensureQueryData(datasetQuery(source));
      return startDatasetBatch(model.id, source, key);
    },
    onSuccess: ({ batchId }) =>
      navigate({ search: (now) => ({ ...now, batch: String(batchId) }), replace: true, resetScroll: false }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['batches'] });
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}
