import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { sessionQuery, sessionsQuery, updatePassword } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { SaveRow } from '../../ui/save-row.tsx';

const shortest = 10;

/** Changes the password; with it every other session ends. */
export function PasswordCard() {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const email = useQuery({ ...sessionQuery, enabled: false }).data?.user.email ?? '';
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: updatePassword,
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      setTried(false);
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  const isShort = Array.from(next).length < shortest;
  const faults = save.error instanceof ApiError ? save.error.faults : [];
  const faultAt = (pointer: string) => faults.find((fault) => fault.pointer === pointer)?.detail;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (current !== '' && !isShort) save.mutate({ current_password: current, new_password: next });
  };
  return (
    <Card title={t('consoleAccount.password')}>
      <form className="settings-fields settings-form" onSubmit={submit} noValidate>
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
          value={current}
          error={tried && current === '' ? t('consoleAccount.password.currentMissing') : faultAt('/current_password')}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <TextField
          label={t('consoleAccount.password.new')}
          hint={t('consoleAccount.password.hint')}
          type="password"
          dir="ltr"
          autoComplete="new-password"
          value={next}
          error={tried && isShort ? t('consoleAccount.password.hint') : faultAt('/new_password')}
          onChange={(event) => setNext(event.target.value)}
        />
        <SaveRow isChanged={current !== '' || next !== ''} save={save} label={t('consoleAccount.password.save')} />
      </form>
    </Card>
  );
}
