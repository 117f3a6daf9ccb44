import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Languages, LogOut, Moon, Network, Sun, Upload } from 'lucide-react';
import { removeSession } from '../api/session.ts';
import { languages } from '../lib/languages.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { setTheme } from '../lib/theme.ts';
import { useMay } from '../ui/permission.tsx';
import { useChooseLanguage } from '../ui/preferences.tsx';
import type { PalettePartProps } from './palette-entry.tsx';
import { Entry } from './palette-entry.tsx';

/** What one can do from anywhere. */
export function Actions({ onClose }: PalettePartProps) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { organization = '' } = useParams({ strict: false });
  const chooseLanguage = useChooseLanguage(true);
  const mayImport = useMay('data:create');
  const mayTrain = useMay('ai_analytics:create');
  const run = (action: () => unknown) => () => {
    onClose();
    void action();
  };
  const actions = [
    {
      label: t('console.import.action'),
      icon: Upload,
      isOffered: mayImport,
      run: () => navigate({ to: '/o/$organization/imports/new', params: { organization } }),
    },
    {
      label: t('console.newModel.action'),
      icon: Network,
      isOffered: mayTrain,
      run: () => navigate({ to: '/o/$organization/models/new', params: { organization } }),
    },
    { label: t('console.theme.light'), icon: Sun, isOffered: true, run: () => setTheme('light') },
    { label: t('console.theme.dark'), icon: Moon, isOffered: true, run: () => setTheme('dark') },
    ...languages.map(({ code, nativeName }) => ({
      label: nativeName,
      icon: Languages,
      isOffered: true,
      run: () => chooseLanguage(code),
    })),
    {
      label: t('console.signOut'),
      icon: LogOut,
      isOffered: true,
      run: async () => {
        await removeSession();
        await navigate({ to: '/sign-in' });
        queryClient.clear();
      },
    },
  ];
  return (
    <Command.Group heading={t('console.palette.actions')}>
      {actions
        .filter(({ isOffered }) => isOffered)
        .map((action) => (
          <Entry
            key={action.label}
            id={`action ${action.label}`}
            keywords={[action.label]}
            icon={action.icon}
            onSelect={run(action.run)}
          >
            {action.label}
          </Entry>
        ))}
    </Command.Group>
  );
}
