import { Link } from '@tanstack/react-router';
import { ChartColumn, Table2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ColumnFigures, Profile, ProfileNote } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { ColumnTypeLabel } from '../../ui/column-type.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useColumnFacts } from './column-facts.ts';
import { cellsOf } from './distribution.ts';
import { Distribution } from './histogram.tsx';
import { NoteLine } from './notes-card.tsx';

interface ColumnDetailProps {
  column: ColumnFigures;
  notes: readonly ProfileNote[];
  drift: NonNullable<Profile['drift']>['columns'][number] | undefined;
  dataset: string;
  organization: string;
  isTable: boolean;
  onTable(isTable: boolean): void;
}

/** Everything that was measured of one column. */
export function ColumnDetail({ column, notes, drift, dataset, organization, isTable, onTable }: ColumnDetailProps) {
  const { t } = useMessages();
  const facts = useColumnFacts(column, drift);
  const cells = cellsOf(column);
  return (
    <Card
      title={<bdi className="mono column-name">{column.name}</bdi>}
      aside={
        <>
          {cells.length > 0 && (
            <button
              type="button"
              className="icon-button"
              aria-pressed={isTable}
              aria-label={t('consoleProfile.asTable')}
              title={t('consoleProfile.asTable')}
              onClick={() => onTable(!isTable)}
            >
              <Icon as={isTable ? ChartColumn : Table2} />
            </button>
          )}
          <Link
            className="icon-button"
            to="/o/$organization/datasets/$dataset"
            params={{ organization, dataset }}
            search={{ tab: 'profile' }}
            aria-label={t('consoleData.close')}
            replace
          >
            <Icon as={X} />
          </Link>
        </>
      }
    >
      <div className="stack">
        <span className="secondary">
          <ColumnTypeLabel type={column.type} />
        </span>
        {cells.length === 0 ? (
          <p className="faint">{t('consoleProfile.allDifferent')}</p>
        ) : (
          <Distribution cells={cells} type={column.type} isTable={isTable} />
        )}
        <dl className="facts">
          {facts.map(({ label, value }) => (
            <FactLine key={label} label={label}>
              {value}
            </FactLine>
          ))}
        </dl>
        <Outliers column={column} dataset={dataset} organization={organization} />
        {notes.length > 0 && (
          <ul className="stack">
            {notes.map((note) => (
              <li key={note.code}>
                <NoteLine note={note} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function FactLine({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </>
  );
}

/** The values farthest out, each with the record that has it. */
function Outliers({ column, dataset, organization }: Pick<ColumnDetailProps, 'column' | 'dataset' | 'organization'>) {
  const { t, format } = useMessages();
  const outliers = column.numbers?.outliers;
  if (outliers === null || outliers === undefined || outliers.rows === 0) return null;
  return (
    <div className="stack-small">
      <h3 className="semibold">{t('consoleProfile.outliers', { count: outliers.rows })}</h3>
      <p className="small faint">
        {t('consoleProfile.outlierBounds', {
          lower: format.figure(outliers.lower),
          upper: format.figure(outliers.upper),
        })}
      </p>
      <ul className="outliers">
        {outliers.examples.map(({ record, value }) => (
          <li key={record} className="row">
            <Link
              className="link small"
              to="/o/$organization/datasets/$dataset"
              params={{ organization, dataset }}
              search={{ tab: 'records', record }}
            >
              <bdi>{record}</bdi>
            </Link>
            <span className="push-end num">{format.exact(value)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
