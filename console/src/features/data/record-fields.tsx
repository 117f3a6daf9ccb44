import type { Column } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import type { Texts } from './record-values.ts';
import './records.css';

interface RecordFieldsProps {
  columns: readonly Column[];
  texts: Texts;
  isReadOnly: boolean;
  faultOf(name: string): string | undefined;
  onChange(name: string, text: string): void;
}

const longText = 80;

/** A field for each column, as its type wants it. */
export function RecordFields({ columns, texts, isReadOnly, faultOf, onChange }: RecordFieldsProps) {
  return (
    <div className="record-fields">
      {columns.map((column) => (
        <RecordField
          key={column.name}
          column={column}
          text={texts[column.name] ?? ''}
          isReadOnly={isReadOnly}
          fault={faultOf(column.name)}
          onChange={(text) => onChange(column.name, text)}
        />
      ))}
    </div>
  );
}

interface RecordFieldProps {
  column: Column;
  text: string;
  isReadOnly: boolean;
  fault: string | undefined;
  onChange(text: string): void;
}

function RecordField({ column, text, isReadOnly, fault, onChange }: RecordFieldProps) {
  const { t } = useMessages();
  const { type } = column;
  const label = <bdi>{column.label}</bdi>;
  const shared = { label, error: fault, value: text, readOnly: isReadOnly } as const;
  if (type === 'boolean') {
    return (
      <SelectField
        label={label}
        error={fault}
        value={text}
        disabled={isReadOnly}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t('console.value.empty')}</option>
        <option value="yes">{t('console.value.yes')}</option>
        <option value="no">{t('console.value.no')}</option>
      </SelectField>
    );
  }
  if (text.length > longText || text.includes('\n')) {
    return <TextAreaField {...shared} onChange={(event) => onChange(event.target.value)} />;
  }
  return (
    <TextField
      {...shared}
      {...(type === 'timestamp' && { hint: t('consoleData.record.utc'), step: 1 })}
      type={type === 'date' ? 'date' : type === 'timestamp' ? 'datetime-local' : 'text'}
      inputMode={type === 'integer' || type === 'number' ? 'decimal' : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
