import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Eye, EyeOff, TrendingUp } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { setRequestOrganization } from '../../api/client.ts';
import { ApiError, isUnreachable } from '../../api/errors.ts';
import { createSession, healthQuery, sessionQuery } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { safeNext } from '../../lib/url-state.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { LanguageMenu, ThemeMenu } from '../../ui/preferences.tsx';
import { SignInPicture } from './sign-in-picture.tsx';
import './sign-in.css';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t } = useMessages();
  const version = useQuery(healthQuery).data?.version;
  return (
    <main className="sign-in">
      <title>{t('console.documentTitle', { page: t('consoleSignIn.signIn.title') })}</title>
      <div className="sign-in-side">
        <div className="row sign-in-brand">
          <span className="sign-in-mark">
            <Icon as={TrendingUp} />
          </span>
          <span className="semibold">Business Suite</span>
        </div>
        <SignInForm />
        <div className="row small faint">
          <LanguageMenu save={false} named />
          <ThemeMenu />
          <span className="push-end num">
            <bdi>{location.host}</bdi>
            {version !== undefined && <> · {t('consoleSignIn.version', { version })}</>}
          </span>
        </div>
      </div>
      <SignInPicture />
    </main>
  );
}

function useSignIn() {
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: createSession,
    onMutate: () => setRequestOrganization(null),
    onSuccess: async (session) => {
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, session);
      router.history.push(safeNext(next));
    },
  });
}

function SignInForm() {
  const { t } = useMessages();
  const { ended } = route.useSearch();
  const signIn = useSignIn();
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
      <div className="stack-small sign-in-head">
        <h1>{t('consoleSignIn.signIn.title')}</h1>
        <p className="secondary">{t('consoleSignIn.signIn.lead')}</p>
      </div>
      {ended === true && !signIn.isError && <Note tone="info">{t('consoleSignIn.signIn.ended')}</Note>}
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
        value={password}
        onChange={setPassword}
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

interface PasswordFieldProps {
  value: string;
  onChange(value: string): void;
  error: string | undefined;
}

function PasswordField({ value, onChange, error }: PasswordFieldProps) {
  const { t } = useMessages();
  const [shown, setShown] = useState(false);
  return (
    <div className="password">
      <TextField
        label={t('consoleSignIn.signIn.password')}
        className="input-large"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
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
    </div>
  );
}

function Refusal({ error }: { error: unknown }) {
  const { t } = useMessages();
  if (isUnreachable(error)) {
    return (
      <Note tone="bad" title={t('console.errors.unreachable.title')} urgent>
        <p>{t('console.errors.unreachable.detail')}</p>
      </Note>
    );
  }
  const said = error instanceof ApiError ? error.detail || error.message : '';
  return (
    <Note tone="bad" urgent>
      <p>{said || t('console.errors.fault.detail')}</p>
    </Note>
  );
}
