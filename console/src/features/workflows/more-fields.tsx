import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { type Language, languages } from '../../lib/languages.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextAreaField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { type Fields, isFields } from './definition.ts';
import { type ControlProps, useChoiceName, useText } from './fields.tsx';
import { readLoose, writeLoose } from './loose-value.ts';
import { SelectToAdd } from './select-to-add.tsx';
import { type SpanUnit, spanUnits, unitOf } from './span-unit.ts';

/** Seconds, in the unit that suits them; a template is seconds too. */
export function SpanControl({ value, onChange, label, hint, error }: ControlProps) {
  const { t } = useMessages();
  const [chosen, setChosen] = useState<SpanUnit>(() => unitOf(value));
  const unit = typeof value === 'number' && value % spanUnits[chosen] !== 0 ? unitOf(value) : chosen;
  const size = spanUnits[unit];
  const read = (text: string) => {
    const amount = text.trim() === '' ? undefined : readLoose(text.trim());
    return typeof amount === 'number' ? amount * size : amount;
  };
  const write = (seconds: unknown) => writeLoose(typeof seconds === 'number' ? seconds / size : seconds);
  const [text, setText] = useText(value, write, read);
  return (
    <div className="span">
      <TextField
        label={label}
        hint={hint}
        error={error}
        value={text}
        inputMode="decimal"
        dir="ltr"
        onChange={({ target }) => {
          setText(target.value);
          onChange(read(target.value));
        }}
      />
      <Choice<SpanUnit>
        label={t('consoleWorkflowEditor.span.unit', { field: label })}
        value={unit}
        options={(['seconds', 'minutes', 'hours', 'days'] as const).map((each) => ({
          value: each,
          label: t(`consoleWorkflowEditor.field.${each}`),
        }))}
        onChange={(next) => {
          setChosen(next);
          if (typeof value === 'number') onChange((value / size) * spanUnits[next]);
        }}
      />
    </div>
  );
}

export function SeveralControl({
  value,
  onChange,
  label,
  error,
  choices,
}: ControlProps & { choices: readonly string[] }) {
  const nameOf = useChoiceName();
  const chosen = Array.isArray(value) ? value : choices;
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      {choices.map((each) => (
        <label key={each} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(each)}
            onChange={({ target }) =>
              onChange(choices.filter((one) => (one === each ? target.checked : chosen.includes(one))))
            }
          />
          <span>{nameOf(each)}</span>
        </label>
      ))}
      {error !== undefined && <p className="field-error">{error}</p>}
    </fieldset>
  );
}

/** The same message for readers of other languages. */
export function TranslationsControl({ value, onChange, label, error }: ControlProps) {
  const { t } = useMessages();
  const id = useId();
  const written = isFields(value) ? value : {};
  const left = languages.filter(({ code }) => written[code] === undefined);
  const set = (code: string, next: unknown) => {
    const rest = Object.entries({ ...written, [code]: next }).filter(([, each]) => each !== undefined);
    onChange(rest.length === 0 ? undefined : Object.fromEntries(rest));
  };
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <p className="label" id={id}>
        {label}
      </p>
      {languages.map(({ code, nativeName, direction }) => {
        const text = written[code];
        if (!isFields(text)) return null;
        return (
          <Translation
            key={code}
            language={code}
            name={nativeName}
            direction={direction}
            text={text}
            onChange={(next) => set(code, next)}
          />
        );
      })}
      {left.length > 0 && (
        <SelectToAdd
          label={t('consoleWorkflowEditor.people.add', { field: label })}
          placeholder={t('consoleWorkflowEditor.translations.add')}
          options={left.map(({ code, nativeName }) => ({ value: code, label: nativeName, lang: code }))}
          onAdd={(code) => set(code, { message: '' })}
        />
      )}
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  );
}

interface TranslationProps {
  language: Language;
  name: string;
  direction: 'ltr' | 'rtl';
  text: Fields;
  /** Undefined takes the translation away. */
  onChange(text: Fields | undefined): void;
}

function Translation({ language, name, direction, text, onChange }: TranslationProps) {
  const { t } = useMessages();
  const { subject, ...rest } = text;
  return (
    <fieldset className="row-card stack-small">
      <legend className="hidden-visually">{name}</legend>
      <div className="row">
        <bdi className="medium grow" lang={language}>
          {name}
        </bdi>
        <RemoveButton name={name} onClick={() => onChange(undefined)} />
      </div>
      <TextField
        label={t('consoleWorkflowEditor.field.subject')}
        dir={direction}
        lang={language}
        value={writeLoose(subject)}
        onChange={({ target }) => onChange(target.value === '' ? rest : { ...rest, subject: target.value })}
      />
      <TextAreaField
        label={t('consoleWorkflowEditor.field.message')}
        dir={direction}
        lang={language}
        rows={3}
        value={writeLoose(text['message'])}
        onChange={({ target }) => onChange({ ...text, message: target.value })}
      />
    </fieldset>
  );
}

export function RemoveButton({ name, onClick }: { name: string; onClick(): void }) {
  const { t } = useMessages();
  const label = t('consoleWorkflowEditor.pair.remove', { name });
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={onClick}>
      <Icon as={X} size={14} />
    </button>
  );
}
