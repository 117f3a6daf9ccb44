import { ArrowDown, ArrowUp } from 'lucide-react';
import type { DataRecord, DatasetDetail } from '../../api/types.ts';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import './records.css';

const mostColumns = 40;

interface RecordsTableProps {
  dataset: DatasetDetail;
  items: readonly DataRecord[];
  isOld: boolean;
  sort: string | undefined;
  onSort(sort: string | undefined): void;
  onOpen(key: string): void;
}

/** Records line by line; the first column opens one. */
export function RecordsTable({ dataset, items, isOld, sort, onSort, onOpen }: RecordsTableProps) {
  const { t } = useMessages();
  const columns = dataset.columns.filter(({ is_key: isKey }) => !isKey).slice(0, mostColumns);
  const key = dataset.columns.find(({ is_key: isKey }) => isKey);
  const left = dataset.columns.length - columns.length - (key === undefined ? 0 : 1);
  return (
    <>
      <TableScroll label={t('consoleData.datasets.tab.records')}>
        <table className={classNames('table', isOld && 'records-old')}>
          <thead>
            <tr>
              {key === undefined ? (
                <th scope="col">{t('consoleData.records.number')}</th>
              ) : (
                <SortHead column={key.name} sort={sort} onSort={onSort} />
              )}
              {columns.map(({ name, type }) => (
                <SortHead
                  key={name}
                  column={name}
                  end={type === 'integer' || type === 'number'}
                  sort={sort}
                  onSort={onSort}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.key}>
                <th scope="row">
                  <button
                    type="button"
                    className="record-open"
                    aria-label={t('consoleData.records.open', { key: item.key })}
                    onClick={() => onOpen(item.key)}
                  >
                    <bdi>{item.key}</bdi>
                  </button>
                </th>
                {columns.map(({ name, type }) => (
                  <td key={name} className={classNames('sample', (type === 'integer' || type === 'number') && 'end')}>
                    <DataValue value={item.values[name]} type={type} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {left > 0 && <p className="small faint table-foot">{t('consoleData.records.moreColumns', { count: left })}</p>}
    </>
  );
}

interface SortHeadProps {
  column: string;
  end?: boolean;
  sort: string | undefined;
  onSort(sort: string | undefined): void;
}

/** Pressed once the least comes first, twice the greatest, three times the order is that of arrival. */
function SortHead({ column, end = false, sort, onSort }: SortHeadProps) {
  const isUp = sort === column;
  const isDown = sort === `-${column}`;
  const order = isUp ? 'ascending' : isDown ? 'descending' : 'none';
  const next = isUp ? `-${column}` : isDown ? undefined : column;
  return (
    <th scope="col" className={end ? 'end' : undefined} aria-sort={order}>
      <button type="button" className="sort-head mono" onClick={() => onSort(next)}>
        <bdi>{column}</bdi>
        {isUp && <Icon as={ArrowUp} size={12} />}
        {isDown && <Icon as={ArrowDown} size={12} />}
      </button>
    </th>
  );
}
