import type { ReactNode } from 'react';
import { createContext, useContext, useMemo, useState } from 'react';
import type { Language } from '../languages.ts';
import { writeStored } from '../storage.ts';
import { loadCatalogue } from './catalogues.ts';
import { MessagesProvider } from './messages.tsx';
import type { Catalogue } from './translator.ts';

interface LanguageControl {
  language: Language;
  /** Resolves when the texts have come and are shown. */
  changeLanguage(language: Language): Promise<void>;
}

const Context = createContext<LanguageControl | null>(null);

interface ProviderProps {
  initial: { language: Language; catalogue: Catalogue };
  timeZone: string;
  onChange(language: Language): void;
  children: ReactNode;
}

export function LanguageProvider({ initial, timeZone, onChange, children }: ProviderProps) {
  const [current, setCurrent] = useState(initial);

  const control = useMemo<LanguageControl>(
    () => ({
      language: current.language,
      async changeLanguage(language) {
        const catalogue = await loadCatalogue(language);
        writeStored('language', language);
        onChange(language);
        setCurrent({ language, catalogue });
      },
    }),
    [current.language, onChange],
  );

  return (
    <Context value={control}>
      <MessagesProvider language={current.language} catalogue={current.catalogue} timeZone={timeZone}>
        {children}
      </MessagesProvider>
    </Context>
  );
}

export function useLanguage(): LanguageControl {
  const control = useContext(Context);
  if (control === null) throw new Error('useLanguage stands outside of LanguageProvider.');
  return control;
}
