import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { setRequestOrganization } from '../../api/client.ts';
import { isCode } from '../../api/errors.ts';
import { createSession, sessionQuery } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { safeNext } from '../../lib/url-state.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { CodeForm } from './code-form.tsx';
import { PasswordField } from './password-field.tsx';
import { Refusal } from './refusal.tsx';
import { SignInFrame, SignInHead } from './sign-in-frame.tsx';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t } = useMessages();
  const enter = useEnter();
  const signIn = useMutation({
    mutationFn: createSession,
    onMutate: () => setRequestOrganization(null),
    onSuccess: enter,
  });
  return (
    <SignInFrame title={t('consoleSignIn.signIn.title')}>
      {isCode(signIn.error, 'second_factor_needed') ? (
        <CodeForm onDone={enter} onBack={signIn.reset} />
      ) : (
        <PasswordForm signIn={signIn} />
      )}
    </SignInFrame>
  );
}

function useEnter() {
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  return (session: Awaited<ReturnType<typeof createSession>>) => {
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, session);
    router.history.push(safeNext(next));
  };
}

interface PasswordFormProps {
  signIn: {
    mutate(credentials: { email: string; password: string; remember: boolean }): void;
    isPending: boolean;
    isError: boolean;
    error: Error | null;
  };
}

function PasswordForm({ signIn }: PasswordFormProps) {
  const { t } = useMessages();
  const { ended, reset } = route.useSearch();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(true);
  const [tried, setTried] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() !== '' && password !== '') signIn.mutate({ email: email.trim(), password, remember });
  };

  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <SignInHead title={t('consoleSignIn.signIn.title')} lead={t('consoleSignIn.signIn.lead')} />
      {ended === true && !signIn.isError && <Note tone="info">{t('consoleSignIn.signIn.ended')}</Note>}
      {reset === true && !signIn.isError && <Note tone="good">{t('consoleSignIn.reset.done')}</Note>}
      {signIn.isError && <Refusal error={signIn.error} />}
      <TextField
        label={t('consoleSignIn.signIn.email')}
        className="input-large"
        type="email"
        autoComplete="username"
        dir="ltr"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={tried && email.trim() === '' ? t('console.signIn.emailMissing') : undefined}
      />
      <PasswordField
        label={t('consoleSignIn.signIn.password')}
        value={password}
        onChange={setPassword}
        aside={
          <Link to="/forgotten-password" className="link">
            {t('consoleSignIn.signIn.forgotten')}
          </Link>
        }
        error={tried && password === '' ? t('consoleSignIn.signIn.passwordMissing') : undefined}
      />
      <label className="check secondary">
        <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.target.checked)} />
        {t('consoleSignIn.signIn.remember')}
      </label>
      <Button type="submit" kind="primary" size="large" busy={signIn.isPending}>
        {t('consoleSignIn.signIn.submit')}
      </Button>
    </form>
  );
}
