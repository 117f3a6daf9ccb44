import type { ImportOptions } from '../../api/imports.ts';
import type { Dataset, Inspection } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { ColumnMapping } from './column-mapping.tsx';
import type { ColumnPlan } from './mapping.ts';

type Existing = NonNullable<ImportOptions['existing']>;
const ways: readonly Existing[] = ['update', 'skip', 'reject'];

interface ImportPlanProps {
  inspection: Inspection;
  dataset: Dataset | undefined;
  plans: readonly ColumnPlan[];
  onPlans(plans: ColumnPlan[]): void;
  existing: Existing;
  onExisting(existing: Existing): void;
  /** The key of a dataset that is only now made; none where empty. */
  newKey: string;
  onNewKey(key: string): void;
}

/** What would become of a file: its columns one by one, and of rows whose key is there already. */
export function ImportPlan(props: ImportPlanProps) {
  const { inspection, dataset, plans, onPlans } = props;
  return (
    <>
      <RowsChoice {...props} />
      <ColumnMapping inspection={inspection} dataset={dataset} plans={plans} onPlans={onPlans} />
    </>
  );
}

function RowsChoice({ dataset, plans, existing, onExisting, newKey, onNewKey }: ImportPlanProps) {
  const { t } = useMessages();
  if (dataset === undefined) {
    const names = plans.flatMap(({ column }) => (column === null ? [] : [column]));
    return (
      <div className="import-narrow">
        <SelectField
          label={t('consoleData.mapping.key')}
          hint={t('consoleData.mapping.keyHint')}
          value={names.includes(newKey) ? newKey : ''}
          onChange={(event) => onNewKey(event.target.value)}
        >
          <option value="">{t('consoleData.mapping.noKey')}</option>
          {names.map((name) => (
            <option key={name} value={name} translate="no">
              {name}
            </option>
          ))}
        </SelectField>
      </div>
    );
  }
  if (dataset.key === null) return <Note tone="info" title={t('consoleData.mapping.keyless')} />;
  return (
    <div className="import-narrow">
      <SelectField
        label={t('consoleData.mapping.existing', { column: dataset.key })}
        value={existing}
        onChange={(event) => onExisting(ways.find((way) => way === event.target.value) ?? 'update')}
      >
        {ways.map((way) => (
          <option key={way} value={way}>
            {t(`consoleData.mapping.existing.${way}`)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
