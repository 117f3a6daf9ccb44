import { useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { isFields, type Fields } from './definition.ts';

/** A value to be read. */
export function JsonBlock({ label, value }: { label: string; value: unknown }) {
  return (
    <figure className="json-block">
      <figcaption className="small faint">{label}</figcaption>
      {/* It scrolls by itself, so it can be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="mono" dir="ltr" tabIndex={0} role="group" aria-label={label}>
        {value === undefined ? '–' : JSON.stringify(value, null, 2)}
      </pre>
    </figure>
  );
}

interface ObjectInputProps {
  label: string;
  hint?: string;
  value: Fields;
  onChange(value: Fields): void;
}

/** An object that is written as JSON; what cannot be read is said and not taken. */
export function ObjectInput({ label, hint, value, onChange }: ObjectInputProps) {
  const { t } = useMessages();
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const [last, setLast] = useState(value);
  const read = parse(text);
  if (last !== value) {
    setLast(value);
    if (JSON.stringify(read) !== JSON.stringify(value)) setText(JSON.stringify(value, null, 2));
  }
  return (
    <TextAreaField
      label={label}
      hint={hint}
      error={read === null && t('consoleWorkflowEditor.json.object')}
      value={text}
      dir="ltr"
      spellCheck={false}
      rows={6}
      data-code
      onChange={({ target }) => {
        setText(target.value);
        const next = parse(target.value);
        if (next !== null) onChange(next);
      }}
    />
  );
}

function parse(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
