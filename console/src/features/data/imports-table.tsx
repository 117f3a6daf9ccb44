import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { importsQuery } from '../../api/datasets.ts';
import type { DataImport } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Empty, Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { ImportStatus } from './import-status.tsx';
import { RejectedRowsButton } from './rejected-rows-button.tsx';

interface ImportsTableProps {
  dataset: string;
  organization: string;
}

export function ImportsTable({ dataset, organization }: ImportsTableProps) {
  const { t } = useMessages();
  const imports = useQuery(importsQuery(dataset));
  return (
    <Loaded query={imports}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={Upload} text={t('consoleData.imports.empty')} />
        ) : (
          <TableScroll label={t('consoleData.datasets.tab.imports')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('consoleData.imports.file')}</th>
                  <th scope="col">{t('consoleData.imports.status')}</th>
                  <th scope="col" className="end">
                    {t('consoleData.import.rowsIn')}
                  </th>
                  <th scope="col" className="end">
                    {t('consoleData.import.rowsOut')}
                  </th>
                  <th scope="col" className="wide-only">
                    {t('consoleData.imports.when')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <ImportRow key={item.id} item={item} organization={organization} />
                ))}
              </tbody>
            </table>
          </TableScroll>
        )
      }
    </Loaded>
  );
}

interface ImportRowProps {
  item: DataImport;
  organization: string;
}

function ImportLink({ item, organization }: ImportRowProps) {
  const { t } = useMessages();
  return (
    <Link
      className="table-name"
      to="/o/$organization/imports/$importId"
      params={{ organization, importId: String(item.id) }}
    >
      <bdi>{item.file_name ?? t('console.import.one')}</bdi>
    </Link>
  );
}

function ImportRow({ item, organization }: ImportRowProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  return (
    <tr>
      <th scope="row">
        <ImportLink item={item} organization={organization} />
      </th>
      <td>
        <ImportStatus status={item.undone_at === null ? item.status : 'undone'} />
      </td>
      <td className="end">{item.rows_imported !== null && format.integer(item.rows_imported)}</td>
      <td className="end">
        {item.rows_rejected === 0 && format.integer(0)}
        {item.rows_rejected !== null && item.rows_rejected > 0 && (
          <RejectedRowsButton dataImport={item}>
            {format.integer(item.rows_rejected)}
            <span className="hidden-visually">{t('consoleData.rejections.download')}</span>
          </RejectedRowsButton>
        )}
      </td>
      <td className="secondary wide-only">
        <time dateTime={item.created_at}>{format.relative(item.created_at, nowMs)}</time>
      </td>
    </tr>
  );
}
