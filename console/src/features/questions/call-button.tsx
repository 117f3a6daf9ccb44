import { Check, Code } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Asked } from '../../api/questions.ts';
import { requestOf } from '../../api/questions.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';

const saidMs = 2000;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The question as a command line, with the place of the key left to be filled in. */
function commandOf(asked: Asked, origin: string): string {
  const { method, address, body } = requestOf(asked);
  return [
    `curl -X ${method} ${quoted(origin + address)}`,
    `  -H "authorization: Bearer $API_KEY"`,
    ...(body === null ? [] : [`  -H 'content-type: application/json'`, `  -d ${quoted(body)}`]),
  ].join(' \\\n');
}

/** Puts the same question, as a call of the interface, on the clipboard. */
export function CallButton({ asked }: { asked: Asked }) {
  const { t } = useMessages();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), saidMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(commandOf(asked, location.origin));
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t('consoleQuestions.copyCall')}
      title={t('consoleQuestions.copyCall')}
      onClick={() => void copy()}
    >
      <Icon as={copied ? Check : Code} />
      <span className="hidden-visually" aria-live="polite">
        {copied && t('console.copied')}
      </span>
    </button>
  );
}
