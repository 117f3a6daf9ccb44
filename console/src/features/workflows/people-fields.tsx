import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { membersQuery, rolesQuery } from '../../api/members.ts';
import { webhooksQuery } from '../../api/webhooks.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMay } from '../../ui/permission.tsx';
import { type ControlProps, NamedControl } from './fields.tsx';
import { readList, writeLoose } from './loose-value.ts';
import { type Option, SelectToAdd } from './select-to-add.tsx';

const useRoles = (): Option[] => {
  const roles = useQuery({ ...rolesQuery, enabled: useMay('tenancy:read') }).data?.items ?? [];
  return roles.map(({ id, name }) => ({ value: id, label: name }));
};

const useMembers = (): Option[] => {
  const members = useQuery({ ...membersQuery, enabled: useMay('tenancy:read') }).data?.items ?? [];
  return members.map(({ user_id: id, name }) => ({ value: id, label: name }));
};

const useEndpoints = (kind: string | null): Option[] => {
  const mayManage = useMay('notifications:manage');
  const found = useQuery({ ...webhooksQuery, enabled: mayManage && kind !== null }).data?.items ?? [];
  return found.filter((each) => each.kind === kind).map(({ id, name }) => ({ value: id, label: name }));
};

export function RoleControl(props: ControlProps) {
  const roles = useRoles();
  return <NamedControl {...props} names={roles.map(({ value, label }) => ({ name: String(value), label }))} />;
}

export function RolesControl(props: ControlProps) {
  return <TokensControl {...props} options={useRoles()} />;
}

export function UsersControl(props: ControlProps) {
  return <TokensControl {...props} options={useMembers()} />;
}

/** Whom a message is for: members, roles, addresses, templates; of webhooks and Slack the endpoints. */
export function RecipientsControl({ channel, ...props }: ControlProps & { channel: unknown }) {
  const { t } = useMessages();
  const kind = channel === 'webhook' || channel === 'slack' ? channel : null;
  const endpoints = useEndpoints(kind);
  const members = useMembers();
  const roles = useRoles().map(({ value, label }) => ({
    value: `role:${value}`,
    label: t('consoleWorkflowEditor.people.role', { name: label }),
  }));
  if (kind !== null) {
    return <TokensControl {...props} hint={t('consoleWorkflowEditor.people.endpoints')} options={endpoints} />;
  }
  return <TokensControl {...props} options={[...members, ...roles]} takesText={channel !== 'websocket'} />;
}

interface TokensProps extends ControlProps {
  options: readonly Option[];
  /** Whether anything may be written beside what is offered. */
  takesText?: boolean;
}

/** Some of what is offered, by name. */
function TokensControl({ label, hint, error, value, onChange, options, takesText = false }: TokensProps) {
  const { t } = useMessages();
  const id = useId();
  const chosen = Array.isArray(value) ? value.filter((one) => typeof one === 'string' || typeof one === 'number') : [];
  const set = (next: readonly (string | number)[]) => onChange(next.length === 0 ? undefined : next);
  const isChosen = (one: string | number) => chosen.some((each) => String(each) === String(one));
  const left = options.filter((each) => !isChosen(each.value));
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <p className="label" id={id}>
        {label}
      </p>
      <Tokens chosen={chosen} options={options} onRemove={(index) => set(chosen.toSpliced(index, 1))} />
      {left.length > 0 && (
        <SelectToAdd
          label={t('consoleWorkflowEditor.people.add', { field: label })}
          placeholder={t('consoleWorkflows.new.choose')}
          options={left}
          onAdd={(one) => set([...chosen, one])}
        />
      )}
      {(takesText || options.length === 0) && (
        <InputToAdd
          label={t('consoleWorkflowEditor.people.write', { field: label })}
          placeholder={takesText ? 'name@example.com, {{trigger.email}}' : ''}
          onAdd={(added) => set([...chosen, ...added.filter((one) => !isChosen(one))])}
        />
      )}
      {error === undefined ? (
        hint !== undefined && <p className="hint">{hint}</p>
      ) : (
        <p className="field-error">{error}</p>
      )}
    </div>
  );
}

interface ChosenProps {
  chosen: readonly (string | number)[];
  options: readonly Option[];
  onRemove(index: number): void;
}

function Tokens({ chosen, options, onRemove }: ChosenProps) {
  const { t } = useMessages();
  if (chosen.length === 0) return null;
  const nameOf = (one: string | number) =>
    options.find(({ value }) => String(value) === String(one))?.label ?? String(one);
  return (
    <ul className="tokens">
      {chosen.map((one, index) => (
        <li key={writeLoose(one)} className="chip token">
          <bdi>{nameOf(one)}</bdi>
          <button
            type="button"
            className="token-remove"
            aria-label={t('consoleWorkflowEditor.pair.remove', { name: nameOf(one) })}
            onClick={() => onRemove(index)}
          >
            <Icon as={X} size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface InputToAddProps {
  label: string;
  placeholder: string;
  onAdd(added: readonly (string | number)[]): void;
}

/** What is typed counts when the field is left, or by Enter. */
function InputToAdd({ label, placeholder, onAdd }: InputToAddProps) {
  const [typed, setTyped] = useState('');
  const take = () => {
    const added = readList(typed);
    setTyped('');
    if (added.length > 0) onAdd(added);
  };
  return (
    <input
      className="input"
      dir="ltr"
      translate="no"
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        take();
      }}
    />
  );
}
