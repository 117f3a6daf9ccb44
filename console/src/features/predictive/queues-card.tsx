import type { DemandResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

/** How the requests and the people divide among the queues. */
export function QueuesCard({ result: { queues } }: { result: DemandResult }) {
  const { t, format } = useMessages();
  const none = t('console.value.none');
  return (
    <Card title={t('consoleOutlook.demand.queues')} flush>
      <TableScroll label={t('consoleOutlook.demand.queues')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleOutlook.demand.queue')}</th>
              <th scope="col" className="end">
                {t('consoleOutlook.demand.requests')}
              </th>
              <th scope="col" className="end">
                {t('consoleOutlook.demand.paidHours')}
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ queue, is_rest: isRest, requests, paid_hours: hours }) => (
              <tr key={`${isRest} ${queue}`}>
                <th scope="row">
                  <bdi>{isRest ? t('consoleOutlook.demand.otherQueues') : (queue ?? none)}</bdi>
                </th>
                <td className="end">{format.integer(Math.round(requests))}</td>
                <td className="end">{hours === null ? none : format.integer(Math.round(hours))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}
