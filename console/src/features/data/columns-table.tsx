import type { Column } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ColumnTypeLabel } from '../../ui/column-type.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

interface ColumnsTableProps {
  columns: readonly Column[];
  rows: readonly Record<string, unknown>[];
}

const samples = 3;

/** What the file's columns were taken for, with a few of their values. */
export function ColumnsTable({ columns, rows }: ColumnsTableProps) {
  const { t } = useMessages();
  const shown = rows.slice(0, samples).map((row, index) => ({ row, number: index + 1 }));
  return (
    <TableScroll label={t('consoleData.columns.title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleData.columns.name')}</th>
            <th scope="col">{t('console.columns.type')}</th>
            {shown.map(({ number }) => (
              <th scope="col" key={number} className={number > 1 ? 'wide-only' : undefined}>
                {t('consoleData.columns.row', { number })}
              </th>
            ))}
            <th scope="col" className="end">
              {t('consoleData.columns.empty')}
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.name}>
              <th scope="row" className="mono">
                <bdi>{column.name}</bdi>
              </th>
              <td>
                <ColumnTypeLabel type={column.type} />
              </td>
              {shown.map(({ row, number }) => (
                <td key={number} className={number > 1 ? 'secondary sample wide-only' : 'secondary sample'}>
                  <DataValue value={row[column.name]} type={column.type} />
                </td>
              ))}
              <td className="end faint">
                {t(column.nullable ? 'consoleData.columns.someEmpty' : 'consoleData.columns.noneEmpty')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
