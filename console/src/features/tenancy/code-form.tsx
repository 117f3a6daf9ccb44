import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { isCode } from '../../api/errors.ts';
import { finishSignIn } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Refusal } from './refusal.tsx';
import { SignInHead } from './sign-in-frame.tsx';
import { useFirstField } from './use-first-field.ts';

type Session = Awaited<ReturnType<typeof finishSignIn>>;

interface CodeFormProps {
  onDone(session: Session): void;
  /** Leads to the password again. */
  onBack(): void;
}

/** The second step: a code of the app, or a recovery code. */
export function CodeForm({ onDone, onBack }: CodeFormProps) {
  const { t } = useMessages();
  const form = useFirstField();
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const [tried, setTried] = useState(false);
  const finish = useMutation({ mutationFn: finishSignIn, onSuccess: onDone });
  const isMissing = code.trim().length < 6;
  const isOver = isCode(finish.error, 'second_factor_expired');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isMissing) finish.mutate({ code: code.trim(), trust_device: trust });
  };
  const change = () => {
    setRecovery(!isRecovery);
    setCode('');
    setTried(false);
    finish.reset();
  };
  return (
    <form ref={form} className="sign-in-form" onSubmit={submit} noValidate>
      <SignInHead
        title={t('consoleSignIn.code.title')}
        lead={isRecovery ? t('consoleSignIn.code.recoveryLead') : t('consoleSignIn.code.lead')}
      />
      {finish.isError && <Refusal error={finish.error} />}
      <TextField
        label={isRecovery ? t('consoleSignIn.code.recoveryCode') : t('consoleSignIn.code.code')}
        className="input-large mono code-input"
        dir="ltr"
        autoComplete="one-time-code"
        inputMode={isRecovery ? 'text' : 'numeric'}
        maxLength={40}
        value={code}
        error={tried && isMissing ? t('consoleSignIn.code.missing') : undefined}
        onChange={(event) => setCode(event.target.value)}
      />
      <label className="check secondary">
        <input type="checkbox" checked={trust} onChange={(event) => setTrust(event.target.checked)} />
        {t('consoleSignIn.code.trust')}
      </label>
      {isOver ? (
        <Button kind="primary" size="large" onClick={onBack}>
          {t('consoleSignIn.code.back')}
        </Button>
      ) : (
        <>
          <Button type="submit" kind="primary" size="large" busy={finish.isPending}>
            {t('consoleSignIn.signIn.submit')}
          </Button>
          <div className="row row-wrap sign-in-ways">
            <button type="button" className="link" onClick={change}>
              {isRecovery ? t('consoleSignIn.code.useApp') : t('consoleSignIn.code.useRecovery')}
            </button>
            <button type="button" className="link push-end" onClick={onBack}>
              {t('consoleSignIn.code.back')}
            </button>
          </div>
        </>
      )}
    </form>
  );
}
