import { useNavigate, useParams } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Database, Gauge, House, KeyRound, Network, Settings, Users } from 'lucide-react';
import { useMessages } from '../lib/messages/messages.tsx';
import type { PalettePartProps } from './palette-entry.tsx';
import { Entry } from './palette-entry.tsx';

/** Where one can go. */
export function Places({ onClose }: PalettePartProps) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const { organization = '' } = useParams({ strict: false });
  const params = { organization };
  const settings = (tab: 'members' | 'keys' | 'plan' | 'you') => () =>
    navigate({ to: '/o/$organization/settings', params, search: { tab } });
  const places = [
    { label: t('console.nav.home'), icon: House, go: () => navigate({ to: '/o/$organization', params }) },
    {
      label: t('console.nav.datasets'),
      icon: Database,
      go: () => navigate({ to: '/o/$organization/datasets', params }),
    },
    { label: t('console.nav.models'), icon: Network, go: () => navigate({ to: '/o/$organization/models', params }) },
    {
      label: t('console.nav.settings'),
      icon: Settings,
      go: () => navigate({ to: '/o/$organization/settings', params }),
    },
    { label: t('console.settings.tab.members'), icon: Users, go: settings('members') },
    { label: t('console.settings.tab.keys'), icon: KeyRound, go: settings('keys') },
    { label: t('console.settings.tab.plan'), icon: Gauge, go: settings('plan') },
  ];
  return (
    <Command.Group heading={t('console.palette.places')}>
      {places.map(({ label, icon, go }) => (
        <Entry
          key={label}
          id={`place ${label}`}
          keywords={[label]}
          icon={icon}
          onSelect={() => {
            onClose();
            void go();
          }}
        >
          {label}
        </Entry>
      ))}
    </Command.Group>
  );
}
