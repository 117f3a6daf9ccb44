import { useMessages } from '../../lib/messages/messages.tsx';
import { useAccessNames } from './access-names.ts';

interface PermissionChoiceProps {
  held: readonly string[];
  chosen: readonly string[];
  onChange(names: string[]): void;
}

/** Some of the permissions that the reader has. */
export function PermissionChoice({ held, chosen, onChange }: PermissionChoiceProps) {
  const { t } = useMessages();
  const names = useAccessNames();
  return (
    <fieldset className="permissions">
      <legend className="hidden-visually">{t('consoleSettings.keys.permissions')}</legend>
      {held.map((permission) => (
        <label key={permission} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(permission)}
            onChange={() => onChange(held.filter((one) => (one === permission) !== chosen.includes(one)))}
          />
          <span>{names.permission(permission)}</span>
        </label>
      ))}
    </fieldset>
  );
}
