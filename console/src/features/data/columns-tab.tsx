import { KeyRound, Pencil, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Column, DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ColumnTypeLabel } from '../../ui/column-type.tsx';
import { SampleValues } from '../../ui/data-value.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMay } from '../../ui/permission.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

// The machinery of dialogs is fetched only where somebody needs it.
const NewColumnDialog = lazy(async () => ({ default: (await import('./new-column-dialog.tsx')).NewColumnDialog }));
const ColumnDialog = lazy(async () => ({ default: (await import('./column-dialog.tsx')).ColumnDialog }));

/** What the columns are called, what they are for, and what their values keep. */
export function ColumnsTab({ dataset }: { dataset: DatasetDetail }) {
  const { t } = useMessages();
  const mayUpdate = useMay('data:update');
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<Column | null>(null);
  return (
    <Card
      title={t('consoleData.columns.title')}
      aside={
        mayUpdate && (
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {t('consoleData.columns.add')}
          </Button>
        )
      }
      flush
    >
      <TableScroll label={t('consoleData.columns.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleData.columns.name')}</th>
              <th scope="col">{t('console.columns.type')}</th>
              <th scope="col" className="wide-only">
                {t('consoleData.columns.role')}
              </th>
              <th scope="col">{t('consoleData.columns.values')}</th>
              <th scope="col" className="wide-only">
                {t('consoleData.columns.keeps')}
              </th>
              {mayUpdate && (
                <th scope="col">
                  <span className="hidden-visually">{t('consoleData.columns.edit')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {dataset.columns.map((column) => (
              <ColumnRow
                key={column.name}
                column={column}
                dataset={dataset}
                {...(mayUpdate && { onEdit: () => setEditing(column) })}
              />
            ))}
          </tbody>
        </table>
      </TableScroll>
      <Suspense>
        {adding && <NewColumnDialog name={dataset.name} onClose={() => setAdding(false)} />}
        {editing !== null && <ColumnDialog name={dataset.name} column={editing} onClose={() => setEditing(null)} />}
      </Suspense>
    </Card>
  );
}

interface ColumnRowProps {
  column: Column;
  dataset: DatasetDetail;
  onEdit?: () => void;
}

function ColumnRow({ column, dataset, onEdit }: ColumnRowProps) {
  const { t } = useMessages();
  const sentences = dataset.constraints.filter((constraint) => constraint.column === column.name);
  const role = column.is_key ? 'key' : column.role;
  return (
    <tr>
      <th scope="row">
        <bdi className="mono">{column.name}</bdi>
        {column.label !== column.name && (
          <p className="small faint column-label">
            <bdi>{column.label}</bdi>
          </p>
        )}
      </th>
      <td>
        <ColumnTypeLabel type={column.type} />
      </td>
      <td className="secondary wide-only">
        {role !== null && (
          <span className="row">
            {column.is_key && <Icon as={KeyRound} size={12} />}
            {t(`consoleData.role.${role}`)}
            {column.currency !== null && <bdi className="small faint">{column.currency}</bdi>}
          </span>
        )}
      </td>
      <td className="secondary sample">
        <SampleValues rows={dataset.sample_rows} column={column} />
      </td>
      <td className="secondary small wrap wide-only">
        {sentences.map(({ id, sentence }) => (
          <p key={id}>{sentence}</p>
        ))}
      </td>
      {onEdit !== undefined && (
        <td className="end">
          <button
            type="button"
            className="icon-button"
            aria-label={t('consoleData.columns.editNamed', { column: column.name })}
            onClick={onEdit}
          >
            <Icon as={Pencil} size={14} />
          </button>
        </td>
      )}
    </tr>
  );
}
