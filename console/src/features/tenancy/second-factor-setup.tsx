import { useMutation, useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { lazy, Suspense, useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { beginSecondFactor, confirmSecondFactor, sessionQuery } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useFirstField } from './use-first-field.ts';
import './second-factor.css';

const QrPicture = lazy(async () => ({ default: (await import('./qr-picture.tsx')).QrPicture }));

interface SetupProps {
  /** Called when the recovery codes are kept. */
  onDone(): void;
  onCancel?: () => void;
}

/** Password, picture and first code, recovery codes. */
export function SecondFactorSetup({ onDone, onCancel }: SetupProps) {
  const begin = useMutation({ mutationFn: beginSecondFactor });
  const confirm = useMutation({ mutationFn: confirmSecondFactor });
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recovery_codes} onKept={onDone} />;
  if (begin.data) return <ScanForm begun={begin.data} confirm={confirm} onCancel={onCancel} />;
  return <PasswordStep begin={begin} onCancel={onCancel} />;
}

interface Step<Value> {
  mutate(value: Value): void;
  isPending: boolean;
  error: Error | null;
}

interface PasswordStepProps {
  begin: Step<string>;
  onCancel: (() => void) | undefined;
}

function PasswordStep({ begin, onCancel }: PasswordStepProps) {
  const { t } = useMessages();
  const form = useFirstField();
  const email = useQuery({ ...sessionQuery, enabled: false }).data?.user.email ?? '';
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const fault = begin.error instanceof ApiError ? begin.error.faults[0]?.detail : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (password !== '') begin.mutate(password);
  };
  return (
    <form ref={form} className="settings-fields settings-form" onSubmit={submit} noValidate>
      {/* Tells password keepers whose password it is. */}
      <input
        type="email"
        className="hidden-visually"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden
      />
      <TextField
        label={t('consoleAccount.password.current')}
        type="password"
        dir="ltr"
        autoComplete="current-password"
        value={password}
        error={tried && password === '' ? t('consoleAccount.password.currentMissing') : fault}
        onChange={(event) => setPassword(event.target.value)}
      />
      <StepEnd step={begin} label={t('consoleAccount.factor.next')} onCancel={onCancel} isSaid={fault !== undefined} />
    </form>
  );
}

interface ScanFormProps {
  begun: { secret: string; uri: string };
  confirm: Step<string>;
  onCancel: (() => void) | undefined;
}

function ScanForm({ begun, confirm, onCancel }: ScanFormProps) {
  const { t } = useMessages();
  const form = useFirstField();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = code.trim().length < 6;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isMissing) confirm.mutate(code.trim());
  };
  return (
    <form ref={form} className="settings-fields" onSubmit={submit} noValidate>
      <p className="secondary">{t('consoleAccount.factor.scan')}</p>
      <div className="scan">
        <Suspense fallback={<span className="qr" />}>
          <QrPicture text={begun.uri} />
        </Suspense>
        <div className="settings-fields grow">
          <div className="stack-small">
            <p className="small secondary">{t('consoleAccount.factor.byHand')}</p>
            <output className="secret mono small" dir="ltr">
              {begun.secret.replaceAll(/.{4}(?=.)/g, '$& ')}
            </output>
            <span>
              <CopyButton text={begun.secret} />
            </span>
          </div>
          <TextField
            label={t('consoleAccount.factor.code')}
            hint={t('consoleAccount.factor.othersEnd')}
            className="mono code-input"
            dir="ltr"
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={10}
            value={code}
            error={tried && isMissing ? t('consoleAccount.factor.codeMissing') : undefined}
            onChange={(event) => setCode(event.target.value)}
          />
          <StepEnd step={confirm} label={t('consoleAccount.factor.turnOn')} onCancel={onCancel} />
        </div>
      </div>
    </form>
  );
}

interface StepEndProps {
  step: Pick<Step<string>, 'isPending' | 'error'>;
  label: string;
  onCancel: (() => void) | undefined;
  /** The fault stands at its field already. */
  isSaid?: boolean;
}

function StepEnd({ step, label, onCancel, isSaid = false }: StepEndProps) {
  const { t } = useMessages();
  return (
    <div className="row row-wrap">
      <Button type="submit" kind="primary" busy={step.isPending}>
        {label}
      </Button>
      {onCancel && <Button onClick={onCancel}>{t('consoleAccount.factor.cancel')}</Button>}
      {step.error !== null && !isSaid && <ActionFault error={step.error} />}
    </div>
  );
}
