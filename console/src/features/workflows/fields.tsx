import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { datasetsQuery } from '../../api/datasets.ts';
import { modelsQuery } from '../../api/models.ts';
import { credentialsQuery } from '../../api/credentials.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMay } from '../../ui/permission.tsx';
import { canonical } from './canonical.ts';
import { isFields } from './definition.ts';
import { readList, readLoose, writeList, writeLoose } from './loose-value.ts';
import { namedChoices } from './step-fields.ts';

export interface ControlProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: unknown;
  /** Undefined takes the field away. */
  onChange(value: unknown): void;
}

export function useChoiceName(): (value: string) => string {
  const { t } = useMessages();
  return (value) => {
    const known = namedChoices.find((each) => each === value);
    if (value === 'slack') return 'Slack';
    return known === undefined ? value : t(`consoleWorkflowEditor.choice.${known}`);
  };
}

/** What is typed, as long as it means what the value is; the value's own text once it was changed from elsewhere. */
export function useText(value: unknown, write: (value: unknown) => string, read: (text: string) => unknown) {
  const [typed, setTyped] = useState(() => write(value));
  const meant = read(typed);
  const isSame = meant === broken || canonical(meant ?? null) === canonical(value ?? null);
  const [last, setLast] = useState(value);
  const isFromElsewhere = last !== value && !isSame;
  if (last !== value) setLast(value);
  if (isFromElsewhere) setTyped(write(value));
  return [isFromElsewhere ? write(value) : typed, setTyped] as const;
}

const broken = Symbol('a text that has no meaning');

const readNumber = (text: string) => (text.trim() === '' ? undefined : readLoose(text.trim()));
const readItems = (text: string) => (readList(text).length === 0 ? undefined : readList(text));
const writeJson = (value: unknown) => (value === undefined ? '' : JSON.stringify(value, null, 2));

function readJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return broken;
  }
}

export function TextControl({ value, onChange, ...rest }: ControlProps) {
  const text = typeof value === 'string' ? value : writeLoose(value);
  return <TextField {...rest} value={text} dir="auto" onChange={({ target }) => onChange(target.value || undefined)} />;
}

export function AreaControl({ value, onChange, ...rest }: ControlProps) {
  const text = typeof value === 'string' ? value : writeLoose(value);
  return (
    <TextAreaField
      {...rest}
      value={text}
      dir="auto"
      rows={3}
      onChange={({ target }) => onChange(target.value || undefined)}
    />
  );
}

export function CodeControl({ value, onChange, ...rest }: ControlProps) {
  return (
    <TextAreaField
      {...rest}
      value={typeof value === 'string' ? value : writeLoose(value)}
      dir="ltr"
      spellCheck={false}
      rows={8}
      data-code
      onChange={({ target }) => onChange(target.value || undefined)}
    />
  );
}

/** A number, or a template that will be one. */
export function NumberControl({ value, onChange, ...rest }: ControlProps) {
  const [text, setText] = useText(value, writeLoose, readNumber);
  return (
    <TextField
      {...rest}
      value={text}
      inputMode="decimal"
      dir="ltr"
      onChange={({ target }) => {
        setText(target.value);
        onChange(readNumber(target.value));
      }}
    />
  );
}

export function ListControl({ value, onChange, ...rest }: ControlProps) {
  const { t } = useMessages();
  const [text, setText] = useText(value, writeList, readItems);
  return (
    <TextField
      {...rest}
      hint={rest.hint ?? t('consoleWorkflowEditor.byCommas')}
      value={text}
      dir="ltr"
      onChange={({ target }) => {
        setText(target.value);
        onChange(readItems(target.value));
      }}
    />
  );
}

export function JsonControl({ value, onChange, ...rest }: ControlProps) {
  const { t } = useMessages();
  const [text, setText] = useText(value, writeJson, readJson);
  const isBroken = readJson(text) === broken;
  return (
    <TextAreaField
      {...rest}
      error={isBroken ? t('consoleWorkflowEditor.json.broken') : rest.error}
      hint={rest.hint ?? t('consoleWorkflowEditor.asJson')}
      value={text}
      dir="ltr"
      spellCheck={false}
      rows={4}
      data-code
      onChange={({ target }) => {
        setText(target.value);
        const next = readJson(target.value);
        if (next !== broken) onChange(next);
      }}
    />
  );
}

export function ChoiceControl({ value, onChange, choices, ...rest }: ControlProps & { choices: readonly string[] }) {
  const { t } = useMessages();
  const nameOf = useChoiceName();
  const text = value === undefined ? '' : writeLoose(value);
  const isOther = text !== '' && !choices.includes(text);
  return (
    <SelectField
      {...rest}
      value={text}
      onChange={({ target }) => onChange(target.value === '' ? undefined : readLoose(target.value))}
    >
      <option value="">{t('consoleWorkflowEditor.usual')}</option>
      {isOther && <option value={text}>{text}</option>}
      {choices.map((each) => (
        <option key={each} value={each}>
          {nameOf(each)}
        </option>
      ))}
    </SelectField>
  );
}

export function FlagControl({ label, error, value, onChange }: ControlProps) {
  return (
    <div className="field">
      <label className="check">
        <input type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
        <span>{label}</span>
      </label>
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  );
}

export function ModelControl({ value, onChange, ...rest }: ControlProps) {
  const { t } = useMessages();
  const models = useQuery({ ...modelsQuery, enabled: useMay('ai_analytics:read') }).data?.items ?? [];
  const deployed = models.filter((model) => model.deployed_version !== null || model.id === value);
  const isUnknown = value !== undefined && deployed.every(({ id }) => id !== value);
  return (
    <SelectField
      {...rest}
      hint={deployed.length === 0 && t('consoleWorkflowEditor.noModels')}
      value={writeLoose(value)}
      onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}
    >
      <option value="">{t('consoleWorkflows.new.choose')}</option>
      {isUnknown && (
        <option value={writeLoose(value)}>{t('consoleWorkflowEditor.unknown', { name: writeLoose(value) })}</option>
      )}
      {deployed.map(({ id, model_name: name }) => (
        <option key={id} value={id} translate="no">
          {name}
        </option>
      ))}
    </SelectField>
  );
}

interface NamedProps extends ControlProps {
  names: readonly { name: string; label: string }[];
}

export function NamedControl({ value, onChange, names, ...rest }: NamedProps) {
  const { t } = useMessages();
  const text = typeof value === 'string' ? value : '';
  const isUnknown = text !== '' && names.every(({ name }) => name !== text);
  return (
    <SelectField {...rest} value={text} onChange={({ target }) => onChange(target.value || undefined)}>
      <option value="">{t('consoleWorkflows.new.choose')}</option>
      {isUnknown && <option value={text}>{t('consoleWorkflowEditor.unknown', { name: text })}</option>}
      {names.map(({ name, label }) => (
        <option key={name} value={name} translate="no">
          {label}
        </option>
      ))}
    </SelectField>
  );
}

export function DatasetControl(props: ControlProps) {
  const datasets = useQuery({ ...datasetsQuery, enabled: useMay('data:read') }).data?.items ?? [];
  return <NamedControl {...props} names={datasets} />;
}

export function CredentialControl(props: ControlProps) {
  const found = useQuery({ ...credentialsQuery, enabled: useMay('ai_analytics:automation') }).data?.items ?? [];
  return <NamedControl {...props} names={found.map(({ name }) => ({ name, label: name }))} />;
}

type Pair = readonly [name: string, text: string];

/** Names with their values, line by line. */
export function PairsControl({ label, hint, error, value, onChange }: ControlProps) {
  const { t } = useMessages();
  const id = useId();
  const [pairs, setPairs] = useState<readonly Pair[]>(() => pairsOf(value));
  const [last, setLast] = useState(value);
  if (last !== value) {
    setLast(value);
    if (canonical(fieldsOf(pairs)) !== canonical(value ?? {})) setPairs(pairsOf(value));
  }
  const change = (next: readonly Pair[]) => {
    setPairs(next);
    onChange(fieldsOf(next));
  };
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <p className="label" id={id}>
        {label}
      </p>
      {pairs.map(([name, text], index) => (
        // Lines have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="pair">
          <input
            className="input mono"
            dir="ltr"
            aria-label={t('consoleWorkflowEditor.pair.name')}
            value={name}
            onChange={({ target }) => change(pairs.with(index, [target.value, text]))}
          />
          <input
            className="input mono"
            dir="ltr"
            aria-label={t('consoleWorkflowEditor.pair.value', { name })}
            value={text}
            onChange={({ target }) => change(pairs.with(index, [name, target.value]))}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={t('consoleWorkflowEditor.pair.remove', { name })}
            onClick={() => change(pairs.toSpliced(index, 1))}
          >
            <Icon as={X} size={14} />
          </button>
        </div>
      ))}
      <Button kind="quiet" size="small" icon={Plus} onClick={() => setPairs([...pairs, ['', '']])}>
        {t('consoleWorkflowEditor.pair.add')}
      </Button>
      {error === undefined ? (
        hint !== undefined && <p className="hint">{hint}</p>
      ) : (
        <p className="field-error">{error}</p>
      )}
    </div>
  );
}

const pairsOf = (value: unknown): readonly Pair[] =>
  isFields(value) ? Object.entries(value).map(([name, inner]) => [name, writeLoose(inner)] as const) : [];

const fieldsOf = (pairs: readonly Pair[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(pairs.filter(([name]) => name !== '').map(([name, text]) => [name, readLoose(text)]));
