import type { ReactNode } from 'react';
import { createContext, createElement, Fragment, useContext, useEffect, useMemo } from 'react';
import type { Format } from '../format.ts';
import { createFormat } from '../format.ts';
import type { Direction, Language } from '../languages.ts';
import { directionOf } from '../languages.ts';
import type { MessageKey } from './message-keys.ts';
import type { Catalogue, PlainValues } from './translator.ts';
import { createTranslator } from './translator.ts';

export interface Messages {
  language: Language;
  direction: Direction;
  format: Format;
  /** A text for attributes and for places without foreign words. */
  t(key: MessageKey, values?: PlainValues): string;
  /** A text with elements in it; strings given as values are isolated from the direction around them. */
  rich(key: MessageKey, values: Record<string, ReactNode>): ReactNode;
}

const Context = createContext<Messages | null>(null);

interface ProviderProps {
  language: Language;
  catalogue: Catalogue;
  timeZone: string;
  children: ReactNode;
}

export function MessagesProvider({ language, catalogue, timeZone, children }: ProviderProps) {
  const messages = useMemo<Messages>(() => {
    const format = createFormat(language, timeZone);
    const translator = createTranslator(language, catalogue, format);
    return {
      language,
      direction: directionOf(language),
      format,
      t: translator.text,
      rich: (key, values) => together(translator.pieces<ReactNode>(key, isolateStrings(values))),
    };
  }, [language, catalogue, timeZone]);

  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);

  return <Context value={messages}>{children}</Context>;
}

export function useMessages(): Messages {
  const messages = useContext(Context);
  if (messages === null) throw new Error('useMessages stands outside of MessagesProvider.');
  return messages;
}

/** Pieces that never change their order, so none needs a key. */
function together(pieces: ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...pieces);
}

function isolateStrings(values: Record<string, ReactNode>): Record<string, ReactNode> {
  const isolated: Record<string, ReactNode> = {};
  for (const [name, value] of Object.entries(values)) {
    isolated[name] = typeof value === 'string' ? <bdi>{value}</bdi> : value;
  }
  return isolated;
}
