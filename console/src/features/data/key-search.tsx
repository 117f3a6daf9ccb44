import { Search } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import './records.css';

interface KeySearchProps {
  keyName: string;
  value: string;
  onChange(text: string): void;
}

/** Finds records by a part of their key. */
export function KeySearch({ keyName, value, onChange }: KeySearchProps) {
  const { t } = useMessages();
  const [text, setText] = useState(value);
  const label = t('consoleData.records.search', { column: keyName });
  return (
    <form
      role="search"
      className="records-search"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim());
      }}
    >
      <Icon as={Search} size={14} />
      <input
        type="search"
        className="input"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => text.trim() !== value && onChange(text.trim())}
      />
    </form>
  );
}
