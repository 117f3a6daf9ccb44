import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { sessionQuery, updateName } from '../../api/session.ts';
import { isLanguage, languages } from '../../lib/languages.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { ThemeChoice } from '../../lib/theme.ts';
import { setTheme, useTheme } from '../../lib/theme.ts';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useChooseLanguage } from '../../ui/preferences.tsx';
import { SaveRow } from '../../ui/save-row.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useAccessNames } from './access-names.ts';

const themes: readonly ThemeChoice[] = ['light', 'dark', 'system'];

/** Who the reader is, and how the console speaks and looks to them. */
export function YouTab() {
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  if (session === undefined) return null;
  return (
    <div className="settings">
      <NameCard name={session.user.name} email={session.user.email} role={session.role} />
      <LookCard />
    </div>
  );
}

function NameCard({ name, email, role }: { name: string; email: string; role: string }) {
  const { t } = useMessages();
  const names = useAccessNames();
  const queryClient = useQueryClient();
  const [edit, setEdit] = useState<string | null>(null);
  const wanted = edit ?? name;
  const save = useMutation({
    mutationFn: updateName,
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      setEdit(null);
      await queryClient.invalidateQueries({ queryKey: ['members'] });
    },
  });
  const isMissing = wanted.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isMissing) save.mutate(wanted.trim());
  };
  return (
    <Card title={t('console.settings.tab.you')}>
      <form className="settings-fields" onSubmit={submit} noValidate>
        <TextField
          label={t('consoleAccount.name')}
          value={wanted}
          maxLength={100}
          autoComplete="name"
          error={isMissing ? t('consoleAccount.nameMissing') : undefined}
          onChange={(event) => setEdit(event.target.value)}
        />
        <dl className="facts">
          <dt>{t('consoleAccount.email')}</dt>
          <dd>
            <bdi>{email}</bdi>
          </dd>
          <dt>{t('consoleSettings.settings.role')}</dt>
          <dd>
            <bdi>{names.role(role)}</bdi>
          </dd>
        </dl>
        <SaveRow isChanged={wanted.trim() !== name} save={save} />
      </form>
    </Card>
  );
}

function LookCard() {
  const { t, language, format } = useMessages();
  const { choice } = useTheme();
  const chooseLanguage = useChooseLanguage(true);
  return (
    <Card title={t('consoleAccount.look')}>
      <div className="settings-fields">
        <div className="settings-narrow">
          <SelectField
            label={t('console.language')}
            hint={t('consoleSettings.settings.languageHint', {
              number: format.numberFormat({ minimumFractionDigits: 2 }).format(1234567.89),
            })}
            value={language}
            onChange={(event) => {
              const { value } = event.target;
              if (isLanguage(value)) void chooseLanguage(value);
            }}
          >
            {languages.map(({ code, nativeName }) => (
              <option key={code} value={code} lang={code}>
                {nativeName}
              </option>
            ))}
          </SelectField>
        </div>
        <div>
          <p className="label">{t('console.theme')}</p>
          <Segments
            label={t('console.theme')}
            value={choice}
            options={themes.map((theme) => ({ value: theme, label: t(`console.theme.${theme}`) }))}
            onChange={setTheme}
          />
        </div>
      </div>
    </Card>
  );
}
