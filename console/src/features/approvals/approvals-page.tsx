import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ArrowLeft, Stamp } from 'lucide-react';
import type { ComponentProps } from 'react';
import { lazy, Suspense } from 'react';
import type { ApprovalFilter } from '../../api/approvals.ts';
import { approvalsQuery } from '../../api/approvals.ts';
import { useLiveQueries } from '../../api/live-queries.ts';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Button } from '../../ui/button.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { ApprovalList } from './approval-list.tsx';
import { useListKeys } from './use-list-keys.ts';
import './approvals.css';

const LazyPane = lazy(async () => ({ default: (await import('./approval-pane.tsx')).ApprovalPane }));

function Pane(props: ComponentProps<typeof LazyPane>) {
  return (
    <Suspense>
      <LazyPane {...props} />
    </Suspense>
  );
}

function KeyHints() {
  const { t } = useMessages();
  return (
    <p className="asks-keys small faint wide-only">
      <kbd>J</kbd> <kbd>K</kbd> {t('consoleRuns.approvals.keys')}
    </p>
  );
}

const route = getRouteApi('/o/$organization/approvals');
const views = ['open', 'everybody', 'decided'] as const;
type View = (typeof views)[number];

const filters: Record<View, ApprovalFilter> = {
  open: { mine: true, isOpen: true },
  everybody: { mine: false, isOpen: true },
  decided: { mine: true, isOpen: false },
};

/** What people are asked by workflows: a list, and beside it what one of them is about. */
export function ApprovalsPage() {
  const { t } = useMessages();
  return (
    <div className="asks">
      <title>{t('console.documentTitle', { page: t('console.nav.approvals') })}</title>
      <Permitted to="ai_analytics:read">
        <Asks />
      </Permitted>
    </div>
  );
}

function Asks() {
  const { t } = useMessages();
  const { approval, show } = route.useSearch();
  const navigate = route.useNavigate();
  const seesAll = useMay('ai_analytics:automation');
  const view: View = show ?? 'open';
  const approvals = useInfiniteQuery(
    approvalsQuery({ ...filters[view], ...(view === 'decided' && { mine: !seesAll }) }),
  );
  useLiveQueries(['run', 'notification'], ['approvals']);

  const all = approvals.data?.pages.flatMap(({ items }) => items) ?? [];
  const items = view === 'decided' ? all.filter(({ status }) => status !== 'open') : all;
  const choose = (id: string | undefined): void =>
    void navigate({ search: (now) => present({ ...now, approval: id }), replace: true, resetScroll: false });
  const shown = approval ?? items[0]?.id;
  const others = items.filter(({ id, status }) => id !== shown && status === 'open');
  useListKeys(
    items.map(({ id }) => id),
    shown,
    choose,
  );
  return (
    <>
      <section className={classNames('asks-side', approval !== undefined && 'asks-behind')}>
        <div className="asks-head">
          <h1>{t('console.nav.approvals')}</h1>
          {view !== 'decided' && items.length > 0 && (
            <span className="small faint">{t('consoleRuns.approvals.count', { count: items.length })}</span>
          )}
        </div>
        <div className="asks-views">
          <Segments
            label={t('consoleRuns.approvals.views')}
            value={view}
            options={views
              .filter((value) => value !== 'everybody' || seesAll)
              .map((value) => ({ value, label: t(`consoleRuns.approvals.view.${value}`) }))}
            onChange={(value) => void navigate({ search: value === 'open' ? {} : { show: value }, replace: true })}
          />
        </div>
        <Loaded query={approvals}>
          {() =>
            items.length === 0 ? (
              <Empty icon={Stamp} text={t(`consoleRuns.approvals.none.${view}`)} />
            ) : (
              <ApprovalList items={items} shown={shown} />
            )
          }
        </Loaded>
        {approvals.hasNextPage && (
          <p className="list-more">
            <Button busy={approvals.isFetchingNextPage} onClick={() => void approvals.fetchNextPage()}>
              {t('consoleRuns.more')}
            </Button>
          </p>
        )}
        <KeyHints />
      </section>
      <div className={classNames('asks-main', approval === undefined && 'asks-behind')}>
        <div className="asks-back">
          <Button size="small" kind="quiet" icon={ArrowLeft} onClick={() => choose(undefined)}>
            {t('consoleRuns.approvals.back')}
          </Button>
        </div>
        {shown !== undefined && (
          <Pane
            key={shown}
            id={shown}
            known={items.find(({ id }) => id === shown)}
            onDecided={() => choose(shown)}
            {...(others.length > 0 && { onNext: () => choose(others[0]?.id) })}
          />
        )}
      </div>
    </>
  );
}
