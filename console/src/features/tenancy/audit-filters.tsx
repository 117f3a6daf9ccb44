import { getRouteApi } from '@tanstack/react-router';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { SelectField, TextField } from '../../ui/field.tsx';

const route = getRouteApi('/o/$organization/settings');
const actors = ['user', 'api_key', 'system'] as const;

/** Which acts are shown; the choice stands in the address. */
export function AuditFilters() {
  const { t } = useMessages();
  const { action = '', actor = '', from = '', to = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (some: { action?: string; actor?: (typeof actors)[number] | undefined; from?: string; to?: string }) =>
    void navigate({
      search: (now) => {
        const next = { ...now, ...some };
        return present({
          ...next,
          action: next.action || undefined,
          from: next.from || undefined,
          to: next.to || undefined,
        });
      },
      replace: true,
    });
  return (
    <div className="audit-filters">
      <TextField
        label={t('consoleSettings.audit.action')}
        hint={t('consoleSettings.audit.actionHint')}
        dir="ltr"
        defaultValue={action}
        key={action}
        maxLength={200}
        onBlur={(event) => change({ action: event.target.value.trim() })}
        onKeyDown={(event) => event.key === 'Enter' && change({ action: event.currentTarget.value.trim() })}
      />
      <SelectField
        label={t('consoleSettings.audit.actor')}
        value={actor}
        onChange={({ target }) => change({ actor: actors.find((each) => each === target.value) })}
      >
        <option value="">{t('consoleSettings.audit.anybody')}</option>
        {actors.map((each) => (
          <option key={each} value={each}>
            {t(`consoleSettings.audit.kind.${each}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('consoleSettings.audit.from')}
        type="date"
        value={from}
        onChange={(event) => change({ from: event.target.value })}
      />
      <TextField
        label={t('consoleSettings.audit.to')}
        type="date"
        value={to}
        onChange={(event) => change({ to: event.target.value })}
      />
    </div>
  );
}
