import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronDown, Send } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Delivery } from '../../api/types.ts';
import { deliveriesQuery, deliveryStatuses } from '../../api/webhooks.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Empty, Problem, Skeleton } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useCategoryName } from './category.tsx';
import { DeliveryStatus } from './delivery-status.tsx';

const DeliveryDialog = lazy(async () => ({ default: (await import('./delivery-dialog.tsx')).DeliveryDialog }));
const route = getRouteApi('/o/$organization/settings');

/** What went out by mail and by webhook, and what became of it. */
export function Deliveries() {
  const { t } = useMessages();
  const { status, delivery } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(deliveriesQuery(present({ status })));
  const deliveries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card title={t('consoleOutside.deliveries')} aside={<StatusFilter />} flush>
      {query.isPending && <Skeleton lines={4} />}
      {query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && deliveries.length === 0 && (
        <Empty
          icon={Send}
          text={t(status === undefined ? 'consoleOutside.deliveries.empty' : 'consoleOutside.deliveries.emptyFilter')}
        />
      )}
      {deliveries.length > 0 && <DeliveriesTable deliveries={deliveries} />}
      {query.hasNextPage && (
        <p className="deliveries-more">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('consoleOutside.deliveries.more')}
          </Button>
        </p>
      )}
      <Suspense>
        {delivery !== undefined && (
          <DeliveryDialog
            id={delivery}
            onClose={() => void navigate({ search: (now) => present({ ...now, delivery: undefined }), replace: true })}
          />
        )}
      </Suspense>
    </Card>
  );
}

function StatusFilter() {
  const { t } = useMessages();
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <span className="select">
      <select
        className="input"
        aria-label={t('consoleOutside.deliveries.status')}
        value={status ?? ''}
        onChange={({ target }) => {
          const next = deliveryStatuses.find((each) => each === target.value);
          void navigate({ search: (now) => present({ ...now, status: next }), replace: true });
        }}
      >
        <option value="">{t('consoleOutside.deliveries.all')}</option>
        {deliveryStatuses.map((each) => (
          <option key={each} value={each}>
            {t(`consoleOutside.deliveries.is.${each}`)}
          </option>
        ))}
      </select>
      <Icon as={ChevronDown} size={14} />
    </span>
  );
}

function DeliveriesTable({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t, format } = useMessages();
  const nameOf = useCategoryName();
  return (
    <TableScroll label={t('consoleOutside.deliveries')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleOutside.deliveries.target')}</th>
            <th scope="col">{t('consoleOutside.deliveries.status')}</th>
            <th scope="col" className="wide-only">
              {t('consoleOutside.deliveries.about')}
            </th>
            <th scope="col" className="end">
              {t('consoleOutside.deliveries.attempts')}
            </th>
            <th scope="col" className="end">
              {t('consoleOutside.deliveries.when')}
            </th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((each) => (
            <tr key={each.id}>
              <td className="delivery-target">
                <Link
                  from={route.id}
                  to="."
                  search={(now) => ({ ...now, delivery: each.id })}
                  className="table-name truncate"
                >
                  {each.channel === 'websocket' ? (
                    t('consoleOutside.deliveries.live')
                  ) : (
                    <bdi dir="ltr">{each.target}</bdi>
                  )}
                </Link>
              </td>
              <td>
                <DeliveryStatus status={each.status} />
              </td>
              <td className="secondary wide-only">{nameOf(each.category)}</td>
              <td className="end">{format.integer(each.attempts)}</td>
              <td className="end secondary">
                <time dateTime={each.created_at}>{format.dateTime(each.created_at)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
