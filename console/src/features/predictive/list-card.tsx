import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download, ListFilter, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import { itemsFileAddress, itemsQuery } from '../../api/analyses.ts';
import type { ItemFilter } from '../../api/analyses.ts';
import { downloadFile } from '../../api/download.ts';
import type { Analysis, AnalysisItem } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault, Empty, Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { SearchField } from './search-field.tsx';

const route = getRouteApi('/o/$organization/outlook');

interface ListCardProps {
  analysis: Analysis;
  organization: string;
  title: string;
  filter: ItemFilter;
  /** Beside the search: what else is chosen by. */
  filters: ReactNode;
  /** What is made of the list: the template of a workflow. */
  template: 'call_customers_at_risk' | 'order_stock';
  actLabel: string;
  head: ReactNode;
  renderItem(item: AnalysisItem): ReactNode;
}

/** What was found one by one, the most valuable first: chosen from, taken along, acted on. */
export function ListCard(props: ListCardProps) {
  const { analysis, organization, title, filter, filters, template, actLabel, head, renderItem } = props;
  const { t, language } = useMessages();
  const change = useFilterChange();
  const mayAct = useMay('ai_analytics:automation');
  const items = useInfiniteQuery(itemsQuery(analysis.id, filter, language));
  return (
    <Card
      title={title}
      flush
      aside={
        <>
          <FileButton analysis={analysis} filter={filter} />
          {mayAct && (
            <ButtonLink
              kind="primary"
              icon={Workflow}
              to="/o/$organization/workflows"
              params={{ organization }}
              search={{ add: true, template, answer: String(analysis.id) }}
            >
              {actLabel}
            </ButtonLink>
          )}
        </>
      }
    >
      <div className="outlook-filters" role="search">
        <SearchField value={filter.search ?? ''} onChange={(search) => change({ search })} />
        {filters}
      </div>
      <Loaded query={items}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.items);
          if (lines.length === 0) return <Empty icon={ListFilter} text={t('consoleOutlook.list.none')} />;
          return (
            <>
              <TableScroll label={title}>
                <table className="table outlook-list">
                  <thead>
                    <tr>{head}</tr>
                  </thead>
                  <tbody>{lines.map((item) => renderItem(item))}</tbody>
                </table>
              </TableScroll>
              {items.hasNextPage && (
                <div className="outlook-more">
                  <Button size="small" busy={items.isFetchingNextPage} onClick={() => void items.fetchNextPage()}>
                    {t('consoleOutlook.list.more')}
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

/** Changes what is chosen; the address says it. */
export function useFilterChange(): (change: ItemFilter) => void {
  const navigate = route.useNavigate();
  return (change) => void navigate({ search: (now) => present({ ...now, ...change }), replace: true });
}

function FileButton({ analysis, filter }: { analysis: Analysis; filter: ItemFilter }) {
  const { t } = useMessages();
  const download = useMutation({
    mutationFn: () =>
      downloadFile(itemsFileAddress(analysis.id, filter), `${analysis.kind}-${analysis.made_for.today}.csv`),
  });
  return (
    <>
      {download.isError && <ActionFault error={download.error} />}
      <Button icon={Download} busy={download.isPending} onClick={() => download.mutate()}>
        {t('consoleOutlook.list.file')}
      </Button>
    </>
  );
}
