import { ArrowRight } from 'lucide-react';
import type { Dataset, Inspection } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ColumnTypeLabel } from '../../ui/column-type.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { columnTypes } from './column-types.ts';
import type { ColumnPlan } from './mapping.ts';
import { sharedColumns } from './mapping.ts';
import './data.css';

const mostColumns = 100;

interface ColumnMappingProps {
  inspection: Inspection;
  dataset: Dataset | undefined;
  plans: readonly ColumnPlan[];
  onPlans(plans: ColumnPlan[]): void;
}

/** The columns of a file with their first values, and where each of them goes. */
export function ColumnMapping({ inspection, dataset, plans, onPlans }: ColumnMappingProps) {
  const { t, format } = useMessages();
  const taken = plans.filter(({ column }) => column !== null).length;
  // Which columns are new is said beside each of them, as it was chosen.
  const notes = inspection.notes.filter(({ code }) => code !== 'column_added');
  const shared = [...sharedColumns(plans)];
  const change = (index: number, plan: ColumnPlan) => onPlans(plans.map((old, at) => (at === index ? plan : old)));
  return (
    <>
      {inspection.saved_mapping !== null && <Note tone="good" title={t('consoleData.mapping.saved')} />}
      <Card
        title={t('consoleData.columns.title')}
        subtitle={t('consoleData.mapping.found', { count: plans.length, taken })}
        flush
      >
        <TableScroll label={t('consoleData.columns.title')}>
          <table className="table mapping-table">
            <thead>
              <tr>
                <th scope="col">{t('consoleData.mapping.heading')}</th>
                <th scope="col" className="wide-only">
                  {t('consoleData.mapping.firstValues')}
                </th>
                <th scope="col">
                  {dataset === undefined
                    ? t('consoleData.mapping.goesTo')
                    : t('consoleData.mapping.goesInto', { dataset: dataset.name })}
                </th>
                <th scope="col">{t('console.columns.type')}</th>
              </tr>
            </thead>
            <tbody>
              {plans.slice(0, mostColumns).map((plan, index) => (
                <MappingRow
                  // Headings may repeat: a column is known by its place.
                  // oxlint-disable-next-line react/no-array-index-key
                  key={index}
                  plan={plan}
                  index={index}
                  inspection={inspection}
                  dataset={dataset}
                  onChange={(next) => change(index, next)}
                />
              ))}
            </tbody>
          </table>
        </TableScroll>
        {plans.length > mostColumns && (
          <p className="small faint table-foot">
            {t('consoleData.mapping.more', { count: plans.length - mostColumns })}
          </p>
        )}
      </Card>
      {shared.length > 0 && (
        <Note tone="bad" title={t('consoleData.mapping.shared', { columns: format.list(shared) })} />
      )}
      {notes.length > 0 && (
        <Note tone="info">
          <ul>
            {notes.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}

interface MappingRowProps {
  plan: ColumnPlan;
  index: number;
  inspection: Inspection;
  dataset: Dataset | undefined;
  onChange(plan: ColumnPlan): void;
}

function MappingRow({ plan, index, inspection, dataset, onChange }: MappingRowProps) {
  const { t } = useMessages();
  const found = inspection.columns[index];
  if (found === undefined) return null;
  const values = inspection.sample_rows.slice(0, 3).map((row) => row[index] ?? '');
  const cell = { plan, found, dataset, onChange };
  return (
    <tr className={plan.column === null ? 'mapping-left-out' : undefined}>
      <th scope="row">
        <label className="check">
          <input
            type="checkbox"
            aria-label={plan.heading}
            checked={plan.column !== null}
            onChange={(event) =>
              onChange({ heading: plan.heading, column: event.target.checked ? targetOf(index, inspection) : null })
            }
          />
          <bdi className="mono">{plan.heading}</bdi>
        </label>
      </th>
      <td className="secondary sample wide-only">
        <bdi>{values.filter((value) => value !== '').join(' · ')}</bdi>
      </td>
      <td>
        <span className="row">
          <span className="faint">
            <Icon as={ArrowRight} size={14} flip />
          </span>
          <TargetChoice {...cell} />
        </span>
      </td>
      <td>
        <TypeChoice {...cell} />
        {found.nearest_type !== null && plan.column !== null && plan.type === undefined && (
          <p className="small tone-warn wrap">
            {t('consoleData.mapping.nearest', {
              type: t(`console.type.${found.nearest_type.type}`),
              rows: found.nearest_type.misfits,
            })}
          </p>
        )}
      </td>
    </tr>
  );
}

function targetOf(index: number, { columns, proposed_mapping: proposed }: Inspection): string {
  const name = columns[index]?.name ?? '';
  const heading = columns[index]?.heading;
  return proposed.columns.find((column) => column.heading === heading)?.column ?? name;
}

interface CellProps {
  plan: ColumnPlan;
  found: Inspection['columns'][number];
  dataset: Dataset | undefined;
  onChange(plan: ColumnPlan): void;
}

/** Columns of the dataset to choose from; of a new dataset there is nothing but the heading's own name. */
function TargetChoice({ plan, found, dataset, onChange }: CellProps) {
  const { t } = useMessages();
  if (plan.column === null) return <span className="faint">{t('consoleData.mapping.leftOut')}</span>;
  if (dataset === undefined) return <bdi className="mono">{plan.column}</bdi>;
  const known = dataset.columns.map(({ name }) => name);
  const made = [...new Set([found.name, plan.column])].filter((name) => !known.includes(name));
  return (
    <Choice
      label={t('consoleData.mapping.targetOf', { heading: plan.heading })}
      value={plan.column}
      options={[
        ...known.map((name) => ({ value: name, label: name, isName: true })),
        ...made.map((name) => ({ value: name, label: t('consoleData.mapping.newColumn', { column: name }) })),
      ]}
      onChange={(column) => onChange({ heading: plan.heading, column })}
      className="mapping-choice"
    />
  );
}

/** The type of a new column may be chosen; a column that is there has its own. */
function TypeChoice({ plan, found, dataset, onChange }: CellProps) {
  const { t } = useMessages();
  if (plan.column === null) return null;
  const known = dataset?.columns.find(({ name }) => name === plan.column);
  if (known !== undefined) return <ColumnTypeLabel type={known.type} />;
  return (
    <Choice
      label={t('consoleData.mapping.typeOf', { heading: plan.heading })}
      value={plan.type ?? found.type}
      options={columnTypes.map((type) => ({ value: type, label: t(`console.type.${type}`) }))}
      onChange={(type) =>
        onChange({ heading: plan.heading, column: plan.column, ...(type !== found.type && { type }) })
      }
      className="mapping-choice"
    />
  );
}
