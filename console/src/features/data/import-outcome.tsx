import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { datasetQuery } from '../../api/datasets.ts';
import type { DataImport } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Note } from '../../ui/note.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { RejectionsCard } from './rejections-card.tsx';
import { UndoImport } from './undo-import.tsx';
import './data.css';

interface ImportOutcomeProps {
  dataImport: DataImport;
  organization: string;
}

/** What a finished import brought: how many rows, which columns, and what stayed outside. */
export function ImportOutcome({ dataImport, organization }: ImportOutcomeProps) {
  const { t } = useMessages();
  const { dataset } = dataImport;
  const isUndone = dataImport.undone_at !== null;
  const detail = useQuery({ ...datasetQuery(dataset), enabled: !isUndone });
  return (
    <>
      <Figures dataImport={dataImport} />
      <UndoImport dataImport={dataImport} />
      {!isUndone && (
        <Card
          title={t('consoleData.columns.title')}
          subtitle={t('consoleData.columns.found', { count: dataImport.columns.length })}
          aside={
            <Link className="link small" to="/o/$organization/datasets/$dataset" params={{ organization, dataset }}>
              {t('consoleData.import.openDataset')}
            </Link>
          }
          flush
        >
          <Loaded query={detail}>
            {({ columns, sample_rows: rows }) => <ColumnsTable columns={columns} rows={rows} />}
          </Loaded>
        </Card>
      )}
      {dataImport.notes.map((note) => (
        <Note key={note.code} tone="info">
          <p>{note.text}</p>
        </Note>
      ))}
      {dataImport.rejections.length > 0 && <RejectionsCard dataImport={dataImport} />}
    </>
  );
}

function Figures({ dataImport }: { dataImport: DataImport }) {
  const { t, format } = useMessages();
  const imported = dataImport.rows_imported ?? 0;
  const rejected = dataImport.rows_rejected ?? 0;
  const total = imported + rejected;
  const figures = [
    { label: t('consoleData.import.rowsIn'), value: imported, note: shareOf(imported) },
    ...(dataImport.rows_updated === null || dataImport.rows_updated === 0
      ? []
      : [{ label: t('consoleData.import.rowsChanged'), value: dataImport.rows_updated, note: null }]),
    { label: t('consoleData.import.rowsOut'), value: rejected, note: shareOf(rejected) },
    { label: t('consoleData.datasets.columns'), value: dataImport.columns.length, note: null },
  ];

  function shareOf(rows: number): string | null {
    return total === 0 ? null : t('consoleData.import.ofAll', { share: format.percent(rows / total, 1) });
  }

  return (
    <Card>
      <dl className="import-figures">
        {figures.map(({ label, value, note }) => (
          <div key={label}>
            <dt className="figure-label">{label}</dt>
            <dd>
              <bdi className="figure-value">{format.integer(value)}</bdi>{' '}
              {note !== null && <span className="small faint num">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
