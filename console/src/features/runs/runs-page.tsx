import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useLiveQueries } from '../../api/live-queries.ts';
import { runsQuery, workflowNamesQuery } from '../../api/runs.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { Loaded } from '../../ui/states.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { periodStart } from './periods.ts';
import { RunsFilters } from './runs-filters.tsx';
import { RunsTable } from './runs-table.tsx';
import './runs.css';

const route = getRouteApi('/o/$organization/runs/');

export function RunsPage() {
  const { t } = useMessages();
  return (
    <Page title={t('console.nav.runs')}>
      <Permitted to="ai_analytics:read">
        <Runs />
      </Permitted>
    </Page>
  );
}

function Runs() {
  const { t } = useMessages();
  const { organization } = route.useParams();
  const { workflow, status, period } = route.useSearch();
  // An hour is exact enough, and lets the answer be found again.
  const [from] = useState(() => Date.now());
  const workflowId = workflow === undefined ? undefined : Number(workflow);
  const filter = { workflow: workflowId, status, from: periodStart(period, from) };
  const runs = useInfiniteQuery(runsQuery(filter));
  const names = useQuery(workflowNamesQuery).data;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const maySteer = useMay('ai_analytics:automation');
  useLiveQueries(['run'], ['runs', 'list']);

  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const present = items.filter(({ id }) => chosen.has(id));
  const isFiltered = workflow !== undefined || status !== undefined || period !== undefined;
  return (
    <>
      <RunsFilters names={names} onChange={() => setChosen(new Set())} />
      {maySteer && <BulkBar runs={present} filter={filter} onDone={() => setChosen(new Set())} />}
      <Card flush>
        <Loaded query={runs}>
          {() => (
            <RunsTable
              runs={items}
              names={names}
              organization={organization}
              isFiltered={isFiltered}
              {...(maySteer && { chosen, onChoose: setChosen })}
            />
          )}
        </Loaded>
        {runs.hasNextPage && (
          <p className="list-more">
            <Button busy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
              {t('consoleRuns.more')}
            </Button>
          </p>
        )}
      </Card>
    </>
  );
}
