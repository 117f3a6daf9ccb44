import { TriangleAlert } from 'lucide-react';
import type { DataImport } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { RejectedRowsButton } from './rejected-rows-button.tsx';

/** The rows that stay outside, by reason, and the file in which they can be put right. */
export function RejectionsCard({ dataImport }: { dataImport: DataImport }) {
  const { t, format } = useMessages();
  const rejected = dataImport.rows_rejected ?? 0;
  const total = rejected + (dataImport.rows_imported ?? 0);
  return (
    <Card
      title={t('consoleData.rejections.title')}
      subtitle={
        <Chip tone="bad" icon={TriangleAlert}>
          <span className="num">
            {t('consoleData.rejections.count', {
              rejected: format.integer(rejected),
              total: format.integer(total),
            })}
          </span>
        </Chip>
      }
      aside={<RejectedRowsButton dataImport={dataImport}>{t('consoleData.rejections.download')}</RejectedRowsButton>}
      flush
    >
      <TableScroll label={t('consoleData.rejections.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleData.rejections.column')}</th>
              <th scope="col">{t('consoleData.rejections.reason')}</th>
              <th scope="col">{t('consoleData.rejections.example')}</th>
              <th scope="col" className="end">
                {t('consoleData.rejections.firstLine')}
              </th>
              <th scope="col" className="end">
                {t('console.datasets.rows')}
              </th>
            </tr>
          </thead>
          <tbody>
            {dataImport.rejections.map((rejection) => (
              <tr key={`${rejection.reason} ${rejection.column ?? ''}`}>
                <th scope="row">
                  {rejection.column === null ? (
                    <span className="faint">{t('consoleData.rejections.wholeRow')}</span>
                  ) : (
                    <bdi className="mono">{rejection.column}</bdi>
                  )}
                </th>
                <td className="secondary wrap">{rejection.reason_text}</td>
                <td className="secondary rejection-example">
                  <bdi className="mono">{rejection.example}</bdi>
                </td>
                <td className="end faint">{format.integer(rejection.first_line)}</td>
                <td className="end medium">{format.integer(rejection.rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}
