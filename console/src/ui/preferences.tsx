import { useQueryClient } from '@tanstack/react-query';
import { Languages, Monitor, Moon, Sun } from 'lucide-react';
import { sessionQuery, updateLanguage } from '../api/session.ts';
import type { Language } from '../lib/languages.ts';
import { isLanguage, languages } from '../lib/languages.ts';
import { useLanguage } from '../lib/messages/language-provider.tsx';
import { useMessages } from '../lib/messages/messages.tsx';
import type { ThemeChoice } from '../lib/theme.ts';
import { setTheme, useTheme } from '../lib/theme.ts';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

/** Changes the language of the page and, for a reader who is signed in, of the account. */
export function useChooseLanguage(save: boolean): (language: Language) => Promise<void> {
  const { changeLanguage } = useLanguage();
  const queryClient = useQueryClient();
  return async (language) => {
    await changeLanguage(language);
    if (!save) return;
    try {
      queryClient.setQueryData(sessionQuery.queryKey, await updateLanguage(language));
    } catch {
      // This browser remembers the choice; the account keeps its old one until it can be told.
    }
  };
}

export function LanguageMenu({ save, named = false }: { save: boolean; named?: boolean }) {
  const { t, language } = useMessages();
  const choose = useChooseLanguage(save);
  const native = languages.find(({ code }) => code === language)?.nativeName ?? language;
  return (
    <Menu
      label={t('console.language.choose', { language: native })}
      className={named ? 'button button-quiet button-small' : 'icon-button'}
      align={named ? 'start' : 'end'}
      trigger={
        <>
          <Icon as={Languages} />
          {named && <bdi>{native}</bdi>}
        </>
      }
      choices={[
        {
          heading: t('console.language'),
          value: language,
          options: languages.map(({ code, nativeName }) => ({ value: code, label: nativeName, language: code })),
          onChange: (code) => isLanguage(code) && void choose(code),
        },
      ]}
    />
  );
}

const themes: readonly ThemeChoice[] = ['light', 'dark', 'system'];
const themeIcons = { light: Sun, dark: Moon, system: Monitor };

export function ThemeMenu() {
  const { t } = useMessages();
  const { choice } = useTheme();
  return (
    <Menu
      label={t('console.theme.choose', { theme: t(`console.theme.${choice}`) })}
      className="icon-button"
      trigger={<Icon as={themeIcons[choice]} />}
      choices={[
        {
          heading: t('console.theme'),
          value: choice,
          options: themes.map((theme) => ({ value: theme, label: t(`console.theme.${theme}`) })),
          onChange: (value) => {
            const theme = themes.find((candidate) => candidate === value);
            if (theme !== undefined) setTheme(theme);
          },
        },
      ]}
    />
  );
}
