import { useQuery } from '@tanstack/react-query';
import { datasetsQuery } from '../../api/datasets.ts';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Conditions } from '../../ui/conditions.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import type { RuleDraft } from './rule-draft.ts';
import './quality.css';

interface KindFieldsProps {
  dataset: DatasetDetail;
  draft: RuleDraft;
  onChange(change: Partial<RuleDraft>): void;
}

/** What only one kind of rules needs to know. */
export function KindFields(props: KindFieldsProps) {
  const { t } = useMessages();
  const { dataset, draft, onChange } = props;
  switch (draft.kind) {
    case 'in_range':
    case 'volume':
      return <Bounds {...props} />;
    case 'one_of':
      return (
        <TextAreaField
          label={t('consoleQuality.values')}
          hint={t('consoleQuality.valuesHint')}
          value={draft.values}
          onChange={(event) => onChange({ values: event.target.value })}
        />
      );
    case 'pattern':
      return (
        <TextField
          label={t('consoleQuality.pattern')}
          hint={t('consoleQuality.patternHint')}
          dir="ltr"
          spellCheck={false}
          className="mono"
          value={draft.pattern}
          onChange={(event) => onChange({ pattern: event.target.value })}
        />
      );
    case 'reference':
      return <KeyedDatasets {...props} />;
    case 'fresh':
      return (
        <TextField
          label={t('consoleQuality.hours')}
          inputMode="decimal"
          value={draft.hours}
          onChange={(event) => onChange({ hours: event.target.value })}
        />
      );
    case 'condition':
      return (
        <Conditions
          label={t('consoleQuality.kind.condition')}
          columns={dataset.columns}
          conditions={draft.conditions}
          onChange={(conditions) => onChange({ conditions })}
        />
      );
    case 'not_blank':
    case 'unique':
    case 'drift':
      break;
  }
  return null;
}

function Bounds({ dataset, draft, onChange }: KindFieldsProps) {
  const { t } = useMessages();
  const type = dataset.columns.find(({ name }) => name === draft.column)?.type;
  const isDay = draft.kind === 'in_range' && (type === 'date' || type === 'timestamp');
  const shared = { type: isDay ? 'date' : 'text', inputMode: 'decimal' } as const;
  return (
    <div className="rule-pair">
      <TextField
        {...shared}
        label={t('consoleQuality.minimum')}
        value={draft.minimum}
        onChange={(event) => onChange({ minimum: event.target.value })}
      />
      <TextField
        {...shared}
        label={t('consoleQuality.maximum')}
        value={draft.maximum}
        onChange={(event) => onChange({ maximum: event.target.value })}
      />
    </div>
  );
}

function KeyedDatasets({ draft, onChange }: KindFieldsProps) {
  const { t } = useMessages();
  const datasets = useQuery(datasetsQuery).data?.items ?? [];
  return (
    <SelectField
      label={t('consoleQuality.dataset')}
      value={draft.dataset}
      onChange={(event) => onChange({ dataset: event.target.value })}
    >
      <option value="">{t('console.value.none')}</option>
      {datasets
        .filter(({ key }) => key !== null)
        .map(({ name }) => (
          <option key={name} value={name} translate="no">
            {name}
          </option>
        ))}
    </SelectField>
  );
}
