import type { FormEvent } from 'react';
import { useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { useFirstField } from './use-first-field.ts';

interface ProofFormProps {
  title: string;
  lead: string;
  label: string;
  isDanger?: boolean;
  asksPassword?: boolean;
  passwordFault?: string | undefined;
  act: {
    mutate(proof: { password: string; code: string }): void;
    isPending: boolean;
    error: Error | null;
  };
  onCancel(): void;
}

/** Before a second factor changes, its owner gives a code of it. */
export function ProofForm(props: ProofFormProps) {
  const { title, lead, label, isDanger = false, asksPassword = false, passwordFault, act, onCancel } = props;
  const { t } = useMessages();
  const form = useFirstField();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const isCodeMissing = code.trim().length < 6;
  const isPasswordMissing = asksPassword && password === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isCodeMissing && !isPasswordMissing) act.mutate({ password, code: code.trim() });
  };
  return (
    <form ref={form} className="settings-fields settings-form" onSubmit={submit} noValidate aria-label={title}>
      <div className="stack-small">
        <p className="semibold">{title}</p>
        <p className="secondary">{lead}</p>
      </div>
      {asksPassword && (
        <TextField
          label={t('consoleAccount.password.current')}
          type="password"
          dir="ltr"
          autoComplete="current-password"
          value={password}
          error={tried && isPasswordMissing ? t('consoleAccount.password.currentMissing') : passwordFault}
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
      <TextField
        label={t('consoleAccount.factor.anyCode')}
        className="mono"
        dir="ltr"
        autoComplete="one-time-code"
        maxLength={40}
        value={code}
        error={tried && isCodeMissing ? t('consoleAccount.factor.codeMissing') : undefined}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="row row-wrap">
        <Button type="submit" kind={isDanger ? 'danger' : 'primary'} busy={act.isPending}>
          {label}
        </Button>
        <Button onClick={onCancel}>{t('consoleAccount.factor.cancel')}</Button>
        {act.error !== null && passwordFault === undefined && <ActionFault error={act.error} />}
      </div>
    </form>
  );
}
