import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { askPasswordReset } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { Refusal } from './refusal.tsx';
import { SignInFrame, SignInHead } from './sign-in-frame.tsx';

export function ForgottenPage() {
  const { t } = useMessages();
  const ask = useMutation({ mutationFn: askPasswordReset });
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim().length > 2) ask.mutate(email.trim());
  };
  return (
    <SignInFrame title={t('consoleSignIn.forgotten.title')}>
      <form className="sign-in-form" onSubmit={submit} noValidate>
        <SignInHead
          title={t('consoleSignIn.forgotten.title')}
          lead={ask.isSuccess ? null : t('consoleSignIn.forgotten.lead')}
        />
        {ask.isError && <Refusal error={ask.error} />}
        {ask.isSuccess ? (
          <Note tone={ask.data.by_mail ? 'good' : 'warn'} urgent>
            <p>{ask.data.by_mail ? t('consoleSignIn.forgotten.sent') : t('consoleSignIn.forgotten.noMail')}</p>
          </Note>
        ) : (
          <>
            <TextField
              label={t('consoleSignIn.signIn.email')}
              className="input-large"
              type="email"
              autoComplete="username"
              dir="ltr"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              error={tried && email.trim().length < 3 ? t('console.signIn.emailMissing') : undefined}
            />
            <Button type="submit" kind="primary" size="large" busy={ask.isPending}>
              {t('consoleSignIn.forgotten.submit')}
            </Button>
          </>
        )}
        <Link to="/sign-in" className="link small">
          {t('consoleSignIn.forgotten.back')}
        </Link>
      </form>
    </SignInFrame>
  );
}
