import { ChevronDown, Plus, X } from 'lucide-react';
import { useId } from 'react';
import { operators } from '../../api/definition.generated.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { Fields } from './definition.ts';
import { isFields } from './definition.ts';
import type { ControlProps } from './fields.tsx';
import { JsonControl, useText } from './fields.tsx';
import { faultAt, type Fault } from './faults.ts';
import { readList, readLoose, writeList, writeLoose } from './loose-value.ts';
import { withList, withoutValue } from './step-fields.ts';

interface ConditionsProps extends Omit<ControlProps, 'error'> {
  /** How a condition names its path: both words mean the same. */
  name: 'field' | 'variable';
  faults: readonly Fault[];
  pointer: string;
}

interface Group {
  readonly match: 'all' | 'any';
  readonly rows: readonly Fields[];
  /** The pointer of the rows within the conditions. */
  readonly under: string;
}

/** A flat group, or null where groups are nested: those are written as JSON. */
function groupOf(value: unknown): Group | null {
  if (value === undefined || value === null) return { match: 'all', rows: [], under: '' };
  const list = isFields(value) ? (value['all'] ?? value['any']) : value;
  if (!Array.isArray(list)) return isFields(value) && isRow(value) ? { match: 'all', rows: [value], under: '' } : null;
  const rows = list.filter((row): row is Fields => isFields(row) && isRow(row));
  if (rows.length < list.length) return null;
  const isGroup = isFields(value);
  const match = isGroup && value['any'] !== undefined ? 'any' : 'all';
  return { match, rows, under: isGroup ? `/${match}` : '' };
}

const isRow = (row: Fields): boolean => ['all', 'any', 'not'].every((name) => row[name] === undefined);

/** Conditions line by line, all or any of which must hold. */
export function ConditionsControl({ name, faults, pointer, label, hint, value, onChange }: ConditionsProps) {
  const { t } = useMessages();
  const id = useId();
  const group = groupOf(value);
  if (group === null) {
    return <JsonControl label={label} hint={hint} error={faultAt(faults, pointer)} value={value} onChange={onChange} />;
  }
  const { match, rows, under } = group;
  const change = (next: readonly Fields[], how = match) => {
    if (next.length === 0) onChange(undefined);
    else onChange(how === 'any' ? { any: next } : next);
  };
  const here = faults.filter((fault) => fault.pointer === pointer).map(({ detail }) => detail);
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <div className="row conditions-head">
        <p className="label" id={id}>
          {label}
        </p>
        {rows.length > 1 && (
          <Segments<'all' | 'any'>
            small
            label={t('consoleWorkflowEditor.match')}
            value={match}
            options={[
              { value: 'all', label: t('consoleWorkflowEditor.match.all') },
              { value: 'any', label: t('consoleWorkflowEditor.match.any') },
            ]}
            onChange={(how) => change(rows, how)}
          />
        )}
      </div>
      {rows.map((row, index) => (
        <ConditionRow
          // Lines have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          name={name}
          row={row}
          error={faultAt(faults, `${pointer}${under}/${index}`)}
          onChange={(next) => change(rows.with(index, next))}
          onRemove={() => change(rows.toSpliced(index, 1))}
        />
      ))}
      <Button
        kind="quiet"
        size="small"
        icon={Plus}
        onClick={() => change([...rows, { [name]: '', operator: 'equals', value: '' }])}
      >
        {t('consoleWorkflowEditor.condition.add')}
      </Button>
      {here.length > 0 ? (
        <p className="field-error">{here.join(' ')}</p>
      ) : (
        hint !== undefined && <p className="hint">{hint}</p>
      )}
    </div>
  );
}

interface RowProps {
  name: 'field' | 'variable';
  row: Fields;
  error: string | undefined;
  onChange(row: Fields): void;
  onRemove(): void;
}

function ConditionRow({ name, row, error, onChange, onRemove }: RowProps) {
  const { t } = useMessages();
  const errorId = useId();
  const wiring = error === undefined ? {} : { 'aria-invalid': true as const, 'aria-describedby': errorId };
  const remove = (
    <button
      type="button"
      className="icon-button"
      aria-label={t('consoleWorkflowEditor.condition.remove')}
      onClick={onRemove}
    >
      <Icon as={X} size={14} />
    </button>
  );
  const { formula, operator } = row;
  const pathName = row['variable'] !== undefined ? 'variable' : row['field'] !== undefined ? 'field' : name;
  const write = withList.has(operator) ? writeList : writeLoose;
  const read = withList.has(operator) ? readList : readLoose;
  return (
    <div className="condition">
      {formula === undefined ? (
        <>
          <input
            className="input mono"
            dir="ltr"
            translate="no"
            placeholder="trigger.amount"
            aria-label={t('consoleWorkflowEditor.condition.path')}
            value={writeLoose(row[pathName])}
            {...wiring}
            onChange={({ target }) => onChange({ ...row, [pathName]: target.value })}
          />
          <span className="select">
            <select
              className="input"
              aria-label={t('consoleWorkflowEditor.condition.operator')}
              value={typeof operator === 'string' ? operator : ''}
              {...wiring}
              onChange={({ target }) => onChange(withOperator(row, target.value))}
            >
              {operators.map((each) => (
                <option key={each} value={each}>
                  {t(`consoleWorkflowEditor.operator.${each}`)}
                </option>
              ))}
            </select>
            <Icon as={ChevronDown} size={14} />
          </span>
          {!withoutValue.has(operator) && (
            <ValueInput
              value={row['value']}
              read={read}
              write={write}
              wiring={wiring}
              onChange={(value) => onChange({ ...row, value })}
            />
          )}
        </>
      ) : (
        <input
          className="input mono condition-formula"
          dir="ltr"
          aria-label={t('consoleWorkflowEditor.condition.formula')}
          value={writeLoose(formula)}
          {...wiring}
          onChange={({ target }) => onChange({ formula: target.value })}
        />
      )}
      {remove}
      {error !== undefined && (
        <p className="field-error" id={errorId}>
          {error}
        </p>
      )}
    </div>
  );
}

function withOperator(row: Fields, operator: string): Fields {
  const { value, ...rest } = row;
  if (withoutValue.has(operator)) return { ...rest, operator };
  const wantsList = withList.has(operator);
  const fits = value !== undefined && Array.isArray(value) === wantsList;
  return { ...rest, operator, value: fits ? value : wantsList ? [] : '' };
}

interface ValueProps {
  value: unknown;
  read(text: string): unknown;
  write(value: unknown): string;
  wiring: object;
  onChange(value: unknown): void;
}

function ValueInput({ value, read, write, wiring, onChange }: ValueProps) {
  const { t } = useMessages();
  const [text, setText] = useText(value, write, read);
  return (
    <input
      className="input mono"
      dir="ltr"
      aria-label={t('consoleWorkflowEditor.condition.value')}
      value={text}
      {...wiring}
      onChange={({ target }) => {
        setText(target.value);
        onChange(read(target.value));
      }}
    />
  );
}
