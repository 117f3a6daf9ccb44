import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import type { DeliveryDetail } from '../../api/types.ts';
import { deliveryQuery, replayDelivery } from '../../api/webhooks.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { DeliveryStatus } from './delivery-status.tsx';

/** One delivery: every attempt with the other side's answer, and exactly what was sent. */
export function DeliveryDialog({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const query = useQuery(deliveryQuery(id));
  const replay = useMutation({
    mutationFn: () => replayDelivery(id),
    onSuccess: (delivery) => {
      queryClient.setQueryData(deliveryQuery(id).queryKey, delivery);
      return queryClient.invalidateQueries({ queryKey: ['deliveries', 'list'] });
    },
  });
  const status = query.data?.status;
  return (
    <Dialog
      open
      onClose={onClose}
      title={<bdi dir="ltr">{query.data?.target ?? id}</bdi>}
      actions={
        <>
          {replay.isError && <ActionFault error={replay.error} />}
          {status !== undefined && status !== 'pending' && (
            <Button icon={RotateCw} busy={replay.isPending} onClick={() => replay.mutate()}>
              {t('consoleOutside.deliveries.replay')}
            </Button>
          )}
          <Button kind="primary" onClick={onClose}>
            {t('consoleOutside.close')}
          </Button>
        </>
      }
    >
      <Loaded query={query}>{(delivery) => <Detail delivery={delivery} />}</Loaded>
    </Dialog>
  );
}

function Detail({ delivery }: { delivery: DeliveryDetail }) {
  const { t, format } = useMessages();
  const { status, next_attempt_at: next, content } = delivery;
  const words = content?.payload ?? content?.text ?? '';
  const direction = content?.payload === undefined ? 'auto' : 'ltr';
  const label = t('consoleOutside.deliveries.body');
  return (
    <div className="stack">
      <div className="row row-wrap">
        <DeliveryStatus status={status} />
        {status === 'pending' && next !== null && (
          <span className="small secondary">
            {t('consoleOutside.deliveries.next', { time: format.dateTime(next) })}
          </span>
        )}
      </div>
      {delivery.log.length > 0 && <Attempts log={delivery.log} />}
      {words !== '' && (
        <div>
          <p className="label">{content?.subject ?? label}</p>
          {/* It scrolls, so it must be within reach of the keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className="delivery-body mono" dir={direction} tabIndex={0} role="group" aria-label={label}>
            {words}
          </pre>
        </div>
      )}
    </div>
  );
}

function Attempts({ log }: { log: DeliveryDetail['log'] }) {
  const { t, format } = useMessages();
  return (
    <TableScroll label={t('consoleOutside.deliveries.attempts')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleOutside.deliveries.when')}</th>
            <th scope="col">{t('consoleOutside.deliveries.answer')}</th>
            <th scope="col" className="end">
              {t('consoleOutside.deliveries.took')}
            </th>
          </tr>
        </thead>
        <tbody>
          {log.map((each) => (
            <tr key={each.attempt}>
              <td className="secondary num">
                <time dateTime={each.at}>{format.dateTime(each.at)}</time>
              </td>
              <td className="wrap">
                <bdi>{[each.status_code, each.answer].filter(Boolean).join(' · ') || each.outcome}</bdi>
              </td>
              <td className="end num">
                {format
                  .numberFormat({ style: 'unit', unit: 'millisecond', unitDisplay: 'short' })
                  .format(each.duration_ms)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
