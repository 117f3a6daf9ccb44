import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type PreferenceScope, preferencesQuery } from '../../api/notifications.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ChannelGrid } from './channel-grid.tsx';
import { QuietHoursCard } from './quiet-hours-card.tsx';
import './preferences.css';

const route = getRouteApi('/o/$organization/settings');

/** What the reader is told and how; for those who may, also what holds for members who chose nothing. */
export function PreferencesTab() {
  return (
    <Permitted to="notifications:read">
      <Preferences />
    </Permitted>
  );
}

function Preferences() {
  const { t } = useMessages();
  const navigate = route.useNavigate();
  const mayManage = useMay('notifications:manage');
  const { scope: asked } = route.useSearch();
  const scope: PreferenceScope = mayManage && asked === 'default' ? 'default' : 'own';
  const preferences = useQuery(preferencesQuery(scope));
  return (
    <div className="preferences">
      {mayManage && (
        <Segments<PreferenceScope>
          label={t('consoleInbox.preferences.scope')}
          value={scope}
          options={[
            { value: 'own', label: t('consoleInbox.preferences.own') },
            { value: 'default', label: t('consoleInbox.preferences.default') },
          ]}
          onChange={(next) =>
            void navigate({
              search: next === 'default' ? { tab: 'notifications', scope: next } : { tab: 'notifications' },
              replace: true,
            })
          }
        />
      )}
      <Loaded query={preferences}>
        {(known) => (
          <>
            <ChannelGrid scope={scope} preferences={known} />
            {scope === 'own' && <QuietHoursCard hours={known.quiet_hours} />}
          </>
        )}
      </Loaded>
    </div>
  );
}
