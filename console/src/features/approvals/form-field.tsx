import { useMessages } from '../../lib/messages/messages.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import type { ApprovalField } from './form-values.ts';

interface FormFieldProps {
  field: ApprovalField;
  text: string;
  fault: string | undefined;
  onChange(text: string): void;
}

/** One thing that the workflow wants to know with the approval. */
export function FormField({ field, text, fault, onChange }: FormFieldProps) {
  const { t } = useMessages();
  const label = (
    <>
      <bdi>{field.label}</bdi>
      {!field.required && <span className="faint"> · {t('consoleRuns.verdict.optional')}</span>}
    </>
  );
  const wiring = { label, error: fault, value: text, required: field.required };
  if (field.type === 'text') {
    return <TextAreaField {...wiring} rows={1} onChange={(event) => onChange(event.target.value)} />;
  }
  if (field.type === 'choice' || field.type === 'boolean') {
    const choices =
      field.type === 'choice'
        ? (field.choices ?? []).map((choice) => [choice, choice] as const)
        : ([
            ['true', t('console.value.yes')],
            ['false', t('console.value.no')],
          ] as const);
    return (
      <SelectField {...wiring} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('consoleRuns.verdict.choose')}</option>
        {choices.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </SelectField>
    );
  }
  return (
    <TextField
      {...wiring}
      {...(field.type === 'date' ? { type: 'date' } : { inputMode: 'decimal' as const, dir: 'ltr' })}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
