import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useMemo, useState } from 'react';
import { preferencesQuery, updatePreferences } from '../../api/notifications.ts';
import type { NotificationPreferences } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { SaveRow } from '../../ui/save-row.tsx';

type QuietHours = NonNullable<NotificationPreferences['quiet_hours']>;

const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const usual: QuietHours = { starts: '22:00', ends: '07:00', time_zone: ownZone };

/** When the reader is not to be disturbed, by the clock where they are. */
export function QuietHoursCard({ hours }: { hours: QuietHours | null }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const [edits, setEdits] = useState<{ isOn?: boolean; wanted?: QuietHours }>({});
  const { isOn = hours !== null, wanted = hours ?? usual } = edits;
  const save = useMutation({
    mutationFn: () => updatePreferences('own', { quiet_hours: isOn ? wanted : null }),
    onSuccess: (known) => {
      queryClient.setQueryData(preferencesQuery('own').queryKey, known);
      setEdits({});
    },
  });
  const next = isOn ? wanted : null;
  const isChanged = JSON.stringify(next) !== JSON.stringify(hours);
  const isEmpty = isOn && wanted.starts === wanted.ends;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged && !isEmpty) save.mutate();
  };
  const set = (change: Partial<QuietHours>) => setEdits({ isOn, wanted: { ...wanted, ...change } });
  return (
    <Card title={t('consoleInbox.quiet')}>
      <form className="quiet" onSubmit={submit} noValidate>
        <p className="secondary">{t('consoleInbox.quiet.lead')}</p>
        <label className="check">
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => setEdits({ wanted, isOn: event.target.checked })}
          />
          {t('consoleInbox.quiet.on')}
        </label>
        {isOn && (
          <div className="quiet-fields">
            <TextField
              label={t('consoleInbox.quiet.from')}
              type="time"
              required
              value={wanted.starts}
              error={isEmpty ? t('consoleInbox.quiet.empty') : undefined}
              onChange={(event) => event.target.value !== '' && set({ starts: event.target.value })}
            />
            <TextField
              label={t('consoleInbox.quiet.to')}
              type="time"
              required
              value={wanted.ends}
              onChange={(event) => event.target.value !== '' && set({ ends: event.target.value })}
            />
            <ZoneField zone={wanted.time_zone} onChange={(zone) => set({ time_zone: zone })} />
          </div>
        )}
        <SaveRow isChanged={isChanged && !isEmpty} save={save} />
      </form>
    </Card>
  );
}

function ZoneField({ zone, onChange }: { zone: string | null; onChange(zone: string | null): void }) {
  const { t } = useMessages();
  const zones = useMemo(
    () =>
      [
        ...new Set(['UTC', ownZone, ...(zone === null ? [] : [zone]), ...Intl.supportedValuesOf('timeZone')]),
      ].toSorted(),
    [zone],
  );
  return (
    <SelectField
      label={t('consoleInbox.quiet.zone')}
      value={zone ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    >
      <option value="">{t('consoleInbox.quiet.organizationZone')}</option>
      {zones.map((each) => (
        <option key={each} value={each} translate="no">
          {each.replaceAll('_', ' ')}
        </option>
      ))}
    </SelectField>
  );
}
