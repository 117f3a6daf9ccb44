import { getRouteApi, Link } from '@tanstack/react-router';
import type { Batch } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

const route = getRouteApi('/o/$organization/models/$modelId/batches');

interface BatchesTableProps {
  batches: readonly Batch[];
  shownId: string | undefined;
}

/** Every batch of a model, the latest first, with how far those are that are under way. */
export function BatchesTable({ batches, shownId }: BatchesTableProps) {
  const { t, format } = useMessages();
  const params = route.useParams();
  return (
    <TableScroll label={t('consoleWatch.batches.title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleModels.predictions.when')}</th>
            <th scope="col">{t('consoleModels.receipt.data')}</th>
            <th scope="col" className="end">
              {t('consoleWatch.batches.scored')}
            </th>
            <th scope="col" className="end wide-only">
              {t('consoleModels.result.model')}
            </th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.id} aria-current={String(batch.id) === shownId ? 'true' : undefined}>
              <th scope="row">
                <Link
                  className="table-name num"
                  to="/o/$organization/models/$modelId/batches"
                  params={params}
                  search={{ batch: String(batch.id) }}
                  resetScroll={false}
                >
                  {format.dateTime(batch.created_at)}
                </Link>
              </th>
              <td>
                <bdi>{batch.dataset ?? batch.file_name ?? t('consoleWatch.batches.file')}</bdi>
              </td>
              <td className="end">
                <Scored batch={batch} />
              </td>
              <td className="end faint wide-only">
                <bdi>{t('consoleModels.model.version', { version: batch.model_version })}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Scored({ batch }: { batch: Batch }) {
  const { t, format } = useMessages();
  const total = batch.rows_total ?? 0;
  if (batch.finished_at === null) {
    return (
      <ProgressBar share={total === 0 ? 0 : batch.rows_scored / total} label={t('consoleWatch.batches.running')} />
    );
  }
  return <span className="num">{format.integer(batch.rows_scored)}</span>;
}
