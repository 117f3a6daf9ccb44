import { useState } from 'react';
import type { RunDetails } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { useRetry } from './use-run-orders.ts';

/** Begins the run once more with what it should have been begun with. */
export function RetryWithDialog({ run, onClose }: { run: RunDetails; onClose(): void }) {
  const { t } = useMessages();
  const [text, setText] = useState(() => JSON.stringify(run.trigger ?? {}, null, 2));
  const retry = useRetry(run.id);
  const input = readObject(text);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleRuns.retry.with')}
      description={t('consoleRuns.retry.withLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleRuns.retry.keep')}</Button>
          <Button
            kind="primary"
            busy={retry.isPending}
            unavailable={input === null}
            onClick={() => input && retry.mutate({ from: 'start', version: 'same', input }, { onSuccess: onClose })}
          >
            {t('consoleRuns.retry.start')}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('consoleRuns.start.data')}
        error={input === null && t('consoleRuns.retry.notObject')}
        value={text}
        dir="ltr"
        spellCheck={false}
        rows={10}
        className="mono"
        onChange={({ target }) => setText(target.value)}
      />
      {retry.isError && <ActionFault error={retry.error} />}
    </Dialog>
  );
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
