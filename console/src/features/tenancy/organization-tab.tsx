import { useQuery } from '@tanstack/react-query';
import { organizationQuery } from '../../api/organization.ts';
import type { Organization } from '../../api/types.ts';
import { languages } from '../../lib/languages.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { useMay } from '../../ui/permission.tsx';
import { SaveRow } from '../../ui/save-row.tsx';
import { Loaded } from '../../ui/states.tsx';
import { FailuresCard } from './failures-card.tsx';
import { CurrencyField, PlaceFields, ZoneField } from './organization-fields.tsx';
import { useOrganizationForm } from './use-organization-form.ts';

/** What holds for everybody in the organization: its name, its clock, its money, its language. */
export function OrganizationTab() {
  const organization = useQuery(organizationQuery);
  return (
    <div className="settings">
      <Loaded query={organization}>{(known) => <OrganizationForm organization={known} />}</Loaded>
      {useMay('ai_analytics:read') && <FailuresCard />}
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
          <ZoneField
            value={wanted.time_zone}
            error={faultOf('time_zone')}
            onChange={(zone) => change({ time_zone: zone })}
          />
          <CurrencyField
            value={wanted.currency}
            error={faultOf('currency')}
            onChange={(currency) => change({ currency })}
          />
          <PlaceFields place={wanted} faultOf={faultOf} onChange={change} />
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
