import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { ApiError, isCode } from '../../api/errors.ts';
import { confirmPasswordReset } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { PasswordField } from './password-field.tsx';
import { Refusal } from './refusal.tsx';
import { SignInFrame, SignInHead } from './sign-in-frame.tsx';

const shortest = 10;

/** Where the link of the mail leads. */
export function ResetPage() {
  const { t } = useMessages();
  const navigate = useNavigate();
  // Behind the #, so that it reaches no log on the way; it does not stay in the address once it was used.
  const [token] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const confirm = useMutation({
    mutationFn: confirmPasswordReset,
    onSuccess: () => navigate({ to: '/sign-in', search: { reset: true }, replace: true }),
  });
  const isShort = Array.from(password).length < shortest;
  const fault = confirm.error instanceof ApiError ? confirm.error.faults[0]?.detail : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isShort) confirm.mutate({ token, new_password: password });
  };
  return (
    <SignInFrame title={t('consoleSignIn.reset.title')}>
      <form className="sign-in-form" onSubmit={submit} noValidate>
        <SignInHead title={t('consoleSignIn.reset.title')} lead={t('consoleSignIn.reset.lead')} />
        {token === '' ? (
          <Note tone="bad">{t('consoleSignIn.reset.noLink')}</Note>
        ) : (
          <>
            {confirm.isError && fault === undefined && <Refusal error={confirm.error} />}
            <PasswordField
              label={t('consoleSignIn.reset.password')}
              hint={t('consoleSignIn.join.passwordHint')}
              value={password}
              isNew
              onChange={setPassword}
              error={tried && isShort ? t('consoleSignIn.join.passwordHint') : fault}
            />
            <Button type="submit" kind="primary" size="large" busy={confirm.isPending}>
              {t('consoleSignIn.reset.submit')}
            </Button>
          </>
        )}
        {(token === '' || isCode(confirm.error, 'reset_not_valid')) && (
          <Link to="/forgotten-password" className="link small">
            {t('consoleSignIn.forgotten.title')}
          </Link>
        )}
      </form>
    </SignInFrame>
  );
}
