import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useMemo, useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { organizationQuery, updateOrganization } from '../../api/organization.ts';
import { sessionQuery } from '../../api/session.ts';
import type { Organization } from '../../api/types.ts';
import { formattingTag, languages } from '../../lib/languages.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { useMay } from '../../ui/permission.tsx';
import { SaveRow } from '../../ui/save-row.tsx';
import { Loaded } from '../../ui/states.tsx';

type Settings = Pick<Organization, 'name' | 'time_zone' | 'currency' | 'default_language'>;
const fields = ['name', 'time_zone', 'currency', 'default_language'] as const;

/** What holds for everybody in the organization: its name, its clock, its money, its language. */
export function OrganizationTab() {
  const organization = useQuery(organizationQuery);
  return (
    <div className="settings">
      <Loaded query={organization}>{(known) => <OrganizationForm organization={known} />}</Loaded>
    </div>
  );
}

function OrganizationForm({ organization }: { organization: Organization }) {
  const { t } = useMessages();
  const mayChange = useMay('tenancy:update');
  const { wanted, change, isChanged, save, faultOf, submit } = useOrganizationForm(organization);
  return (
    <Card title={t('console.settings.tab.organization')}>
      <form onSubmit={submit} noValidate>
        <fieldset className="settings-fields" disabled={!mayChange}>
          <legend className="hidden-visually">{t('console.settings.tab.organization')}</legend>
          {!mayChange && (
            <Note tone="info">
              <p>{t('consoleSettings.organization.readOnly')}</p>
            </Note>
          )}
          <TextField
            label={t('consoleSettings.settings.name')}
            value={wanted.name}
            maxLength={200}
            error={wanted.name.trim() === '' ? t('consoleSettings.organization.nameMissing') : faultOf('name')}
            onChange={(event) => change({ name: event.target.value })}
          />
          <ZoneField value={wanted.time_zone} error={faultOf('time_zone')} onChange={change} />
          <CurrencyField value={wanted.currency} error={faultOf('currency')} onChange={change} />
          <SelectField
            label={t('consoleSettings.organization.language')}
            hint={t('consoleSettings.organization.languageHint')}
            error={faultOf('default_language')}
            value={wanted.default_language ?? ''}
            onChange={({ target }) => change({ default_language: target.value === '' ? null : target.value })}
          >
            <option value="">{t('consoleSettings.organization.noLanguage')}</option>
            {languages.map(({ code, nativeName }) => (
              <option key={code} value={code} lang={code}>
                {nativeName}
              </option>
            ))}
          </SelectField>
          {mayChange && <SaveRow isChanged={isChanged} save={save} />}
        </fieldset>
      </form>
    </Card>
  );
}

function useOrganizationForm(organization: Organization) {
  const queryClient = useQueryClient();
  const [edits, setEdits] = useState<Partial<Settings>>({});
  const wanted: Settings = { ...organization, ...edits };
  const isChanged = fields.some((field) => wanted[field] !== organization[field]);
  const save = useMutation({
    mutationFn: updateOrganization,
    onSuccess: async (changed) => {
      queryClient.setQueryData(organizationQuery.queryKey, changed);
      setEdits({});
      await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const faults = save.error instanceof ApiError ? save.error.faults : [];
  return {
    wanted,
    isChanged,
    save,
    change: (some: Partial<Settings>) => setEdits((now) => ({ ...now, ...some })),
    faultOf: (field: string) => faults.find(({ pointer }) => pointer === `/${field}`)?.detail,
    submit(event: FormEvent) {
      event.preventDefault();
      if (isChanged && wanted.name.trim() !== '') save.mutate({ ...edits, name: wanted.name.trim() });
    },
  };
}

interface ChoiceProps {
  value: string;
  error: string | undefined;
  onChange(change: Partial<Settings>): void;
}

function ZoneField({ value, error, onChange }: ChoiceProps) {
  const { t } = useMessages();
  const zones = useMemo(() => [...new Set(['UTC', value, ...Intl.supportedValuesOf('timeZone')])].toSorted(), [value]);
  return (
    <SelectField
      label={t('consoleSettings.settings.timeZone')}
      hint={t('consoleSettings.organization.zoneHint')}
      error={error}
      value={value}
      onChange={({ target }) => onChange({ time_zone: target.value })}
    >
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </SelectField>
  );
}

function CurrencyField({ value, error, onChange }: ChoiceProps) {
  const { t, language } = useMessages();
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(formattingTag(language), { type: 'currency' });
    return [...new Set([value, ...Intl.supportedValuesOf('currency')])]
      .toSorted()
      .map((code) => ({ code, name: names.of(code) ?? code }));
  }, [language, value]);
  return (
    <SelectField
      label={t('consoleSettings.organization.currency')}
      hint={t('consoleSettings.organization.currencyHint')}
      error={error}
      value={value}
      onChange={({ target }) => onChange({ currency: target.value })}
    >
      {currencies.map(({ code, name }) => (
        <option key={code} value={code}>
          {code === name ? code : `${code} · ${name}`}
        </option>
      ))}
    </SelectField>
  );
}
