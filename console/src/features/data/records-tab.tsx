import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Table2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { findPageBefore } from '../../api/page-before.ts';
import { recordsQuery } from '../../api/records.ts';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { recordFilterOf } from './record-conditions.ts';
import { RecordsTable } from './records-table.tsx';
import type { RecordsView } from './records-tools.tsx';
import { RecordsTools } from './records-tools.tsx';
import './records.css';

// The machinery of dialogs is fetched only where somebody needs it.
const RecordDialog = lazy(async () => ({ default: (await import('./record-dialog.tsx')).RecordDialog }));

const route = getRouteApi('/o/$organization/datasets/$dataset');
/** Stands in the address for a record that is only being written. */
const newRecord = '+';

/** Every record, in any order, some or all of them; each can be opened, changed and taken back. */
export function RecordsTab({ dataset }: { dataset: DatasetDetail }) {
  const { t } = useMessages();
  const { sort, search, where = [], after, record } = route.useSearch();
  const navigate = useNavigate({ from: '/o/$organization/datasets/$dataset' });
  const filter = recordFilterOf(where);
  const request = { sort, search, filter, cursor: after };
  const records = useQuery(recordsQuery(dataset.name, request));
  const queryClient = useQueryClient();
  const before = after === undefined ? null : findPageBefore(queryClient, dataset.name, request);
  const isAll = filter === undefined && search === undefined;
  const change = (next: RecordsView, replace = true) =>
    void navigate({ search: (now) => present({ ...now, ...next }), replace });

  return (
    <>
      <Card flush>
        <RecordsTools
          dataset={dataset}
          search={search ?? ''}
          where={where}
          onChange={(next) => change({ ...next, after: undefined })}
          onAdd={() => change({ record: newRecord })}
        />
        <Loaded query={records}>
          {({ items, next_cursor: next }) => (
            <>
              {items.length === 0 ? (
                <Empty icon={Table2} text={t(isAll ? 'consoleData.records.none' : 'consoleData.records.noMatch')} />
              ) : (
                <RecordsTable
                  dataset={dataset}
                  items={items}
                  isOld={records.isPlaceholderData}
                  sort={sort}
                  onSort={(by) => change({ sort: by, after: undefined })}
                  onOpen={(key) => change({ record: key })}
                />
              )}
              <div className="records-pages">
                {after !== undefined && (
                  <Button size="small" onClick={() => change({ after: undefined }, false)}>
                    {t('consoleData.records.first')}
                  </Button>
                )}
                {before !== null && before.cursor !== undefined && (
                  <Button size="small" onClick={() => change({ after: before.cursor }, false)}>
                    {t('consoleData.records.before')}
                  </Button>
                )}
                {next !== null && (
                  <Button size="small" busy={records.isPlaceholderData} onClick={() => change({ after: next }, false)}>
                    {t('consoleData.records.next')}
                  </Button>
                )}
              </div>
            </>
          )}
        </Loaded>
      </Card>
      <Suspense>
        {record !== undefined && (
          <RecordDialog
            key={record}
            dataset={dataset}
            recordKey={record === newRecord ? null : record}
            onClose={() => change({ record: undefined })}
          />
        )}
      </Suspense>
    </>
  );
}
