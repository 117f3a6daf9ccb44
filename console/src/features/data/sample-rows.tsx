import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import './data.css';

export function SampleRows({ dataset }: { dataset: DatasetDetail }) {
  const { t } = useMessages();
  const rows = dataset.sample_rows.map((row, index) => ({ row, number: index + 1 }));
  return (
    <TableScroll label={t('consoleData.datasets.tab.rows')}>
      <table className="table">
        <thead>
          <tr>
            {dataset.columns.map((column) => (
              <th key={column.name} scope="col" className="mono">
                <bdi>{column.name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, number }) => (
            <tr key={number}>
              {dataset.columns.map((column) => (
                <td key={column.name} className="sample">
                  <DataValue value={row[column.name]} type={column.type} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
