import { Plus } from 'lucide-react';
import type { ComponentType } from 'react';
import { useId } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { ConditionsControl } from './conditions-field.tsx';
import type { Fields, Path } from './definition.ts';
import { fieldsIn, getAt, isFields, setAt } from './definition.ts';
import { faultAt, type Fault } from './faults.ts';
import {
  AreaControl,
  ChoiceControl,
  CodeControl,
  type ControlProps,
  CredentialControl,
  DatasetControl,
  FlagControl,
  JsonControl,
  ListControl,
  ModelControl,
  NumberControl,
  PairsControl,
  TextControl,
  useChoiceName,
} from './fields.tsx';
import { RemoveButton, SeveralControl, SpanControl, TranslationsControl } from './more-fields.tsx';
import { RecipientsControl, RoleControl, RolesControl, UsersControl } from './people-fields.tsx';
import type { EitherSpec, FieldSpec } from './step-fields.ts';

interface FormPart {
  /** What the fields are in: a step, or a trigger. */
  value: Fields;
  /** Pointers begin at the value. */
  faults: readonly Fault[];
  onChange(path: Path, value: unknown): void;
}

export function SpecField({ spec, value, faults, onChange }: FormPart & { spec: FieldSpec }) {
  const { t } = useMessages();
  const pointer = `/${spec.path.join('/')}`;
  const props = {
    label: t(`consoleWorkflowEditor.field.${spec.label}`),
    error: faultAt(faults, pointer),
    value: getAt(value, spec.path),
    onChange: (next: unknown) => onChange(spec.path, next),
  };
  if (spec.kind === 'choice') return <ChoiceControl {...props} choices={spec.choices ?? []} />;
  if (spec.kind === 'several') return <SeveralControl {...props} choices={spec.choices ?? []} />;
  if (spec.kind === 'recipients') return <RecipientsControl {...props} channel={value['notification_type']} />;
  if (spec.kind === 'group' || spec.kind === 'rows') {
    const Part = spec.kind === 'group' ? GroupField : RowsField;
    return (
      <Part
        spec={spec}
        label={props.label}
        value={props.value}
        faults={below(faults, pointer)}
        onChange={props.onChange}
      />
    );
  }
  if (spec.kind === 'conditions')
    return <ConditionsControl {...props} name="variable" faults={faults} pointer={pointer} />;
  const Control = controls[spec.kind];
  return <Control {...props} />;
}

type Special = 'choice' | 'conditions' | 'several' | 'recipients' | 'group' | 'rows';

const controls: Record<Exclude<FieldSpec['kind'], Special>, ComponentType<ControlProps>> = {
  text: TextControl,
  area: AreaControl,
  code: CodeControl,
  number: NumberControl,
  flag: FlagControl,
  list: ListControl,
  pairs: PairsControl,
  json: JsonControl,
  model: ModelControl,
  dataset: DatasetControl,
  credential: CredentialControl,
  span: SpanControl,
  role: RoleControl,
  roles: RolesControl,
  users: UsersControl,
  translations: TranslationsControl,
};

/** What is wrong within a part, with pointers that begin there. */
const below = (faults: readonly Fault[], pointer: string): readonly Fault[] =>
  faults
    .filter((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))
    .map(({ detail, pointer: at }) => ({ detail, pointer: at.slice(pointer.length) }));

interface PartProps {
  spec: FieldSpec;
  label: string;
  value: unknown;
  /** Pointers begin at the part. */
  faults: readonly Fault[];
  onChange(value: unknown): void;
}

/** Fields that are there together or not at all. */
function GroupField({ spec, label, value, faults, onChange }: PartProps) {
  const fields = isFields(value) ? value : null;
  const own = faults.filter(({ pointer }) => pointer === '').map(({ detail }) => detail);
  return (
    <div className="field">
      <FlagControl
        label={label}
        error={own.length > 0 ? own.join(' ') : undefined}
        value={fields !== null}
        onChange={(on) => onChange(on === true ? spec.empty : undefined)}
      />
      {fields !== null && <Columns spec={spec} label={label} value={fields} faults={faults} onChange={onChange} />}
    </div>
  );
}

/** Parts of one kind, one below the other. */
function RowsField({ spec, label, value, faults, onChange }: PartProps) {
  const { t } = useMessages();
  const id = useId();
  const rows = fieldsIn(value);
  const set = (next: readonly Fields[]) => onChange(next.length === 0 ? undefined : next);
  const own = faults.filter(({ pointer }) => pointer === '').map(({ detail }) => detail);
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <p className="label" id={id}>
        {label}
      </p>
      {rows.map((row, index) => (
        <Columns
          // Rows have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          spec={spec}
          label={`${label} ${index + 1}`}
          value={row}
          faults={below(faults, `/${index}`)}
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns' paths lead to fields of a row
          onChange={(next) => set(rows.with(index, next as Fields))}
          onRemove={() => set(rows.toSpliced(index, 1))}
        />
      ))}
      <div>
        <Button kind="quiet" size="small" icon={Plus} onClick={() => set([...rows, spec.empty ?? {}])}>
          {t('consoleWorkflowEditor.pair.add')}
        </Button>
      </div>
      {own.length > 0 && <p className="field-error">{own.join(' ')}</p>}
    </div>
  );
}

function Columns({ spec, label, value, faults, onChange, onRemove }: PartProps & { value: Fields; onRemove?(): void }) {
  return (
    <fieldset className="row-card stack-small">
      <legend className="hidden-visually">{label}</legend>
      {onRemove !== undefined && (
        <div className="row">
          <span className="small faint grow">{label}</span>
          <RemoveButton name={label} onClick={onRemove} />
        </div>
      )}
      {(spec.columns ?? []).map((column) => (
        <SpecField
          key={column.path.join('/')}
          spec={column}
          value={value}
          faults={faults}
          onChange={(path, next) => onChange(setAt(value, path, next))}
        />
      ))}
    </fieldset>
  );
}

/** One of several ways to say the same; another one takes the place of the first. */
export function EitherField({ spec, value, faults, onChange }: FormPart & { spec: EitherSpec }) {
  const { t } = useMessages();
  const nameOf = useChoiceName();
  const current = spec.either.find(({ name }) => value[name] !== undefined) ?? spec.either[0];
  if (current === undefined) return null;
  const choose = (name: string) => {
    const next = spec.either.find((each) => each.name === name);
    if (next === undefined) return;
    const bare = spec.either.reduce<unknown>((now, each) => setAt(now, [each.name], undefined), value);
    onChange([], setAt(bare, [next.name], next.empty));
  };
  return (
    <>
      <SelectField
        label={t(`consoleWorkflowEditor.either.${spec.label}`)}
        value={current.name}
        onChange={({ target }) => choose(target.value)}
      >
        {spec.either.map(({ name }) => (
          <option key={name} value={name}>
            {nameOf(name)}
          </option>
        ))}
      </SelectField>
      <div className={current.fields.length > 2 ? 'form-quarters' : 'stack'}>
        {current.fields.map((field) => (
          <SpecField key={field.path.join('/')} spec={field} value={value} faults={faults} onChange={onChange} />
        ))}
      </div>
    </>
  );
}
