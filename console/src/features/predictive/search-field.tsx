import { useEffect, useEffectEvent, useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';

const pauseMs = 300;

/** Looks for a name once the reader pauses. */
export function SearchField({ value, onChange }: { value: string; onChange(text: string | undefined): void }) {
  const { t } = useMessages();
  const [text, setText] = useState(value);
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => tell(text.trim() === '' ? undefined : text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <input
      type="search"
      className="input outlook-search"
      aria-label={t('consoleOutlook.list.search')}
      placeholder={t('consoleOutlook.list.search')}
      maxLength={100}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
