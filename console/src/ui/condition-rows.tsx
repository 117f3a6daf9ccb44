import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { ColumnType } from '../api/types.ts';
import type { Condition, ConditionOperator } from '../lib/conditions.ts';
import { needsValue, operatorsFor } from '../lib/conditions.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { parseNumber } from '../lib/parse-number.ts';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import { Icon } from './icon.tsx';
import './conditions.css';

interface ConditionColumn {
  name: string;
  type: ColumnType;
}

export interface ConditionsProps {
  label: string;
  columns: readonly ConditionColumn[];
  conditions: readonly Condition[];
  /** Operators that the asked place does not know; all are offered where it says nothing. */
  without?: readonly ConditionOperator[];
  onChange(conditions: Condition[]): void;
}

const none: readonly ConditionOperator[] = [];

/** Conditions one below the other; a row must fulfil all of them. A value counts when its field is left, or by Enter. */
export function ConditionRows({ label, columns, conditions, without = none, onChange }: ConditionsProps) {
  const { t } = useMessages();
  const first = columns[0];
  if (first === undefined) return null;
  const change = (index: number, next: Condition) => onChange(conditions.map((old, at) => (at === index ? next : old)));
  return (
    <div role="group" aria-label={label} className="conditions">
      {conditions.map((condition, index) => (
        <ConditionRow
          // A condition has no name of its own: its place is what tells it from the others.
          // oxlint-disable-next-line react/no-array-index-key
          key={`${index} ${condition.field} ${condition.operator}`}
          number={index + 1}
          condition={condition}
          columns={columns}
          without={without}
          onChange={(next) => change(index, next)}
          onRemove={() => onChange(conditions.filter((_, at) => at !== index))}
        />
      ))}
      <Button size="small" kind="quiet" icon={Plus} onClick={() => onChange([...conditions, startOf(first)])}>
        {t('consoleFilter.add')}
      </Button>
    </div>
  );
}

function startOf({ name, type }: ConditionColumn): Condition {
  return { field: name, operator: 'equals', ...(type === 'boolean' && { value: true }) };
}

interface RowProps {
  number: number;
  condition: Condition;
  columns: readonly ConditionColumn[];
  without: readonly ConditionOperator[];
  onChange(condition: Condition): void;
  onRemove(): void;
}

function ConditionRow({ number, condition, columns, without, onChange, onRemove }: RowProps) {
  const { t } = useMessages();
  const column = columns.find(({ name }) => name === condition.field);
  const type = column?.type ?? 'text';
  const operators = operatorsFor(type).filter((operator) => !without.includes(operator));
  const names = column === undefined ? [...columns, { name: condition.field, type }] : columns;
  return (
    <div className="condition">
      <Choice
        label={t('consoleFilter.column', { number })}
        value={condition.field}
        options={names.map(({ name }) => ({ value: name, label: name, isName: true }))}
        onChange={(name) => onChange(startOf(columns.find((each) => each.name === name) ?? { name, type }))}
      />
      <Choice
        label={t('consoleFilter.operator', { number })}
        value={condition.operator}
        options={operators.map((operator) => ({ value: operator, label: t(`consoleFilter.is.${operator}`) }))}
        onChange={(operator) =>
          onChange({ field: condition.field, operator, ...(needsValue(operator) && withValue(condition)) })
        }
      />
      {needsValue(condition.operator) ? (
        <ValueField number={number} type={type} condition={condition} onChange={onChange} />
      ) : (
        <span />
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t('consoleFilter.remove', { number })}
        onClick={onRemove}
      >
        <Icon as={X} size={14} />
      </button>
    </div>
  );
}

const withValue = ({ value }: Condition) => (value === undefined ? {} : { value });

interface ValueFieldProps {
  number: number;
  type: ColumnType;
  condition: Condition;
  onChange(condition: Condition): void;
}

function ValueField({ number, type, condition, onChange }: ValueFieldProps) {
  const { t, format } = useMessages();
  const label = t('consoleFilter.value', { number });
  const isNumber = type === 'integer' || type === 'number';
  const plain = format.numberFormat({ maximumFractionDigits: 10, useGrouping: false });
  const { value } = condition;
  const [text, setText] = useState(typeof value === 'number' ? plain.format(value) : String(value ?? ''));
  if (type === 'boolean') {
    return (
      <Choice
        label={label}
        value={value === false ? 'no' : 'yes'}
        options={[
          { value: 'yes', label: t('console.value.yes') },
          { value: 'no', label: t('console.value.no') },
        ]}
        onChange={(next) => onChange({ ...condition, value: next === 'yes' })}
      />
    );
  }
  const read = isNumber ? parseNumber(text, format.numberFormat({ maximumFractionDigits: 10 })) : text;
  const keep = () => {
    if (read !== null && read !== (value ?? '')) onChange({ ...condition, value: read });
  };
  return (
    <input
      className="input"
      type={type === 'date' || type === 'timestamp' ? 'date' : 'text'}
      inputMode={isNumber ? 'decimal' : undefined}
      aria-label={label}
      aria-invalid={(read === null && text !== '') || undefined}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        keep();
      }}
    />
  );
}
