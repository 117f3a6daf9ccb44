import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ScanSearch } from 'lucide-react';
import { allResultsQuery, batchesQuery, startDatasetBatch } from '../../api/batches.ts';
import { datasetQuery } from '../../api/datasets.ts';
import type { Batch, Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { ActionFault, Empty, Loaded, Skeleton } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { RowLink, SeverityOf } from './found-row.tsx';
import { Spread } from './score-spread.tsx';

const mostShown = 10;

/** What is unusual in the data that the model has learned from: the rows, and how the scores are spread. */
export function FoundRowsCard({ model }: { model: Model }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const { dataset } = model.training_data_source;
  const batches = useQuery(batchesQuery(model.id));
  const ofData = (batches.data ?? []).filter((batch) => batch.dataset === dataset);
  const latest = ofData.find(({ finished_at: at }) => at !== null);
  const running = ofData.find(({ finished_at: at }) => at === null);
  const look = useLook(model);
  const mayLook = useMay('ai_analytics:predict') && model.deployed_version !== null;
  const button = mayLook && running === undefined && (
    <Button size="small" icon={ScanSearch} busy={look.isPending} onClick={() => look.mutate()}>
      {t(latest === undefined ? 'consoleKinds.found.look' : 'consoleKinds.found.again')}
    </Button>
  );
  return (
    <Card
      title={t('consoleKinds.found.title')}
      {...(latest && { subtitle: format.relative(latest.finished_at ?? latest.created_at, nowMs), aside: button })}
    >
      {look.isError && <ActionFault error={look.error} />}
      {running !== undefined && <Looking batch={running} />}
      <Loaded query={batches}>
        {() => {
          if (latest !== undefined) return <Found batch={latest} />;
          if (running !== undefined) return null;
          return (
            <Empty
              icon={ScanSearch}
              text={t(model.deployed_version === null ? 'consoleModels.try.notDeployed' : 'consoleKinds.found.empty')}
              action={button}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}

function useLook(model: Model) {
  const queryClient = useQueryClient();
  const { dataset } = model.training_data_source;
  return useMutation({
    mutationFn: async () => {
      const { key } = await queryClient.ensureQueryData(datasetQuery(dataset));
      return startDatasetBatch(model.id, dataset, key);
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['batches'] });
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}

function Looking({ batch }: { batch: Batch }) {
  const { t } = useMessages();
  const total = batch.rows_total ?? 0;
  return <ProgressBar share={total === 0 ? 0 : batch.rows_scored / total} label={t('consoleKinds.found.looking')} />;
}

function Found({ batch }: { batch: Batch }) {
  const { t, format } = useMessages();
  const results = useQuery(allResultsQuery(batch.id));
  if (results.data === undefined) return <Skeleton lines={5} />;
  const { items } = results.data;
  const found = items.filter(({ label }) => label !== undefined && label !== 'none');
  const strangest = found.toSorted((a, b) => (b.prediction ?? 0) - (a.prediction ?? 0)).slice(0, mostShown);
  return (
    <div className="stack">
      <p>
        {t('consoleKinds.found.count', { found: found.length, rows: items.length })}
        {!results.data.isWhole && (
          <span className="hint"> {t('consoleKinds.found.part', { rows: batch.rows_total ?? 0 })}</span>
        )}
      </p>
      <Spread items={items} found={found} />
      {strangest.length > 0 && (
        <TableScroll label={t('consoleKinds.found.title')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('consoleKinds.found.row')}</th>
                <th scope="col">{t('consoleKinds.found.severity')}</th>
                <th scope="col" className="end">
                  {t('consoleKinds.found.score')}
                </th>
              </tr>
            </thead>
            <tbody>
              {strangest.map((each) => (
                <tr key={each.row}>
                  <th scope="row">
                    <RowLink batch={batch} row={each} />
                  </th>
                  <td>
                    <SeverityOf label={each.label} />
                  </td>
                  <td className="end">{format.fixed(each.prediction ?? 0, 3)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </div>
  );
}
