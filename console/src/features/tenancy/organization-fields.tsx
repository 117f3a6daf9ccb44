import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { countriesQuery } from '../../api/organization.ts';
import type { Organization } from '../../api/types.ts';
import { formattingTag } from '../../lib/languages.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { SelectField } from '../../ui/field.tsx';

interface ChoiceProps {
  value: string;
  error: string | undefined;
  onChange(value: string): void;
}

export function ZoneField({ value, error, onChange }: ChoiceProps) {
  const { t } = useMessages();
  const zones = useMemo(() => [...new Set(['UTC', value, ...Intl.supportedValuesOf('timeZone')])].toSorted(), [value]);
  return (
    <SelectField
      label={t('consoleSettings.settings.timeZone')}
      hint={t('consoleSettings.organization.zoneHint')}
      error={error}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      {zones.map((zone) => (
        <option key={zone} value={zone} translate="no">
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </SelectField>
  );
}

export function CurrencyField({ value, error, onChange }: ChoiceProps) {
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
      onChange={({ target }) => onChange(target.value)}
    >
      {currencies.map(({ code, name }) => (
        <option key={code} value={code} translate="no">
          {code === name ? code : `${code} · ${name}`}
        </option>
      ))}
    </SelectField>
  );
}

type Place = Pick<Organization, 'country' | 'region'>;

interface PlaceFieldsProps {
  place: Place;
  faultOf(field: string): string | undefined;
  onChange(place: Partial<Place>): void;
}

/** Whose holidays the organization keeps; a country without regions of its own is not asked for one. */
export function PlaceFields({ place: { country, region }, faultOf, onChange }: PlaceFieldsProps) {
  const { t, language } = useMessages();
  const countries = useQuery(countriesQuery(language)).data?.items ?? [];
  const known = countries.find(({ code }) => code === country);
  const regions = known?.regions ?? [];
  return (
    <>
      <SelectField
        label={t('consoleSettings.organization.country')}
        hint={t('consoleSettings.organization.countryHint')}
        error={faultOf('country')}
        value={country ?? ''}
        onChange={({ target }) => onChange({ country: target.value === '' ? null : target.value, region: null })}
      >
        <option value="">{t('consoleSettings.organization.noCountry')}</option>
        {country !== null && known === undefined && <option value={country}>{country}</option>}
        {countries.map(({ code, name }) => (
          <option key={code} value={code} translate="no">
            {name}
          </option>
        ))}
      </SelectField>
      {(regions.length > 0 || region !== null) && (
        <SelectField
          label={t('consoleSettings.organization.region')}
          hint={t('consoleSettings.organization.regionHint')}
          error={faultOf('region')}
          value={region ?? ''}
          onChange={({ target }) => onChange({ region: target.value === '' ? null : target.value })}
        >
          <option value="">{t('consoleSettings.organization.wholeCountry')}</option>
          {region !== null && regions.every(({ code }) => code !== region) && <option value={region}>{region}</option>}
          {regions.map(({ code, name }) => (
            <option key={code} value={code} translate="no">
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}
