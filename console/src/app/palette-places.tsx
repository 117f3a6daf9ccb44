import { useNavigate, useParams } from '@tanstack/react-router';
import { Command } from 'cmdk';
import {
  Bell,
  Building2,
  ChartColumn,
  Database,
  Gauge,
  House,
  Inbox,
  KeyRound,
  LockKeyhole,
  Network,
  Play,
  ScrollText,
  Settings,
  ShieldCheck,
  Stamp,
  Telescope,
  Users,
  Webhook,
  Workflow,
} from 'lucide-react';
import { useMessages } from '../lib/messages/messages.tsx';
import type { PalettePartProps } from './palette-entry.tsx';
import { Entry } from './palette-entry.tsx';

const settingsTabs = [
  { tab: 'security', icon: ShieldCheck },
  { tab: 'notifications', icon: Bell },
  { tab: 'organization', icon: Building2 },
  { tab: 'members', icon: Users },
  { tab: 'plan', icon: Gauge },
  { tab: 'audit', icon: ScrollText },
  { tab: 'keys', icon: KeyRound },
  { tab: 'credentials', icon: LockKeyhole },
  { tab: 'webhooks', icon: Webhook },
] as const;

/** Where one can go. */
export function Places({ onClose }: PalettePartProps) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const { organization = '' } = useParams({ strict: false });
  const params = { organization };
  const settings = settingsTabs.map(({ tab, icon }) => ({
    label: t(`console.settings.tab.${tab}`),
    icon,
    go: () => navigate({ to: '/o/$organization/settings', params, search: { tab } }),
  }));
  const places = [
    { label: t('console.nav.home'), icon: House, go: () => navigate({ to: '/o/$organization', params }) },
    { label: t('console.nav.inbox'), icon: Inbox, go: () => navigate({ to: '/o/$organization/inbox', params }) },
    {
      label: t('console.nav.datasets'),
      icon: Database,
      go: () => navigate({ to: '/o/$organization/datasets', params }),
    },
    {
      label: t('console.nav.questions'),
      icon: ChartColumn,
      go: () => navigate({ to: '/o/$organization/query', params }),
    },
    {
      label: t('console.nav.outlook'),
      icon: Telescope,
      go: () => navigate({ to: '/o/$organization/outlook', params }),
    },
    { label: t('console.nav.models'), icon: Network, go: () => navigate({ to: '/o/$organization/models', params }) },
    {
      label: t('console.nav.approvals'),
      icon: Stamp,
      go: () => navigate({ to: '/o/$organization/approvals', params }),
    },
    {
      label: t('console.nav.workflows'),
      icon: Workflow,
      go: () => navigate({ to: '/o/$organization/workflows', params }),
    },
    { label: t('console.nav.runs'), icon: Play, go: () => navigate({ to: '/o/$organization/runs', params }) },
    {
      label: t('console.nav.settings'),
      icon: Settings,
      go: () => navigate({ to: '/o/$organization/settings', params }),
    },
    ...settings,
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
