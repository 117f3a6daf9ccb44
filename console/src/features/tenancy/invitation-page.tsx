import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { setRequestOrganization } from '../../api/client.ts';
import { ApiError, isCode } from '../../api/errors.ts';
import { acceptInvitation, lookInvitation } from '../../api/members.ts';
import { sessionQuery } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { LanguageMenu, ThemeMenu } from '../../ui/preferences.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { useAccessNames } from './access-names.ts';
import { CodeForm } from './code-form.tsx';
import './sign-in.css';

export function InvitationPage() {
  const { t } = useMessages();
  // Behind the #, so that it reaches no log on the way; it does not stay in the address once it was used.
  const [token] = useState(() => location.hash.slice(1));
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => lookInvitation(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <main className="sign-in sign-in-alone">
      <title>{t('console.documentTitle', { page: t('consoleSignIn.join.title') })}</title>
      <div className="sign-in-side">
        <span className="semibold sign-in-brand" translate="no">
          Business Suite
        </span>
        <Loaded query={invitation}>{(found) => <JoinForm token={token} invitation={found} />}</Loaded>
        <div className="row small faint">
          <LanguageMenu save={false} named />
          <ThemeMenu />
        </div>
      </div>
    </main>
  );
}

interface JoinFormProps {
  token: string;
  invitation: Awaited<ReturnType<typeof lookInvitation>>;
}

function JoinForm({ token, invitation }: JoinFormProps) {
  const { t, rich } = useMessages();
  const names = useAccessNames();
  const join = useJoin();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { has_account: hasAccount } = invitation;
  // After the code they are signed in, and join as themselves.
  if (isCode(join.error, 'second_factor_needed')) {
    return <CodeForm onDone={() => join.mutate({ token })} onBack={join.reset} />;
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate({
      token,
      ...(password !== '' && { password }),
      ...(!hasAccount && name.trim() !== '' && { name: name.trim() }),
    });
  };
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <div className="stack-small sign-in-head">
        <h1>{t('consoleSignIn.join.title')}</h1>
        <p className="secondary">
          {rich('consoleSignIn.join.lead', {
            organization: invitation.organization.name,
            role: invitation.role_name ?? names.role(invitation.role),
          })}
        </p>
        <p className="secondary">
          <bdi>{invitation.email}</bdi>
        </p>
      </div>
      {!hasAccount && (
        <TextField
          label={t('consoleSignIn.join.name')}
          className="input-large"
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <TextField
        label={hasAccount ? t('consoleSignIn.join.password') : t('consoleSignIn.join.newPassword')}
        hint={hasAccount ? undefined : t('consoleSignIn.join.passwordHint')}
        className="input-large"
        type="password"
        dir="ltr"
        autoComplete={hasAccount ? 'current-password' : 'new-password'}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {join.isError && <Faults error={join.error} />}
      <Button type="submit" kind="primary" size="large" busy={join.isPending}>
        {t('consoleSignIn.join.submit')}
      </Button>
    </form>
  );
}

function Faults({ error }: { error: Error }) {
  const faults = error instanceof ApiError ? error.faults : [];
  if (faults.length === 0) return <ActionFault error={error} />;
  return (
    <div role="alert" className="stack-small">
      {faults.map((fault) => (
        <p key={`${fault.pointer} ${fault.code}`} className="field-error">
          {fault.detail}
        </p>
      ))}
    </div>
  );
}

function useJoin() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: acceptInvitation,
    onMutate: () => setRequestOrganization(null),
    onSuccess: async (session) => {
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, session);
      await navigate({
        to: '/o/$organization',
        params: { organization: String(session.organization.id) },
        replace: true,
      });
    },
  });
}
