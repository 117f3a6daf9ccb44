import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMessages } from '../lib/messages/messages.tsx';
import { Button } from './button.tsx';

export function CopyButton({ text }: { text: string }) {
  const { t } = useMessages();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without a clipboard the text stands there to be selected by hand.
      setCopied(false);
    }
  };

  return (
    <Button icon={copied ? Check : Copy} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? t('console.copied') : t('console.copy')}</span>
    </Button>
  );
}
