import type { ReactNode } from 'react';
import { useState } from 'react';
import { useMessages } from '../lib/messages/messages.tsx';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import './json-view.css';

const mostCharacters = 6000;

/** Any value as JSON, coloured; a long one is cut until the reader wants all of it. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const { t } = useMessages();
  const [isWhole, setWhole] = useState(false);
  const text = JSON.stringify(value, null, 2) ?? 'null';
  const isCut = text.length > mostCharacters && !isWhole;
  return (
    <div className="json">
      {/* It scrolls, so it must be within reach of the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="mono" dir="ltr" tabIndex={0} role="group" aria-label={label}>
        {coloured(isCut ? text.slice(0, mostCharacters) : text)}
        {isCut && '…'}
      </pre>
      <div className="json-foot">
        {isCut && (
          <Button size="small" kind="quiet" onClick={() => setWhole(true)}>
            {t('console.json.all')}
          </Button>
        )}
        <span className="push-end">
          <CopyButton text={text} />
        </span>
      </div>
    </div>
  );
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g;

function coloured(text: string): ReactNode[] {
  const pieces: ReactNode[] = [];
  let reached = 0;
  for (const match of text.matchAll(token)) {
    const [whole, words, colon = ''] = match;
    pieces.push(text.slice(reached, match.index));
    const kind = words === undefined ? 'json-plain' : colon === '' ? 'json-text' : 'json-name';
    pieces.push(
      <span key={match.index} className={kind}>
        {words ?? whole}
      </span>,
      colon,
    );
    reached = match.index + whole.length;
  }
  pieces.push(text.slice(reached));
  return pieces;
}
