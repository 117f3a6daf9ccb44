import type { ComponentType } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { SelectField } from '../../ui/field.tsx';
import { ConditionsControl } from './conditions-field.tsx';
import type { Fields, Path } from './definition.ts';
import { getAt, setAt } from './definition.ts';
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
  if (spec.kind === 'conditions')
    return <ConditionsControl {...props} name="variable" faults={faults} pointer={pointer} />;
  const Control = controls[spec.kind];
  return <Control {...props} />;
}

const controls: Record<Exclude<FieldSpec['kind'], 'choice' | 'conditions'>, ComponentType<ControlProps>> = {
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
};

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
