import type { ReactNode } from 'react';
import type { Feature } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { labelOf } from './build-input.ts';

interface FeatureFieldProps {
  feature: Feature;
  value: string;
  error: string | undefined;
  onChange(value: string): void;
}

export function FeatureField({ feature, value, error, onChange }: FeatureFieldProps) {
  const { t } = useMessages();
  const label = <bdi>{labelOf(feature.label)}</bdi>;
  if (feature.type === 'category' && feature.categories !== undefined) {
    const known =
      feature.categories.includes(value) || value === '' ? feature.categories : [...feature.categories, value];
    return (
      <SelectField label={label} error={error} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('consolePlayground.try.unknown')}</option>
        {known.map((category) => (
          <option key={category} value={category} translate="no">
            {category}
          </option>
        ))}
      </SelectField>
    );
  }
  if (feature.type === 'boolean') {
    return (
      <SelectField label={label} error={error} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('consolePlayground.try.unknown')}</option>
        <option value="true">{t('console.value.yes')}</option>
        <option value="false">{t('console.value.no')}</option>
      </SelectField>
    );
  }
  return <TypedField feature={feature} label={label} value={value} error={error} onChange={onChange} />;
}

function TypedField({ feature, label, value, error, onChange }: FeatureFieldProps & { label: ReactNode }) {
  const { t, rich, format } = useMessages();
  const change = (event: { target: { value: string } }) => onChange(event.target.value);
  if (feature.type === 'number') {
    const { min, max } = feature;
    const ranged = typeof min === 'number' && typeof max === 'number';
    return (
      <TextField
        label={label}
        className="num"
        inputMode="decimal"
        value={value}
        error={error}
        hint={ranged && rich('consolePlayground.try.range', { from: format.exact(min), to: format.exact(max) })}
        placeholder={t('consolePlayground.try.unknown')}
        onChange={change}
      />
    );
  }
  if (feature.type === 'time') {
    const dayOnly = /^(\d{4}-\d\d-\d\d)?$/.test(value);
    return (
      <TextField
        label={label}
        className="num"
        type={dayOnly ? 'date' : 'text'}
        value={value}
        error={error}
        onChange={change}
      />
    );
  }
  return (
    <TextField
      label={label}
      value={value}
      error={error}
      placeholder={t('consolePlayground.try.unknown')}
      onChange={change}
    />
  );
}
