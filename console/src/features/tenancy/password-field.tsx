import { Eye, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';

interface PasswordFieldProps {
  label: string;
  hint?: string;
  value: string;
  isNew?: boolean;
  /** Stands at the end of the label's line. */
  aside?: ReactNode;
  onChange(value: string): void;
  error: string | undefined;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ label, hint, value, isNew = false, aside, onChange, error }: PasswordFieldProps) {
  const { t } = useMessages();
  const [shown, setShown] = useState(false);
  return (
    <div className="password">
      <TextField
        label={label}
        hint={hint}
        className="input-large"
        type={shown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        dir="ltr"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={error}
      />
      <button
        type="button"
        className="icon-button password-eye"
        aria-label={shown ? t('consoleSignIn.signIn.hidePassword') : t('consoleSignIn.signIn.showPassword')}
        onClick={() => setShown(!shown)}
      >
        <Icon as={shown ? EyeOff : Eye} />
      </button>
      {aside !== undefined && <span className="password-aside small">{aside}</span>}
    </div>
  );
}
